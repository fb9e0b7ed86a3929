#include "libcoverage/network/built_up.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <span>
#include <utility>

#include "libcoverage/base/parallel_for.h"
#include "libcoverage/base/radix_sort.h"

namespace coverage {

namespace {

constexpr double cell_m = 125, metres_a_degree = 111195;  // on the sphere
constexpr double row_height = cell_m / metres_a_degree;

using Cell = BuiltUpAreas::Cell;

/// Degrees of longitude of a cell: as wide as it is high in the middle of its row.
double width_in(std::int32_t row) {
  const double middle = (row + 0.5) * row_height * std::numbers::pi / 180;
  return row_height / std::max(std::cos(middle), 0.01);
}

Cell cell_in_row(std::int32_t row, double lon) {
  return {row, static_cast<std::int32_t>(std::floor(lon / width_in(row)))};
}

Cell cell_of(LonLat place) {
  return cell_in_row(static_cast<std::int32_t>(std::floor(place.lat / row_height)), place.lon);
}

/// On the plane that touches the sphere there: a street is short, and the threshold a rough one.
double plain_length(LonLat from, LonLat to) {
  const double middle = (from.lat + to.lat) / 2 * std::numbers::pi / 180;
  return metres_a_degree * std::hypot((to.lon - from.lon) * std::cos(middle), to.lat - from.lat);
}

using Street = std::pair<Cell, double>;

/// Adds a straight piece to the cells it passes, in steps much shorter than a cell.
void add_piece(LonLat from, LonLat to, std::vector<Street>& streets) {
  const double length = plain_length(from, to);
  constexpr double longest_step_m = 25, longest_m = 1e5;  // a street of 100 km is none
  if (!(length > 0) || length > longest_m) return;
  const int steps = static_cast<int>(std::ceil(length / longest_step_m));
  for (int k = 0; k < steps; ++k) {
    const double share = (k + 0.5) / steps;
    const Cell cell =
        cell_of({from.lon + share * (to.lon - from.lon), from.lat + share * (to.lat - from.lat)});
    // Most steps stay in the cell of the one before.
    if (streets.empty() || streets.back().first != cell) streets.emplace_back(cell, 0);
    streets.back().second += length / steps;
  }
}

bool is_street(const RawRoads& roads, const RawRoads::Way& way,
               const std::vector<std::string>& classes) {
  const std::string_view highway = roads.tag(way, "highway");
  const std::string_view name = highway.empty() ? roads.tag(way, "class") : highway;
  return std::find(classes.begin(), classes.end(), name) != classes.end() &&
         roads.tag(way, "area") != "yes";
}

/// What all streets add to cells, in the order of ways.
std::vector<Street> find_streets(const RawRoads& roads, const Profile& profile,
                                 const Execution& execution) {
  constexpr std::size_t block = std::size_t{1} << 14;
  std::vector<std::vector<Street>> of_block(roads.ways.size() / block + 1);
  parallel_for(roads.ways.size(), execution.threads, block,
               [&](std::size_t begin, std::size_t end, unsigned) {
                 execution.check_interrupted();
                 std::vector<Street>& streets = of_block[begin / block];
                 for (std::size_t w = begin; w < end; ++w) {
                   const RawRoads::Way& way = roads.ways[w];
                   if (!is_street(roads, way, profile.built_up.classes)) continue;
                   for (std::uint32_t k = way.first_node + 1; k < way.first_node + way.node_count;
                        ++k) {
                     add_piece(roads.node_positions[roads.way_nodes[k - 1]],
                               roads.node_positions[roads.way_nodes[k]], streets);
                   }
                 }
               });
  std::vector<Street> all;
  for (const std::vector<Street>& streets : of_block) {
    all.insert(all.end(), streets.begin(), streets.end());
  }
  return all;
}

/// Unsigned, in the order of cells.
std::uint64_t sort_key(const Cell& cell) {
  const auto shifted = [](std::int32_t value) {
    return static_cast<std::uint32_t>(value) ^ 0x80000000u;
  };
  return std::uint64_t{shifted(cell.row)} << 32 | shifted(cell.column);
}

}  // namespace

BuiltUpAreas::BuiltUpAreas(const RawRoads& roads, const Profile& profile,
                           const Execution& execution) {
  const double least_m = profile.built_up.length_m;
  if (least_m <= 0 || !profile.has_urban_speeds()) return;
  std::vector<Street> streets = find_streets(roads, profile, execution);
  // In the order of ways within a cell, so that sums do not depend on anything else.
  radix_sort(streets, [](const Street& street) { return sort_key(street.first); });
  for (const auto& [cell, length] : streets) {
    if (cells_.empty() || cells_.back() != cell) {
      cells_.push_back(cell);
      lengths_.push_back(0);
    }
    lengths_.back() += length;
  }
  index_rows();
  least_m_ = least_m;
}

void BuiltUpAreas::index_rows() {
  if (cells_.empty()) return;
  first_row_ = cells_.front().row;
  first_of_row_.assign(static_cast<std::size_t>(cells_.back().row - first_row_) + 2, 0);
  for (const Cell& cell : cells_)
    ++first_of_row_[static_cast<std::size_t>(cell.row - first_row_) + 1];
  std::partial_sum(first_of_row_.begin(), first_of_row_.end(), first_of_row_.begin());
}

std::span<const BuiltUpAreas::Cell> BuiltUpAreas::cells_of(std::int32_t row) const {
  if (row < first_row_ || row > cells_.back().row) return {};
  const auto r = static_cast<std::size_t>(row - first_row_);
  return std::span(cells_).subspan(first_of_row_[r], first_of_row_[r + 1] - first_of_row_[r]);
}

bool BuiltUpAreas::contains(LonLat place) const {
  if (cells_.empty()) return false;
  const Cell centre = cell_of(place);
  const double lon = (centre.column + 0.5) * width_in(centre.row);
  double sum = 0;
  for (std::int32_t row = centre.row - 1; row <= centre.row + 1; ++row) {
    const std::int32_t middle = row == centre.row ? centre.column : cell_in_row(row, lon).column;
    const auto cells = cells_of(row);
    auto near = std::lower_bound(cells.begin(), cells.end(), Cell{row, middle - 1});
    for (; near != cells.end() && *near <= Cell{row, middle + 1}; ++near) {
      sum += lengths_[static_cast<std::size_t>(&*near - cells_.data())];
    }
  }
  return sum >= least_m_;
}

}  // namespace coverage
