#pragma once

#include <cstdint>
#include <vector>

#include "libcoverage/network/segment_table.h"

namespace coverage {

/// Chains of segments between junctions, while a network is built.
struct RunTable {
  struct Run {
    std::uint32_t first = 0;  ///< in `segments`
    std::uint32_t count = 0;
    std::uint32_t from = 0, to = 0;          ///< nodes of the segment table
    bool forward = false, backward = false;  ///< open that way
  };
  struct Member {
    std::uint32_t segment = 0;
    bool along = true;  ///< drawn in the run's direction
  };
  std::vector<Run> runs;          ///< by their lowest segment
  std::vector<Member> segments;   ///< in order along each run
  std::vector<bool> is_junction;  ///< by node of the segment table
};

/// A node is inside a run where exactly two segments of one class meet that let the same directions
/// through; everywhere else it is a junction. A ring without any junction gets one, at the start of
/// its lowest segment.
RunTable make_runs(const SegmentTable& segments);

}  // namespace coverage
