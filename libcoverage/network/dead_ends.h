#pragma once

#include <vector>

#include "libcoverage/network/road_ends.h"
#include "libcoverage/network/road_network.h"

namespace coverage {

/// A junction where one road ends.
struct DeadEnd {
  JunctionId junction;
  RoadEnds::Meeting end;
  SegmentId segment;
  Point place;
};
/// By junction; ends where the data are cut are none.
std::vector<DeadEnd> find_dead_ends(const RoadNetwork& network, const RoadEnds& ends);
/// Where they are.
std::vector<Point> places_of(const std::vector<DeadEnd>& ends);

}  // namespace coverage
