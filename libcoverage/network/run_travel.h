#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>

#include "libcoverage/network/road_network.h"

namespace coverage {

// How trips add up along runs: shared by those who need times alone and those who need every piece.

/// A place on a run, as seen by somebody who travels it in one direction.
struct RunPlace {
  std::uint32_t member = 0;  ///< how many segments are behind
  double fraction = 0;       ///< of the current segment that is behind
};

/// A run in one direction: its segments in the order of travel.
class DirectedRun {
 public:
  DirectedRun(const RoadNetwork& network, RunId run, bool forward)
      : network_(network), forward_(forward) {
    first_ = network.first_run_segment[run.value()];
    count_ = network.first_run_segment[run.value() + 1] - first_;
  }

  std::uint32_t count() const { return count_; }
  SegmentId segment(std::uint32_t member) const {
    return network_.run_segments[first_ + (forward_ ? member : count_ - 1 - member)];
  }
  bool drawn_along(SegmentId segment) const {
    return (network_.segment_along_run[segment.value()] != 0) == forward_;
  }
  std::uint32_t moving_ms(std::uint32_t member) const {
    const SegmentId s = segment(member);
    return drawn_along(s) ? network_.segment_forward_ms[s.value()]
                          : network_.segment_backward_ms[s.value()];
  }
  std::uint32_t delay_ms(std::uint32_t member) const {
    const SegmentId s = segment(member);
    return drawn_along(s) ? network_.segment_forward_delay_ms[s.value()]
                          : network_.segment_backward_delay_ms[s.value()];
  }
  std::uint32_t length_mm(std::uint32_t member) const {
    return network_.segment_length_mm[segment(member).value()];
  }
  RunPlace place(const Snap& snap) const {
    const std::uint32_t along = network_.segment_place_in_run[snap.segment.value()];
    return {forward_ ? along : count_ - 1 - along,
            drawn_along(snap.segment) ? snap.fraction : 1 - snap.fraction};
  }

 private:
  const RoadNetwork& network_;
  bool forward_;
  std::uint32_t first_ = 0;
  std::uint32_t count_ = 0;
};

// A fraction that should be whole must not cost a millisecond for a rounding error in its last
// bits.
inline std::uint32_t part_ms(double fraction, std::uint32_t moving) {
  return static_cast<std::uint32_t>(std::ceil(std::clamp(fraction, 0.0, 1.0) * moving - 1e-6));
}
inline std::int64_t part_mm(double fraction, std::uint32_t length) {
  return std::llround(std::clamp(fraction, 0.0, 1.0) * length);
}

/// The arcs of one direction of a run; several where its start has several vertices.
inline std::span<const ArcId> arcs_of_run(const RoadNetwork& network, RunId run, bool forward) {
  const auto& first = forward ? network.first_run_forward_arc : network.first_run_backward_arc;
  const auto& arcs = forward ? network.run_forward_arcs : network.run_backward_arcs;
  return arcs.span().subspan(first[run.value()], first[run.value() + 1] - first[run.value()]);
}

}  // namespace coverage
