#include "libcoverage/output/write_results.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "libcoverage/base/sha256.h"
#include "results_fixture.h"
#include "small_disk.h"
#include "temporary_folder.h"

using namespace coverage;

namespace {

using Files = std::map<std::string, std::string>;

Files files_in(const std::filesystem::path& folder) {
  Files files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ostringstream bytes;
    bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    files[entry.path().filename().string()] = bytes.str();
  }
  return files;
}

std::set<std::string> names_in(const std::filesystem::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    names.insert(entry.path().filename().string());
  }
  return names;
}

void write(const Results& results, const std::filesystem::path& folder) {
  Progress quiet;
  write_results(results, {.directory = folder}, Execution{quiet});
}

/// Asks to stop after some steps.
class StopAfter : public Progress {
 public:
  explicit StopAfter(int steps) : left_(steps) {}
  void advance(std::uint64_t) override {
    if (--left_ <= 0) stop = true;
  }
  std::atomic<bool> stop{false};

 private:
  int left_;
};

}  // namespace

TEST_CASE("a run's folder holds every file of the contract") {
  const TemporaryFolder folder;
  const Results results = make_results_fixture();
  write(results, folder.path() / "out");
  const std::set<std::string> wanted = {"coverage.gpkg", "access_time.tif", "access_time.qml",
                                        "communes.csv",  "epcis.csv",       "facilities.csv",
                                        "summary.json",  "report.html",     "manifest.json"};
  CHECK(names_in(folder.path() / "out") == wanted);
  const auto names = result_file_names({.groupings = {"epci"}});
  CHECK(std::set<std::string>(names.begin(), names.end()) == wanted);
  CHECK(names_in(folder.path()) == std::set<std::string>{"out"});
}

TEST_CASE(
    "the names of files to come are those that a run writes, territories and Excel included") {
  const TemporaryFolder folder;
  Results results = make_results_fixture();
  Grouping other = results.territory.groupings[0];
  other.name = "bassin_de_vie";
  other.label = "Bassin de vie";
  results.territory.groupings.push_back(other);
  for (QueryResult& query : results.queries) {
    query.indicators.groupings.push_back(query.indicators.groupings[0]);
  }
  Progress quiet;
  write_results(results, {.directory = folder.path() / "out", .csv_excel_fr = true},
                Execution{quiet});
  const auto names =
      result_file_names({.groupings = {"epci", "bassin_de_vie"}, .csv_excel_fr = true});
  CHECK(std::set<std::string>(names.begin(), names.end()) == names_in(folder.path() / "out"));
  CHECK(std::count(names.begin(), names.end(), "bassins_de_vie.csv") == 1);
}

TEST_CASE("the manifest has the checksum and size of each file") {
  const TemporaryFolder folder;
  write(make_results_fixture(), folder.path() / "out");
  Files files = files_in(folder.path() / "out");
  const auto manifest = nlohmann::json::parse(files["manifest.json"]);
  CHECK(manifest["outputs"].size() == files.size() - 1);
  for (const auto& [name, entry] : manifest["outputs"].items()) {
    INFO(name);
    CHECK(entry["sha256"] == sha256(files[name]));
    CHECK(entry["bytes"] == files[name].size());
  }
}

TEST_CASE("two runs give the same bytes in every file") {
  const TemporaryFolder folder;
  write(make_results_fixture(), folder.path() / "first");
  write(make_results_fixture(), folder.path() / "second");
  CHECK(files_in(folder.path() / "first") == files_in(folder.path() / "second"));
}

TEST_CASE("Excel files come when they are asked for") {
  const TemporaryFolder folder;
  Progress quiet;
  write_results(make_results_fixture(), {.directory = folder.path() / "out", .csv_excel_fr = true},
                Execution{quiet});
  const auto names = names_in(folder.path() / "out");
  for (const char* name : {"communes.excel.csv", "epcis.excel.csv", "facilities.excel.csv"}) {
    CHECK(names.contains(name));
  }
}

TEST_CASE("results of an earlier run are replaced, what others wrote is refused") {
  const TemporaryFolder folder;
  Results results = make_results_fixture();
  write(results, folder.path() / "out");
  results.queries.pop_back();
  write(results, folder.path() / "out");
  CHECK(files_in(folder.path() / "out")["summary.json"].find("third_place\": {") ==
        std::string::npos);
  folder.write("theirs/notes.txt", "mine");
  CHECK_THROWS_AS(write(results, folder.path() / "theirs"), OutputError);
  CHECK(names_in(folder.path() / "theirs") == std::set<std::string>{"notes.txt"});
}

TEST_CASE("a full disk loses no earlier result and leaves nothing behind") {
  const TemporaryFolder folder;
  Results results = make_results_fixture();
  write(results, folder.path() / "out");
  const Files before = files_in(folder.path() / "out");
  results.study.title += ", une autre fois";  // never smaller than before
  const rlim_t largest = before.at("coverage.gpkg").size();
  for (const rlim_t bytes : {rlim_t{0}, rlim_t{1000}, largest / 2, largest - 1000}) {
    INFO(bytes);
    {
      const SmallDisk disk(bytes);
      CHECK_THROWS_AS(write(results, folder.path() / "out"), OutputError);
    }
    CHECK(files_in(folder.path() / "out") == before);
    CHECK(names_in(folder.path()) == std::set<std::string>{"out"});
  }
}

TEST_CASE("a run that is stopped while it writes leaves nothing behind") {
  const TemporaryFolder folder;
  for (const int steps : {1, 4, 8}) {
    StopAfter progress(steps);
    const Execution execution{progress, 1, &progress.stop};
    CHECK_THROWS_AS(
        write_results(make_results_fixture(), {.directory = folder.path() / "out"}, execution),
        Interrupted);
    CHECK(names_in(folder.path()).empty());
  }
}

TEST_CASE("a study without communes or raster has its tables without rows") {
  const TemporaryFolder folder;
  Results results = make_results_fixture();
  results.territory = {};
  results.demand = {};
  results.facilities = {};
  results.set_aside.clear();
  results.networks.clear();
  results.queries.clear();
  write(results, folder.path() / "out");
  Files files = files_in(folder.path() / "out");
  CHECK_FALSE(files.contains("access_time.tif"));
  CHECK(files["communes.csv"].starts_with("code,name,epci_code,epci_name,population,query,"));
  CHECK(files["epcis.csv"].starts_with("code,name,"));
  CHECK(files["communes.csv"].find('\n') == files["communes.csv"].size() - 1);
}
