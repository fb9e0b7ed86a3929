#include "libcoverage/output/geopackage.h"

#include <algorithm>
#include <memory>

#include "libcoverage/base/version.h"
#include "libcoverage/geo/geopackage_writer.h"
#include "libcoverage/geo/polygon_operations.h"
#include "libcoverage/output/demand_table.h"
#include "libcoverage/output/facility_table.h"
#include "libcoverage/output/result_styles.h"
#include "libcoverage/output/result_tables.h"
#include "libcoverage/output/route_layer.h"
#include "libcoverage/output/snap_layers.h"

namespace coverage {

namespace {

/// Collects what is written, for the styles and for the count afterwards.
class Package {
 public:
  Package(const Results& results, const std::filesystem::path& path, const Execution& execution)
      : path_(path), file_(path, results.crs, results.study.language), execution_(execution) {}

  void add(const GeoPackageLayer& layer, std::vector<NamedStyle> styles = {}) {
    file_.add_layer(layer, execution_);
    counts_.emplace_back(layer.table.name, layer.table.size);
    for (NamedStyle& style : styles) styles_.push_back(std::move(style));
  }
  void add_style_table();
  void set_metadata(const std::vector<std::pair<std::string, std::string>>& items) {
    file_.set_metadata(items);
  }
  /// Closes the file, opens it again and compares the number of rows of each layer.
  void finish();

