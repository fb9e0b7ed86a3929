#pragma once

#include <vector>

#include "libcoverage/network/road_network.h"

namespace coverage {

/// What a trip travels of one segment: what `append_departures`, `append_arrivals` and
/// `direct_trip` sum, piece by piece. Times and lengths add up to theirs exactly.
struct TripPiece {
  SegmentId segment;
  bool along = true;  ///< as the segment is drawn, or against it
  double from = 0;    ///< fractions of the segment's length, from its first shape point
  double to = 1;
  Seconds moving;
  Seconds delay;  ///< at the end of the segment, where it is passed
  Metres length;
};
using TripPieces = std::vector<TripPiece>;

/// Moving and delays together.
Trip sum_of(const TripPieces& pieces);

/// A whole arc. The turn into it is not in its pieces: see `turn_time`.
TripPieces pieces_of_arc(const RoadNetwork& network, ArcId arc);

/// From a point to the end of its run, in one direction, which must be open.
TripPieces pieces_of_departure(const RoadNetwork& network, const Snap& home, bool run_forward);

/// From the start of a point's run, in one direction, to the point.
TripPieces pieces_of_arrival(const RoadNetwork& network, const Snap& facility, bool run_forward);

/// Those of `direct_trip`; empty where there is none.
TripPieces pieces_of_direct_trip(const RoadNetwork& network, const Snap& home,
                                 const Snap& facility);

}  // namespace coverage
