#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/input/raw_roads.h"
#include "libcoverage/network/profile.h"

namespace coverage {

/// Where the surroundings are built up, as far as roads tell: a hypothesis of the profile, for the
/// roads whose tags do not say. A place is built up where the roads of the classes in
/// `Profile::built_up.classes` (streets that people live along, whatever the mode) within the
/// square of about 375 m around it measure `built_up.length_m` or more together.
///
/// Lengths are summed in cells of 125 m (of the sphere, aligned to its rows: what a place is
/// depends on the roads around it only, not on the extract), and over the 3 × 3 cells around a
/// cell. Linear in the number of nodes, but for a sort; memory grows with the built-up ground only.
/// Nothing is built up for a profile without urban speeds.
class BuiltUpAreas {
 public:
  BuiltUpAreas(const RawRoads& roads, const Profile& profile, const Execution& execution);

  bool contains(LonLat place) const;

  /// Rows of cells by latitude, from the equator; columns in each row from Greenwich.
  struct Cell {
    std::int32_t row = 0;
    std::int32_t column = 0;
    friend auto operator<=>(const Cell&, const Cell&) = default;
  };

 private:
  void index_rows();
  std::span<const Cell> cells_of(std::int32_t row) const;

  std::vector<Cell> cells_;                  ///< with streets, in order
  std::vector<double> lengths_;              ///< metres of streets in each
  std::int32_t first_row_ = 0;               ///< with streets
  std::vector<std::uint32_t> first_of_row_;  ///< cells of row r begin at [r - first_row_]
  double least_m_ = 0;
};

}  // namespace coverage
