#pragma once

#include <cstdint>
#include <vector>

#include "libcoverage/geo/geometry.h"
#include "libcoverage/network/road_network.h"

namespace coverage {

/// A place along a road where people may live.
struct RoadPoint {
  std::int64_t way_id = 0;
  std::uint32_t index = 0;  ///< along the way, from 0
  Point position;
  double metres = 0;  ///< of the road that it stands for
  double factor = 0;  ///< of the road's class: inhabitants a metre, relative to other classes
};

/// Points along all roads where people may live, in the order of the ways as read. The habitable
/// length of a way is cut into round(length ÷ spacing) equal pieces, at least one, and each piece
/// is stood for by its middle: the points depend on the way alone, not on how it was cut into
/// segments, contracted or ordered. A way id that comes twice (two files) goes on counting.
std::vector<RoadPoint> points_along_roads(const RoadNetwork& network, double spacing_m);

/// The place at a fraction of a segment's length.
Point place_on(const RoadNetwork& network, SegmentId segment, double fraction);

}  // namespace coverage
