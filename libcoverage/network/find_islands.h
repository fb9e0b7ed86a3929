#pragma once

#include <cstdint>
#include <vector>

#include "libcoverage/network/main_roads.h"
#include "libcoverage/network/road_ends.h"
#include "libcoverage/network/road_network.h"

namespace coverage {

/// A piece of the network that does not belong to the main component: no point snaps there.
struct Island {
  enum class Kind : std::uint8_t {
    separate,      ///< no trip from the main component ends there, and none from there reaches it
    only_entered,  ///< one-way dead end: trips may enter, and not leave
    only_left,     ///< trips may leave, and not enter
  };
  Kind kind = Kind::separate;
  /// The largest strong component that it holds, as `nodes.csv` numbers them.
  std::uint32_t component = 0;
  std::uint32_t vertices = 0;       ///< outside the main component
  std::uint64_t length_mm = 0;      ///< of all its segments
  std::vector<SegmentId> segments;  ///< ascending
  std::int64_t longest_way = 0;     ///< the way with most of that length
  std::uint32_t ways = 0;
  bool at_data_end = false;  ///< the data are cut there: beyond, it may well be joined
  Point place;               ///< in the middle of the shape of the longest segment
};

/// All of them, the longest first. Roads outside the main component that meet (other than at a
/// junction of the main component) and have the same kind are one island, also where they are
/// several strong components, as the roads of a one-way dead end are.
std::vector<Island> find_islands(const RoadNetwork& network, const RoadEnds& ends);

const char* name_of(Island::Kind kind);  ///< `separate`…
Message text_of(Island::Kind kind);

}  // namespace coverage
