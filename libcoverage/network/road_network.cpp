#include "libcoverage/network/road_network.h"

#include "libcoverage/network/run_travel.h"

namespace coverage {

namespace {

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
