#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/network/road_ends.h"
#include "libcoverage/network/road_network.h"

namespace coverage {

/// A dead end that stops a few metres before another road at the same level, without being joined
/// to it: perhaps the mapper meant them to meet.
struct MissingJunction {
  SegmentId dead_end;              ///< the segment that ends
  Point place;                     ///< where it ends
  SegmentId other;                 ///< the road that it nearly meets
  Point foot;                      ///< the nearest point of that road
  double distance_m = 0;           ///< in the plane
  bool between_dead_ends = false;  ///< the other road ends there too
};

struct MissingJunctionSearch {
  double within_m = 5;
  /// Roads that are joined within this many metres along the network are not reported: a short stub
  /// lies near the road that it leaves.
  double joined_within_m = 50;
  /// The level of each segment; those of `unknown_level` are left out.
  std::vector<std::int8_t> levels;
  /// Where barriers stop this mode, or the road goes on as a way that it does not use, sorted by
  /// (x, y): roads end there on purpose. Not given: ends that have the same position as another
  /// road's end are taken for such places.
  std::optional<std::vector<Point>> known_ends;
};
inline constexpr std::int8_t unknown_level = -128;

/// What a network alone knows: level 0 where people may stop, unknown elsewhere (bridges, tunnels,
/// motorways).
std::vector<std::int8_t> ground_levels(const RoadNetwork& network);

/// By distance, then by segment. Ends where the data are cut are left out, as are roads of the same
/// way. Takes time in proportion to the roads, for it is the dead ends that are indexed.
std::vector<MissingJunction> find_missing_junctions(const RoadNetwork& network,
                                                    const RoadEnds& ends,
                                                    const MissingJunctionSearch& search,
                                                    const Execution& execution);

}  // namespace coverage
