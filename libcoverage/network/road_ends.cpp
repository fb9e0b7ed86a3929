#include "libcoverage/network/road_ends.h"

#include <numeric>

namespace coverage {

namespace {

/// The junction at a run's end, in one direction of travel: known where a trip may arrive there, or
/// leave from there the other way.
JunctionId head_junction(const RoadNetwork& network, std::size_t run, bool forward) {
  const VertexId head = forward ? network.run_forward_head[run] : network.run_backward_head[run];
  if (head.valid()) return network.vertex_junction[head.value()];
  const auto& first = forward ? network.first_run_backward_arc : network.first_run_forward_arc;
  const auto& arcs = forward ? network.run_backward_arcs : network.run_forward_arcs;
  if (first[run] == first[run + 1]) return JunctionId::none();
  return network.vertex_junction[network.arc_tail[arcs[first[run]].value()].value()];
}

}  // namespace

RoadEnds find_road_ends(const RoadNetwork& network) {
  RoadEnds ends;
  ends.first_meeting.assign(network.junction_count() + 1, 0);
  ends.from.reserve(network.run_count());
  ends.to.reserve(network.run_count());
  for (std::size_t r = 0; r < network.run_count(); ++r) {
    ends.from.push_back(head_junction(network, r, false));
    ends.to.push_back(head_junction(network, r, true));
    for (const JunctionId junction : {ends.from.back(), ends.to.back()}) {
      if (junction.valid()) ++ends.first_meeting[junction.value() + 1];
    }
  }
  std::partial_sum(ends.first_meeting.begin(), ends.first_meeting.end(),
                   ends.first_meeting.begin());
  ends.meetings.resize(ends.first_meeting.back());
  std::vector<std::uint32_t> next(ends.first_meeting.begin(), ends.first_meeting.end() - 1);
  for (std::size_t r = 0; r < network.run_count(); ++r) {
    const RunId run = RunId::from_size(r);
    if (ends.from[r].valid()) ends.meetings[next[ends.from[r].value()]++] = {run, false};
    if (ends.to[r].valid()) ends.meetings[next[ends.to[r].value()]++] = {run, true};
  }
  return ends;
}

SegmentId outer_segment(const RoadNetwork& network, RoadEnds::Meeting end) {
  const std::uint32_t run = end.run.value();
  return network.run_segments[end.at_end ? network.first_run_segment[run + 1] - 1
                                         : network.first_run_segment[run]];
}

std::uint64_t run_length_mm(const RoadNetwork& network, RunId run) {
  std::uint64_t length = 0;
  for (std::uint32_t k = network.first_run_segment[run.value()];
       k < network.first_run_segment[run.value() + 1]; ++k) {
    length += network.segment_length_mm[network.run_segments[k].value()];
  }
  return length;
}

}  // namespace coverage
