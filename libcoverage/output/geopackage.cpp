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
#include "libcoverage/output/styled_package.h"

namespace coverage {

namespace {

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
  return {{"TITLE", results.study.title},
          {"NOTICE", results.study.notice},
          {"ROADS_NOTICE", results.study.roads.notice},
          {"SOURCES", joined(sources)},
          {"HYPOTHESES", joined(hypotheses)},
          {"GENERATOR", "coverage " + version()}};
}

/// The styles of queries, then those of catchments.
std::vector<NamedStyle> with_scores(std::vector<NamedStyle> styles, const Results& results,
                                    const GeoPackageLayer& layer) {
  for (NamedStyle& style : score_styles(results, layer.table, layer.shape)) {
    styles.push_back(std::move(style));
  }
  return styles;
}

}  // namespace

void write_geopackage(const Results& results, const std::filesystem::path& path,
                      const Execution& execution) {
  StyledPackage package(path, results.crs, results.study.language, execution);
  const GeoPackageLayer communes = commune_layer(results);
  package.add(communes, with_scores(area_styles(results, communes.table), results, communes));
  if (!results.territory.find_grouping("epci")) {
    const GeoPackageLayer none{.table = empty_unit_wide(results),
                               .shape = LayerShape::polygon,
                               .geometry = {},
                               .fid = {},
                               .fid_column = "fid",
                               .indexed_columns = {"code"},
                               .description = results.study.title};
    package.add(none, with_scores(area_styles(results, none.table), results, none));
  }
  for (std::size_t g = 0; g < results.territory.groupings.size(); ++g) {
    const GeoPackageLayer units = unit_layer(results, g);
    package.add(units, with_scores(area_styles(results, units.table), results, units));
  }
  const GeoPackageLayer demand = demand_layer(results);
  package.add(demand, with_scores(demand_styles(results, demand.table), results, demand));
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
  package.set_metadata(metadata_of(results));
  package.finish();
}

}  // namespace coverage
