#include "libcoverage/network/trip_pieces.h"

#include "libcoverage/network/run_travel.h"

namespace coverage {

namespace {

/// The part of a run's member between two fractions in the direction of travel.
TripPiece piece(const RoadNetwork& network, const DirectedRun& run, std::uint32_t member,
                double from, double to) {
  TripPiece result;
  result.segment = run.segment(member);
  result.along = run.drawn_along(result.segment);
  result.from = result.along ? from : 1 - from;
  result.to = result.along ? to : 1 - to;
  const std::uint32_t moving = result.along ? network.segment_forward_ms[result.segment.value()]
                                            : network.segment_backward_ms[result.segment.value()];
  result.moving = Seconds::from_milliseconds(part_ms(to - from, moving));
  result.length = Metres::from_millimetres(part_mm(to - from, run.length_mm(member)));
  return result;
}

TripPiece piece_to_end(const RoadNetwork& network, const DirectedRun& run, RunPlace from) {
  TripPiece result = piece(network, run, from.member, from.fraction, 1);
  result.delay = Seconds::from_milliseconds(run.delay_ms(from.member));
  return result;
}

/// Between two places of which the first is not behind the second.
TripPieces pieces_between(const RoadNetwork& network, const DirectedRun& run, RunPlace from,
                          RunPlace to) {
  if (from.member == to.member) {
    return {piece(network, run, from.member, from.fraction, to.fraction)};
  }
  TripPieces pieces{piece_to_end(network, run, from)};
  for (std::uint32_t k = from.member + 1; k < to.member; ++k) {
    pieces.push_back(piece_to_end(network, run, {k, 0}));
  }
  pieces.push_back(piece(network, run, to.member, 0, to.fraction));
  return pieces;
}

TripPieces pieces_to_end(const RoadNetwork& network, const DirectedRun& run, RunPlace from) {
  TripPieces pieces{piece_to_end(network, run, from)};
  for (std::uint32_t k = from.member + 1; k < run.count(); ++k) {
    pieces.push_back(piece_to_end(network, run, {k, 0}));
  }
  return pieces;
}

}  // namespace

Trip sum_of(const TripPieces& pieces) {
  Trip trip;
  for (const TripPiece& piece : pieces) {
    trip.time += piece.moving + piece.delay;
    trip.length += piece.length;
  }
  return trip;
}

TripPieces pieces_of_arc(const RoadNetwork& network, ArcId arc) {
  const DirectedRun run(network, network.arc_run[arc.value()],
                        network.arc_is_forward[arc.value()] != 0);
  return pieces_to_end(network, run, {0, 0});
}

TripPieces pieces_of_departure(const RoadNetwork& network, const Snap& home, bool run_forward) {
  const DirectedRun run(network, network.segment_run[home.segment.value()], run_forward);
  return pieces_to_end(network, run, run.place(home));
}

TripPieces pieces_of_arrival(const RoadNetwork& network, const Snap& facility, bool run_forward) {
  const DirectedRun run(network, network.segment_run[facility.segment.value()], run_forward);
  const RunPlace to = run.place(facility);
  TripPieces pieces;
  for (std::uint32_t k = 0; k < to.member; ++k) {
    pieces.push_back(piece_to_end(network, run, {k, 0}));
  }
  pieces.push_back(piece(network, run, to.member, 0, to.fraction));
  return pieces;
}

TripPieces pieces_of_direct_trip(const RoadNetwork& network, const Snap& home,
                                 const Snap& facility) {
  const RunId id = network.segment_run[home.segment.value()];
  const std::optional<Trip> direct = direct_trip(network, home, facility);
  if (!direct) return {};
  for (const bool forward : {true, false}) {
    const auto& heads = forward ? network.run_forward_head : network.run_backward_head;
    if (!heads[id.value()].valid()) continue;
    const DirectedRun run(network, id, forward);
    const RunPlace from = run.place(home);
    const RunPlace to = run.place(facility);
    if (from.member > to.member) continue;
    if (from.member == to.member && from.fraction > to.fraction) continue;
    TripPieces pieces = pieces_between(network, run, from, to);
    if (sum_of(pieces) == *direct) return pieces;
  }
  return {};
}

}  // namespace coverage
