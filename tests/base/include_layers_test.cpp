#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <regex>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

/// Data flows down this list: a folder includes only itself and those before it.
const std::vector<std::string> layers = {"base",    "geo",    "model",      "input",  "network",
                                         "routing", "access", "indicators", "siting", "scenario",
                                         "output",  "study",  "synthetic"};

/// Libraries whose headers take long to compile or drag in half of C: for .cpp files, and for
/// headers that say in so many words that only .cpp files may include them.
const std::regex heavy(
    R"re(^#include [<"](gdal|ogr|cpl_|geos|proj|boost/graph|osmium|toml|sqlite3|CLI/|catch2|nlohmann/json\.hpp))re");

struct Include {
  std::string line;
  std::string layer;  ///< of the library, where it is one of its headers
};

std::vector<Include> includes_of(const std::string& text) {
  static const std::regex any(R"re(#include [<"](libcoverage/([a-z_]+)/)?[^>"]+[>"])re");
  std::vector<Include> found;
  for (std::sregex_iterator it(text.begin(), text.end(), any), end; it != end; ++it) {
    found.push_back({it->str(), (*it)[2]});
  }
  return found;
}

std::size_t rank(const std::string& layer) {
  return static_cast<std::size_t>(std::find(layers.begin(), layers.end(), layer) - layers.begin());
}

/// What is wrong with a file of a layer: one sentence per line.
std::string complaints(const std::string& layer, bool header, const std::string& text) {
  std::string result;
  static const std::regex for_sources(R"re(\.cpp`? files)re");
  const bool for_sources_only = std::regex_search(text, for_sources);
  for (const Include& include : includes_of(text)) {
    if (!include.layer.empty() && rank(include.layer) > rank(layer)) {
      result += layer + " is before " + include.layer + ": " + include.line + "\n";
    }
    if (header && !for_sources_only && std::regex_search(include.line, heavy)) {
      result += "a header with a heavy header: " + include.line + "\n";
    }
  }
  return result;
}

std::string content(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace

TEST_CASE("the rule about includes notices what it is there for") {
  CHECK(complaints("geo", false, "#include \"libcoverage/base/text.h\"\n#include <vector>\n")
            .empty());
  CHECK(complaints("geo", false, "#include \"libcoverage/model/study.h\"\n") ==
        "geo is before model: #include \"libcoverage/model/study.h\"\n");
  CHECK_FALSE(complaints("geo", false, "#include \"libcoverage/nowhere/x.h\"\n").empty());
  CHECK(complaints("geo", true, "#include <gdal_priv.h>\n") ==
        "a header with a heavy header: #include <gdal_priv.h>\n");
  CHECK(complaints("geo", false, "#include <gdal_priv.h>\n").empty());
  CHECK(complaints("geo", true, "#include <nlohmann/json_fwd.hpp>\n").empty());
}

TEST_CASE("no layer of the library includes a later one, nor a header a heavy library") {
  const fs::path library = fs::path(COVERAGE_SOURCE_DIR) / "libcoverage";
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(library)) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".h" && extension != ".cpp") continue;
    ++files;
    const fs::path relative = entry.path().lexically_relative(library);
    const std::string layer = relative.begin()->string();
    INFO(relative.string());
    CHECK(rank(layer) < layers.size());
    CHECK(complaints(layer, extension == ".h", content(entry.path())) == "");
  }
  CHECK(files > 50);
}

TEST_CASE("the map of the code has a line for every folder, in the order of the layers") {
  const fs::path library = fs::path(COVERAGE_SOURCE_DIR) / "libcoverage";
  const std::string map = content(library / "README.md");
  std::size_t last = 0;
  for (const std::string& layer : layers) {
    INFO(layer);
    if (!fs::exists(library / layer)) continue;
    const std::size_t at = map.find("| `" + layer + "/`");
    REQUIRE(at != std::string::npos);
    CHECK(at >= last);
    last = at;
  }
}
