#pragma once

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/geo/crs.h"
#include "libcoverage/geo/geometry.h"
#include "libcoverage/input/table.h"
#include "libcoverage/model/study.h"

namespace coverage {

/// The rows of one file of a facility source, before anything is interpreted.
struct FacilityRows {
  explicit FacilityRows(Crs positions_crs) : crs(std::move(positions_crs)) {}

  Table table;
  Crs crs;  ///< of `positions`, or of the coordinates in the table's columns
  /// From the geometries; empty for a table without any. A row without a geometry has nothing.
  bool has_positions = false;
  std::vector<std::optional<Point>> positions;
  std::vector<bool> is_shape;       ///< the position is a point inside a polygon
  std::vector<bool> is_multipoint;  ///< the position is the first of several points
  /// Stable ids that the format itself gives (`node/123`); empty where it gives none.
  std::vector<std::string> ids;
  std::string file_name;              ///< without folders, for the places of rows
  std::vector<std::string> left_out;  ///< OSM areas that could not be made, by id

  /// `france-services.csv:12`, `mairies.gpkg:7`, `andorra.osm.pbf:node/123`: the same in every
  /// language.
  std::string place_of(std::size_t row) const;
};

/// Reads a file of a source: delimited text and other tables with coordinate columns, any point or
/// polygon layer, or the features of an OSM file that meet the source's tag filter (then the
/// columns are `tags`). Throws InputError, GeometryError.
FacilityRows read_facility_rows(const FacilitiesInput& source, const std::string& path,
                                const std::set<std::string>& tags, const Execution& execution);

}  // namespace coverage
