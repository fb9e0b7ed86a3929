#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "error_text.h"
#include "libcoverage/base/execution.h"
#include "libcoverage/base/text.h"
#include "libcoverage/input/load_territory.h"
#include "temporary_folder.h"

namespace coverage {

inline const SourceReport* find_report(const std::vector<SourceReport>& reports,
                                       const std::string& name) {
  for (const SourceReport& report : reports) {
    if (report.name == name) return &report;
  }
  return nullptr;
}

/// The note with that code; an empty one where there is none.
inline SourceNote note_of(const SourceReport& report, const std::string& code) {
  for (const SourceNote& note : report.notes) {
    if (note.code == code) return note;
  }
  return {};
}

/// A rectangle on a map whose unit is the kilometre, somewhere in the Allier (EPSG:2154).
struct Block {
  std::string code, name;
  double x = 0, y = 0, width = 1, height = 1;
  std::string more_properties = "";  ///< `, "pop": 12`
};

inline std::string corner(double x, double y) {
  return "[" + format_number(700000 + 1000 * x) + "," + format_number(6580000 + 1000 * y) + "]";
}

inline std::string ring(const Block& b) {
  return "[" + corner(b.x, b.y) + "," + corner(b.x + b.width, b.y) + "," +
         corner(b.x + b.width, b.y + b.height) + "," + corner(b.x, b.y + b.height) + "," +
         corner(b.x, b.y) + "]";
}

inline std::string feature(const std::string& properties, const std::string& geometry) {
  return R"({"type":"Feature","properties":{)" + properties + R"(},"geometry":)" + geometry + "}";
}

inline std::string names(const Block& block) {
  return R"("code":")" + block.code + R"(","name":")" + block.name + "\"" + block.more_properties;
}

inline std::string geojson(const std::vector<std::string>& features) {
  std::string text = R"({"type":"FeatureCollection","crs":{"type":"name","properties":)"
                     R"({"name":"urn:ogc:def:crs:EPSG::2154"}},"features":[)";
  for (std::size_t i = 0; i < features.size(); ++i) text += (i ? "," : "") + features[i];
  return text + "]}";
}

/// A layer of rectangles.
inline std::string layer(const std::vector<Block>& blocks) {
  std::vector<std::string> features;
  for (const Block& block : blocks) {
    features.push_back(
        feature(names(block), R"({"type":"Polygon","coordinates":[)" + ring(block) + "]}"));
  }
  return geojson(features);
}

/// A study of communes in a folder of its own, read on demand.
struct TerritoryCase {
  TemporaryFolder folder;
  Study study;
  std::vector<SourceReport> reports;

  explicit TerritoryCase(const std::vector<Block>& communes) {
    study.communes.emplace();
    study.communes->paths = {folder.write("communes.geojson", layer(communes))};
  }

  /// A table of populations with the columns code, population, epci, epci_name.
  void populate(const std::string& csv) {
    study.population.emplace();
    study.population->paths = {folder.write("population.csv", csv)};
    study.population->columns = {
        {"population", "population"}, {"epci_code", "epci"}, {"epci_name", "epci_name"}};
    study.population->concept_name = "population municipale";
    study.population->edition = "2023";
  }

  Territory load() {
    reports.clear();
    Progress silent;
    return load_territory(study, Crs::from_text("EPSG:2154"), {silent, 2, nullptr}, reports);
  }
  std::string load_error(Language language = Language::english) {
    return error_text([&] { load(); }, language);
  }
  /// The error without the folder's name.
  std::string short_error(Language language = Language::english) {
    std::string text = load_error(language);
    const std::string prefix = folder.path().string() + "/";
    for (auto at = text.find(prefix); at != std::string::npos; at = text.find(prefix)) {
      text.erase(at, prefix.size());
    }
    return text;
  }
  const SourceReport& report(const std::string& name) const { return *find_report(reports, name); }
  SourceNote note(const std::string& source, const std::string& code) const {
    return note_of(report(source), code);
  }
};

using Examples = std::vector<std::string>;

}  // namespace coverage
