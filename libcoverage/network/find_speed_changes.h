#pragma once

#include <vector>

#include "libcoverage/network/road_ends.h"
#include "libcoverage/network/road_network.h"

namespace coverage {

/// A place in the course of a road where the driven speed leaps, and nothing but the road itself
/// goes on: two segments meet, of one name or number, or of one class.
struct SpeedChange {
  SegmentId before, after;                       ///< in the direction of travel
  bool before_along = true, after_along = true;  ///< travelled as drawn, or against it
  Point place;
  double before_km_h = 0, after_km_h = 0;
  SpeedSource before_source{}, after_source{};
  double factor = 1;  ///< the larger of the two speeds over the smaller
};

/// Where the speed changes by `least_factor` or more; the largest changes first. Of the two
/// directions of a road the one with the larger change is told. Where a slope has its part in a
/// speed, both directions must change so much. Pieces under a metre are left out: their times are
/// rounded.
std::vector<SpeedChange> find_speed_changes(const RoadNetwork& network, const RoadEnds& ends,
                                            double least_factor);

}  // namespace coverage
