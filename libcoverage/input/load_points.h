#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "libcoverage/base/message.h"
#include "libcoverage/geo/geometry.h"

namespace coverage {

/// A point whose access is asked for. One that cannot be used keeps its row, with the reason.
struct PointRow {
  std::string id;
  std::optional<LonLat> where;
  Message problem;  ///< empty where `where` is set
};

/// Points of a CSV with the columns id, lon, lat (or longitude, latitude; degrees; id is optional:
/// then the row's number),
/// or of any point layer (column id, else the feature's number). Throws InputError where the file
/// cannot be read or has no such columns.
std::vector<PointRow> load_points(const std::string& path);

/// The same from the text of a CSV; bare `lon,lat` lines without a header are understood too.
std::vector<PointRow> parse_points(std::string_view text, const std::string& name);

}  // namespace coverage
