#pragma once

#include <string>

#include "libcoverage/input/study_file.h"
#include "temporary_folder.h"

namespace coverage {

/// Three communes of a tenth of a degree in a row, on a lattice of roads with a junction every
/// hundredth; France services `fs:1` in the first, `fs:2` in the last; 1000, 2000 and 500
/// inhabitants, two EPCIs.
///
///     lat 46.4 ┌──────────┬──────────┬──────────┐
///              │ 03001 ·1 │  03002   │ 03003 ·2 │
///     lat 46.3 └──────────┴──────────┴──────────┘
///          lon 3         3.1        3.2        3.3
class SmallStudy {
 public:
  SmallStudy() {
    write("communes.geojson", communes());
    write("population.csv",
          "code,population,epci,epci_name\n03001,1000,200000001,CC A\n03002,2000,200000001,CC A\n"
          "03003,500,200000002,CC B\n");
    write("fs.csv", "id,name,lon,lat\n1,Un,3.05,46.35\n2,Deux,3.25,46.35\n");
    write("roads.osm", roads(46.3));
  }

  std::string write(const std::string& name, const std::string& bytes) const {
    return folder_.write(name, bytes);
  }
  const std::filesystem::path& folder() const { return folder_.path(); }

  /// The study, with `more` at the end of its file.
  Study load(const std::string& more = "",
             const std::vector<std::pair<std::string, std::string>>& overrides = {}) const {
    return load_study(write("study.toml", text() + more), overrides);
  }

  /// A lattice whose southern edge lies at a latitude.
  static std::string roads(double south) {
    constexpr int columns = 31, rows = 11;
    const auto node = [](int x, int y) { return std::to_string(1 + 100 * x + y); };
    std::string nodes, ways;
    int way = 0;
    const auto add_way = [&](const std::string& from, const std::string& to) {
      ways += "<way id=\"" + std::to_string(++way) + "\"><nd ref=\"" + from + "\"/><nd ref=\"" +
              to + "\"/><tag k=\"highway\" v=\"tertiary\"/></way>\n";
    };
    for (int x = 0; x < columns; ++x) {
      for (int y = 0; y < rows; ++y) {
        nodes += "<node id=\"" + node(x, y) + "\" lon=\"" + std::to_string(3 + 0.01 * x) +
                 "\" lat=\"" + std::to_string(south + 0.01 * y) + "\"/>\n";
        if (x > 0) add_way(node(x - 1, y), node(x, y));
        if (y > 0) add_way(node(x, y - 1), node(x, y));
      }
    }
    return "<osm version=\"0.6\">\n" + nodes + ways + "</osm>\n";
  }

  static std::string text() {
    return R"(language = "en"
[communes]
path = "communes.geojson"
[population]
path = "population.csv"
columns = { population = "population", epci_code = "epci", epci_name = "epci_name" }
[[facilities]]
name = "fs"
kind = "france_services"
path = "fs.csv"
columns = { id = "id", name = "name", lon = "lon", lat = "lat" }
[roads]
path = "roads.osm"
[output]
cell_size_m = 1000
)";
  }

 private:
  static std::string communes() {
    std::string features;
    for (int i = 0; i < 3; ++i) {
      const std::string west = std::to_string(3 + 0.1 * i), east = std::to_string(3.1 + 0.1 * i);
      features += std::string(i > 0 ? "," : "") +
                  R"({"type":"Feature","properties":{"code":"0300)" + std::to_string(i + 1) +
                  R"(","name":"Commune )" + std::to_string(i + 1) +
                  R"("},"geometry":{"type":"Polygon","coordinates":[[[)" + west + ",46.3],[" +
                  east + ",46.3],[" + east + ",46.4],[" + west + ",46.4],[" + west + ",46.3]]]}}";
    }
    return R"({"type":"FeatureCollection","features":[)" + features + "]}";
  }

  TemporaryFolder folder_;
};

}  // namespace coverage
