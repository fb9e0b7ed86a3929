#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libcoverage/network/directed_run.h"
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
  struct Place {
    std::uint32_t run = 0;
    std::uint32_t place = 0;  ///< among the run's segments
    bool along = true;
  };
  std::vector<Run> runs;          ///< by their lowest segment
  std::vector<Member> segments;   ///< in order along each run
  std::vector<Place> places;      ///< by segment
  std::vector<bool> is_junction;  ///< by node of the segment table
  /// The open directed runs that leave each node: those of n are [first_leaving[n], …[n + 1]).
  std::vector<std::uint32_t> first_leaving;
  std::vector<DirectedRunId> leaving;

  std::span<const DirectedRunId> leaving_from(std::uint32_t node) const {
    return std::span(leaving).subspan(first_leaving[node],
                                      first_leaving[node + 1] - first_leaving[node]);
  }
  std::span<const Member> segments_of(std::uint32_t run) const {
    return std::span(segments).subspan(runs[run].first, runs[run].count);
  }
  std::uint32_t start_of(DirectedRunId run) const {
    return is_forward(run) ? runs[run_of(run)].from : runs[run_of(run)].to;
  }
  std::uint32_t end_of(DirectedRunId run) const { return start_of(reversed(run)); }
  bool is_open(DirectedRunId run) const {
    return is_forward(run) ? runs[run_of(run)].forward : runs[run_of(run)].backward;
  }
};

/// A node is inside a run where exactly two segments of one class and the same conditions of access
/// meet that let the same directions through; everywhere else it is a junction. A ring without any
/// junction gets one, at the start of its lowest segment. So are the nodes that `junctions` lists.
RunTable make_runs(const SegmentTable& segments, std::span<const std::uint32_t> junctions = {});

}  // namespace coverage