 private:
  std::filesystem::path path_;
  GeoPackageWriter file_;
  const Execution& execution_;
  std::vector<NamedStyle> styles_;
  std::vector<std::pair<std::string, std::uint64_t>> counts_;
};

/// The table in which QGIS looks for styles, with the columns that it expects.
void Package::add_style_table() {
  GeoPackageLayer layer;
  layer.table = {"layer_styles", verbatim("layer_styles"), styles_.size(), {}};
  layer.fid_column = "id";
  const auto text = [&](const char* column, auto value) {
    layer.table.add(column, DataType::text, {},
                    [this, value](std::size_t row) -> DataValue { return value(styles_[row]); });
  };
  const auto empty = [](const NamedStyle&) { return std::string(); };
  text("f_table_catalog", empty);
  text("f_table_schema", empty);
  text("f_table_name", [](const NamedStyle& style) { return style.layer; });
  text("f_geometry_column", [](const NamedStyle& style) { return style.geometry_column; });
  text("styleName", [](const NamedStyle& style) { return style.name; });
  text("styleQML", [](const NamedStyle& style) { return style.qml; });
  text("styleSLD", empty);
  layer.table.add("useAsDefault", DataType::boolean, {}, [this](std::size_t row) -> DataValue {
    return row == 0 || styles_[row].layer != styles_[row - 1].layer;
  });
  text("description", [](const NamedStyle& style) { return style.description; });
  text("owner", empty);
  text("ui", empty);
  text("update_time", [](const NamedStyle&) { return std::string(fixed_file_date); });
  file_.add_layer(layer, execution_);
  counts_.emplace_back("layer_styles", styles_.size());
}

void Package::finish() {
  file_.close();
  const auto found = geopackage_row_counts(path_);
  for (const auto& expected : counts_) {
    const auto& layer = expected.first;
    const auto rows = expected.second;
    const auto is_layer = [&](const auto& count) { return count.first == layer; };
    const auto count = std::find_if(found.begin(), found.end(), is_layer);
    const std::uint64_t there = count == found.end() ? 0 : count->second;
    if (count != found.end() && there == rows) continue;
    throw OutputError(
        message("{}: layer {} has {} rows instead of {} after writing",
                "{} : la couche {} a {} lignes au lieu de {} après l’écriture", path_.string(),
                layer, there, rows),
        {"Check the free space and the disk", "Vérifiez la place libre et le disque"});
  }
}

GeoPackageLayer commune_layer(const Results& results) {
  const auto rows = std::make_shared<const std::vector<CommuneIndex>>(study_communes(results));
  GeoPackageLayer layer{.table = commune_wide(results),
                        .shape = LayerShape::polygon,
                        .geometry = {},
                        .fid = {},
                        .fid_column = "fid",
                        .indexed_columns = {"code", "epci_code"},
                        .description = results.study.title};
  layer.geometry = [&results, rows](std::size_t row) -> Geometry {
    return results.territory.communes[(*rows)[row]].shape;
  };
  return layer;
}

/// A unit's own polygon, or the union of its communes in the study area.
MultiPolygon unit_shape(const Results& results, const Grouping& grouping, UnitIndex unit) {
  if (!grouping.shapes.empty()) return grouping.shapes[unit];
  std::vector<MultiPolygon> parts;
  for (const CommuneIndex commune : study_communes(results)) {
    if (grouping.unit_of_commune.empty() || grouping.unit_of_commune[commune] != unit) continue;
    parts.push_back(results.territory.communes[commune].shape);
  }
  return parts.empty() ? MultiPolygon() : unite(parts);
}

GeoPackageLayer unit_layer(const Results& results, std::size_t g) {
  const Grouping& grouping = results.territory.groupings[g];
  const auto rows = std::make_shared<const std::vector<UnitIndex>>(study_units(results, g));
  GeoPackageLayer layer{.table = unit_wide(results, g),
                        .shape = LayerShape::polygon,
                        .geometry = {},
                        .fid = {},
                        .fid_column = "fid",
                        .indexed_columns = {"code"},
                        .description = results.study.title};
  layer.geometry = [&results, &grouping, rows](std::size_t row) -> Geometry {
    return unit_shape(results, grouping, (*rows)[row]);
  };
  return layer;
}

GeoPackageLayer demand_layer(const Results& results) {
  GeoPackageLayer layer;
  layer.table = demand_table(results);
  layer.shape = LayerShape::point;
  layer.geometry = [&results](std::size_t row) -> Geometry {
    return results.demand.points[DemandIndex::from_size(row)].position;
  };
  layer.indexed_columns = {"commune_code"};
  return layer;
}

GeoPackageLayer facility_layer(const Results& results) {
  GeoPackageLayer layer;
  layer.table = facility_table(results);
  layer.shape = LayerShape::point;
  layer.geometry = [&results](std::size_t row) -> Geometry {
    return facility_of_row(results, row).position;
  };
  layer.indexed_columns = {"id"};
  return layer;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
  return text;
}

std::vector<std::pair<std::string, std::string>> metadata_of(const Results& results) {
  const Language language = results.study.language;
  std::vector<std::string> sources, hypotheses;
  for (const SourceReport& source : results.sources) {
    sources.push_back(source.name + (source.edition.empty() ? "" : " (" + source.edition + ")"));
  }
  for (const Message& hypothesis : results.hypotheses) {
    hypotheses.push_back(hypothesis.in(language));
  }
  std::vector<std::pair<std::string, std::string>> items = {
      {"TITLE", results.study.title},
      {"NOTICE", results.study.notice},
      {"ROADS_NOTICE", results.study.roads.notice},
      {"SOURCES", joined(sources)},
      {"HYPOTHESES", joined(hypotheses)},
      {"GENERATOR", "coverage " + version()}};
  std::erase_if(items, [](const auto& item) { return item.second.empty(); });
  return items;
}

}  // namespace

void write_geopackage(const Results& results, const std::filesystem::path& path,
                      const Execution& execution) {
  Package package(results, path, execution);
  const GeoPackageLayer communes = commune_layer(results);
  package.add(communes, area_styles(results, communes.table));
  if (!results.territory.find_grouping("epci")) {
    const GeoPackageLayer none{.table = empty_unit_wide(results),
                               .shape = LayerShape::polygon,
                               .geometry = {},
                               .fid = {},
                               .fid_column = "fid",
                               .indexed_columns = {"code"},
                               .description = results.study.title};
    package.add(none, area_styles(results, none.table));
  }
  for (std::size_t g = 0; g < results.territory.groupings.size(); ++g) {
    const GeoPackageLayer units = unit_layer(results, g);
    package.add(units, area_styles(results, units.table));
  }
  const GeoPackageLayer demand = demand_layer(results);
  package.add(demand, demand_styles(results, demand.table));
  const GeoPackageLayer facilities = facility_layer(results);
  package.add(facilities, facility_styles(results, facilities.table));
  const GeoPackageLayer snaps = snap_layer(results);
  package.add(snaps, snap_styles(results, snaps.table));
  const GeoPackageLayer issues = network_issue_layer(results);
  package.add(issues, network_issue_styles(results, issues.table));
  if (results.study.output.routes) {
    const GeoPackageLayer routes = route_layer(results);
    package.add(routes, route_styles(results, routes.table));
  }
  GeoPackageLayer table;
  table.table = commune_rows(results);
  table.indexed_columns = {"code"};
  package.add(table, plain_table_styles(results, table.table));
  package.add_style_table();
  package.set_metadata(metadata_of(results));
  package.finish();
}

}  // namespace coverage
