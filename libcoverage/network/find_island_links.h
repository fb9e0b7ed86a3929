#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libcoverage/network/find_dropped_ways.h"
#include "libcoverage/network/find_islands.h"
#include "libcoverage/network/road_network.h"

namespace coverage {

/// What would join an island to other roads if the profile used it: the likely causes of islands.
struct IslandLink {
  std::uint32_t island = 0;  ///< in the list of islands
  bool is_barrier = false;   ///< a barrier on a road, or a dropped way
  std::uint32_t index = 0;   ///< in the list of barriers or of dropped ways
  bool to_main = false;      ///< it leads to the main component; else to another island
  std::uint32_t chain = 1;   ///< so many dropped ways in a row are needed, of which this is one
};

/// By island, links to the main component first. Dropped ways link where they touch both at their
/// nodes; where no single one does, the fewest of them that do in a row. Kinds of ways that the
/// mode does not use at all (footways for a car) do not count.
std::vector<IslandLink> find_island_links(const RoadNetwork& network, const RawRoads& roads,
                                          std::span<const Island> islands,
                                          std::span<const DroppedWay> dropped,
                                          std::span<const BarrierPlace> barriers,
                                          const Projection& projection);

}  // namespace coverage
