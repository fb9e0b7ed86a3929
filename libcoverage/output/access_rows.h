#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "libcoverage/access/access_time.h"
#include "libcoverage/base/data_table.h"
#include "libcoverage/geo/geometry.h"

namespace coverage {

/// The answer of one query at one point, as `coverage-access` prints it.
struct AccessRow {
  std::string id;
  std::optional<LonLat> where;  ///< empty where the point could not be used
  std::string query;
  AccessTime access;
  std::string facility_id;  ///< empty unless the status is ok
  std::optional<Metres> snap_distance;
};

enum class AccessRowFormat { csv, json };

/// Streams rows: CSV under the header
/// `id,lon,lat,query,access_time_s,access_distance_m,facility_id,snap_distance_m,status`, or a JSON
/// array of objects with these keys, one a line. Absent values are empty, or `null`.
///
///     AccessRowWriter rows(std::cout, AccessRowFormat::csv);
///     rows.write(row);
///     rows.finish();
class AccessRowWriter {
 public:
  AccessRowWriter(std::ostream& out, AccessRowFormat format);
  /// Throws OutputError where the stream takes no more (a full disk, a closed pipe).
  void write(const AccessRow& row);
  void finish();

 private:
  std::ostream& out_;
  AccessRowFormat format_;
  bool first_ = true;
};

/// The keys and values of a row, in the order of the header.
std::vector<std::pair<const char*, DataValue>> access_row_members(const AccessRow& row);

/// Writes to a stream. Throws OutputError where it takes no more.
void put_rows(std::ostream& out, std::string_view text);

}  // namespace coverage
