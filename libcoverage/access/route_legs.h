#pragma once

#include <map>

#include "libcoverage/access/explain_route.h"
#include "libcoverage/network/trip_pieces.h"

namespace coverage {

/// Joins pieces of a trip, in the order of travel, into legs and a line.
class RouteLegs {
 public:
  explicit RouteLegs(const RoadNetwork& network) : network_(network) {}

  void add_walk(RouteLeg::Kind kind, Seconds time, Metres length);
  void add_terminal(Seconds time);
  /// What a turn costs (often nothing), and the pieces after it.
  void add_road(Seconds turn, const TripPieces& pieces);

  std::vector<RouteLeg> take_legs() { return std::move(legs_); }
  Polyline take_line() { return std::move(line_); }

 private:
  void add_turn(Seconds time, const TripPiece& next);
  void add_piece(const TripPiece& piece);
  void add_delay(const TripPiece& after);
  void add_shape(const TripPiece& piece);
  const std::string& class_of(const TripPiece& piece) const;
  SpeedSource source_of(const TripPiece& piece) const;
  bool goes_on(const TripPiece& piece) const;
  void close_road();

  const RoadNetwork& network_;
  std::vector<RouteLeg> legs_;
  Polyline line_;
  std::optional<TripPiece> last_;
  std::optional<std::size_t> road_;          ///< the leg that goes on
  std::map<DelayKind, std::size_t> delays_;  ///< the legs of its delays
};

}  // namespace coverage
