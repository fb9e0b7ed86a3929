#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libcoverage/network/road_network.h"

namespace coverage {

/// Where the runs of a network begin and end, and which of them meet at each junction, whatever the
/// directions of travel: the network as a map shows it.
struct RoadEnds {
  struct Meeting {
    RunId run;
    bool at_end = false;  ///< the run's last point lies here, or its first
  };
  /// By run; none where no trip comes to that end or leaves from it.
  std::vector<JunctionId> from, to;
  /// The run ends at junction j are [first_meeting[j], first_meeting[j + 1]) of `meetings`, by run.
  std::vector<std::uint32_t> first_meeting;
  std::vector<Meeting> meetings;

  std::span<const Meeting> at(JunctionId junction) const {
    const std::uint32_t first = first_meeting[junction.value()];
    return std::span(meetings).subspan(first, first_meeting[junction.value() + 1] - first);
  }
};
RoadEnds find_road_ends(const RoadNetwork& network);

/// The segment that touches one of the ends of a run.
SegmentId outer_segment(const RoadNetwork& network, RoadEnds::Meeting end);
/// Length of a run, in millimetres.
std::uint64_t run_length_mm(const RoadNetwork& network, RunId run);

}  // namespace coverage
