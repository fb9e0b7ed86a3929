#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "libcoverage/synthetic/commune_roads.h"

namespace coverage::synthetic {

/// A square of 200 m in which people live.
struct InhabitedSquare {
  std::int32_t column = 0,
               row = 0;  ///< of the lower left corner, in squares from 0, 0 of EPSG:2154
  std::int32_t inhabitants = 0;
  std::int32_t aged_75_plus = 0;
};
constexpr double square_size = 200;

/// Where a commune's inhabitants live: in squares along its roads, densely in the village, thinly
/// outside; they sum to the commune's population. Squares whose centre lies in another commune are
/// left to that one.
std::vector<InhabitedSquare> inhabited_squares(const TerritoryPlan& plan, std::uint32_t place,
                                               const CommuneRoads& roads);

/// Writes squares, by place, as polygons of a GeoPackage: columns idcar_200m, lcog_geo, ind,
/// ind_75p. Throws OutputError.
void write_population_grid(const TerritoryPlan& plan,
                           const std::vector<std::vector<InhabitedSquare>>& squares,
                           const std::filesystem::path& path);

}  // namespace coverage::synthetic
