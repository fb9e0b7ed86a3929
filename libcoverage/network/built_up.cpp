#include "libcoverage/network/built_up.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>
#include <unordered_map>

namespace coverage {

namespace {

constexpr double cell_m = 125, metres_a_degree = 111195;  // on the sphere
constexpr double row_height = cell_m / metres_a_degree;

/// Rows of cells by latitude; in each row cells are as wide as they are high in its middle.
struct Cell {
  std::int32_t row = 0;
  std::int32_t column = 0;

  std::uint64_t key() const {
    return std::uint64_t{static_cast<std::uint32_t>(row)} << 32 |
           static_cast<std::uint32_t>(column);
  }
  static Cell from_key(std::uint64_t key) {
    return {static_cast<std::int32_t>(static_cast<std::uint32_t>(key >> 32)),
            static_cast<std::int32_t>(static_cast<std::uint32_t>(key))};
  }
  static double width_in(std::int32_t row) {
    const double middle = (row + 0.5) * row_height * std::numbers::pi / 180;
    return row_height / std::max(std::cos(middle), 0.01);
  }
  static Cell in_row(std::int32_t row, double lon) {
    return {row, static_cast<std::int32_t>(std::floor(lon / width_in(row)))};
  }
  static Cell of(LonLat place) {
    return in_row(static_cast<std::int32_t>(std::floor(place.lat / row_height)), place.lon);
  }
  double middle_lon() const { return (column + 0.5) * width_in(row); }
};

/// Calls `use` with the keys of a cell and its neighbours within `reach` columns in its row, the
/// one above and the one below. Columns of other rows are counted from the nearest there: with a
/// reach of 1 a neighbour may not have this cell as its own, with 2 it always has.
template <class Use>
void for_each_around(Cell cell, std::int32_t reach, Use use) {
  for (std::int32_t row = cell.row - 1; row <= cell.row + 1; ++row) {
    const Cell middle = Cell::in_row(row, cell.middle_lon());
    for (std::int32_t step = -reach; step <= reach; ++step) {
      use(Cell{row, middle.column + step}.key());
    }
  }
}

using Lengths = std::unordered_map<std::uint64_t, double>;

/// On the plane that touches the sphere there: a street is short, and the threshold a rough one.
double plain_length(LonLat from, LonLat to) {
  const double middle = (from.lat + to.lat) / 2 * std::numbers::pi / 180;
  return metres_a_degree * std::hypot((to.lon - from.lon) * std::cos(middle), to.lat - from.lat);
}

/// Adds a straight piece to the cells it passes, in steps much shorter than a cell.
void add_piece(LonLat from, LonLat to, Lengths& lengths) {
  const double length = plain_length(from, to);
  constexpr double longest_step_m = 25, longest_m = 1e5;  // a street of 100 km is none
  if (!(length > 0) || length > longest_m) return;
  const double steps = std::ceil(length / longest_step_m);
  for (double k = 0.5; k < steps; ++k) {
    const double share = k / steps;
    const LonLat middle{from.lon + share * (to.lon - from.lon),
                        from.lat + share * (to.lat - from.lat)};
    lengths[Cell::of(middle).key()] += length / steps;
  }
}

bool is_street(const RawRoads& roads, const RawRoads::Way& way,
               const std::vector<std::string>& classes) {
  const std::string_view highway = roads.tag(way, "highway");
  const std::string_view name = highway.empty() ? roads.tag(way, "class") : highway;
  return std::find(classes.begin(), classes.end(), name) != classes.end() &&
         roads.tag(way, "area") != "yes";
}

}  // namespace

BuiltUpAreas::BuiltUpAreas(const RawRoads& roads, const Profile& profile,
                           const Execution& execution) {
  const double least_m = profile.built_up.length_m;
  if (least_m <= 0 || !profile.has_urban_speeds()) return;
  Lengths lengths;
  for (const RawRoads::Way& way : roads.ways) {
    if (!is_street(roads, way, profile.built_up.classes)) continue;
    execution.check_interrupted();
    const auto nodes = std::span(roads.way_nodes).subspan(way.first_node, way.node_count);
    for (std::size_t k = 1; k < nodes.size(); ++k) {
      add_piece(roads.node_positions[nodes[k - 1]], roads.node_positions[nodes[k]], lengths);
    }
  }
  std::unordered_set<std::uint64_t> candidates;
  for (const auto& [key, length] : lengths) {
    for_each_around(Cell::from_key(key), 2, [&](std::uint64_t near) { candidates.insert(near); });
  }
  for (const std::uint64_t key : candidates) {
    double sum = 0;
    for_each_around(Cell::from_key(key), 1, [&](std::uint64_t near) {
      const auto found = lengths.find(near);
      if (found != lengths.end()) sum += found->second;
    });
    if (sum >= least_m) cells_.insert(key);
  }
}

bool BuiltUpAreas::contains(LonLat place) const {
  return !cells_.empty() && cells_.contains(Cell::of(place).key());
}

}  // namespace coverage
