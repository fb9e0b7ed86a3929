#include "libcoverage/network/road_network.h"

#include <algorithm>
#include <cmath>

namespace coverage {

namespace {

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
std::uint32_t part_ms(double fraction, std::uint32_t moving) {
  return static_cast<std::uint32_t>(std::ceil(std::clamp(fraction, 0.0, 1.0) * moving - 1e-6));
}
std::int64_t part_mm(double fraction, std::uint32_t length) {
  return std::llround(std::clamp(fraction, 0.0, 1.0) * length);
}

/// From a place to the end of the run.
Trip to_end(const DirectedRun& run, RunPlace from) {
  std::uint32_t time =
      part_ms(1 - from.fraction, run.moving_ms(from.member)) + run.delay_ms(from.member);
  std::int64_t length = part_mm(1 - from.fraction, run.length_mm(from.member));
  for (std::uint32_t k = from.member + 1; k < run.count(); ++k) {
    time += run.moving_ms(k) + run.delay_ms(k);
    length += run.length_mm(k);
  }
  return {Seconds::from_milliseconds(time), Metres::from_millimetres(length)};
}

/// From the start of the run to a place.
Trip from_start(const DirectedRun& run, RunPlace to) {
  std::uint32_t time = part_ms(to.fraction, run.moving_ms(to.member));
  std::int64_t length = part_mm(to.fraction, run.length_mm(to.member));
  for (std::uint32_t k = 0; k < to.member; ++k) {
    time += run.moving_ms(k) + run.delay_ms(k);
    length += run.length_mm(k);
  }
  return {Seconds::from_milliseconds(time), Metres::from_millimetres(length)};
}

std::optional<Trip> between(const DirectedRun& run, RunPlace from, RunPlace to) {
  if (from.member > to.member) return {};
  if (from.member == to.member) {
    if (from.fraction > to.fraction) return {};
    const double part = to.fraction - from.fraction;
    return Trip{Seconds::from_milliseconds(part_ms(part, run.moving_ms(to.member))),
                Metres::from_millimetres(part_mm(part, run.length_mm(to.member)))};
  }
  std::uint32_t time = part_ms(1 - from.fraction, run.moving_ms(from.member)) +
                       run.delay_ms(from.member) + part_ms(to.fraction, run.moving_ms(to.member));
  std::int64_t length = part_mm(1 - from.fraction, run.length_mm(from.member)) +
                        part_mm(to.fraction, run.length_mm(to.member));
  for (std::uint32_t k = from.member + 1; k < to.member; ++k) {
    time += run.moving_ms(k) + run.delay_ms(k);
    length += run.length_mm(k);
  }
  return Trip{Seconds::from_milliseconds(time), Metres::from_millimetres(length)};
}

std::span<const ArcId> arcs_of_run(const RoadNetwork& network, RunId run, bool forward) {
  const auto& first = forward ? network.first_run_forward_arc : network.first_run_backward_arc;
  const auto& arcs = forward ? network.run_forward_arcs : network.run_backward_arcs;
  return arcs.span().subspan(first[run.value()], first[run.value() + 1] - first[run.value()]);
}

}  // namespace

Seconds turn_time(const RoadNetwork& network, ArcId arc) {
  const DirectedRun run(network, network.arc_run[arc.value()],
                        network.arc_is_forward[arc.value()] != 0);
  std::uint32_t time = 0;
  for (std::uint32_t k = 0; k < run.count(); ++k) time += run.moving_ms(k) + run.delay_ms(k);
  return Seconds::from_milliseconds(network.arc_time_ms[arc.value()] - time);
}

void append_departures(const RoadNetwork& network, const Snap& home, std::vector<Seed>& seeds) {
  const RunId run = network.segment_run[home.segment.value()];
  for (const bool forward : {true, false}) {
    const auto& heads = forward ? network.run_forward_head : network.run_backward_head;
    const VertexId head = heads[run.value()];
    if (!head.valid()) continue;
    const DirectedRun directed(network, run, forward);
    const Trip trip = to_end(directed, directed.place(home));
    seeds.push_back({head, trip.time, trip.length});
  }
}

void append_arrivals(const RoadNetwork& network, const Snap& facility, std::vector<Seed>& seeds) {
  const RunId run = network.segment_run[facility.segment.value()];
  for (const bool forward : {true, false}) {
    const auto arcs = arcs_of_run(network, run, forward);
    if (arcs.empty()) continue;
    const DirectedRun directed(network, run, forward);
    const Trip trip = from_start(directed, directed.place(facility));
    for (const ArcId arc : arcs) {
      seeds.push_back(
          {network.arc_tail[arc.value()], trip.time + turn_time(network, arc), trip.length});
    }
  }
}

std::optional<Trip> direct_trip(const RoadNetwork& network, const Snap& home,
                                const Snap& facility) {
  const RunId run = network.segment_run[home.segment.value()];
  if (network.segment_run[facility.segment.value()] != run) return {};
  std::optional<Trip> best;
  for (const bool forward : {true, false}) {
    const auto& heads = forward ? network.run_forward_head : network.run_backward_head;
    if (!heads[run.value()].valid()) continue;
    const DirectedRun directed(network, run, forward);
    const auto trip = between(directed, directed.place(home), directed.place(facility));
    if (trip && (!best || *trip < *best)) best = trip;
  }
  return best;
}

}  // namespace coverage
