#include "libcoverage/access/route_legs.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace coverage {

namespace {

double planar_length(std::span<const Point> shape) {
  double length = 0;
  for (std::size_t k = 0; k + 1 < shape.size(); ++k) length += distance(shape[k], shape[k + 1]);
  return length;
}

/// The shape between two fractions of its length; backwards where `from` is beyond `to`.
Polyline part_of(std::span<const Point> shape, double from, double to) {
  const double total = planar_length(shape);
  const double low = std::min(from, to) * total;
  const double high = std::max(from, to) * total;
  Polyline part;
  double before = 0;
  for (std::size_t k = 0; k + 1 < shape.size(); ++k) {
    const double length = distance(shape[k], shape[k + 1]);
    const double begin = std::clamp(low - before, 0.0, length);
    const double end = std::clamp(high - before, 0.0, length);
    if (end > begin && length > 0) {
      if (part.empty()) part.push_back(interpolate(shape[k], shape[k + 1], begin / length));
      part.push_back(end < length ? interpolate(shape[k], shape[k + 1], end / length)
                                  : shape[k + 1]);
    }
    before += length;
  }
  if (from > to) std::reverse(part.begin(), part.end());
  return part;
}

/// The direction in which a segment begins to be travelled, or ends; in radians, east is 0.
double heading(const RoadNetwork& network, const TripPiece& piece, bool at_end) {
  const auto shape = network.shape(piece.segment);
  const bool last_edge = at_end == piece.along;
  const Point a = last_edge ? shape[shape.size() - 2] : shape[0];
  const Point b = last_edge ? shape[shape.size() - 1] : shape[1];
  const double there = std::atan2(b.y - a.y, b.x - a.x);
  return piece.along ? there : there + std::numbers::pi;
}

}  // namespace

void RouteLegs::add_walk(RouteLeg::Kind kind, Seconds time, Metres length) {
  close_road();
  RouteLeg leg;
  leg.kind = kind;
  leg.time = time;
  leg.length = length;
  legs_.push_back(std::move(leg));
}

void RouteLegs::add_terminal(Seconds time) {
  close_road();
  if (time == Seconds()) return;
  RouteLeg leg;
  leg.kind = RouteLeg::Kind::terminal;
  leg.time = time;
  legs_.push_back(std::move(leg));
}

void RouteLegs::add_road(Seconds turn, const TripPieces& pieces) {
  if (turn > Seconds() && !pieces.empty()) add_turn(turn, pieces.front());
  for (const TripPiece& piece : pieces) add_piece(piece);
}

void RouteLegs::add_turn(Seconds time, const TripPiece& next) {
  close_road();
  RouteLeg leg;
  leg.kind = RouteLeg::Kind::turn;
  leg.time = time;
  if (last_ && last_->segment == next.segment && last_->along != next.along) {
    leg.turn = RouteLeg::Turn::back;
  } else if (last_) {
    const double angle = heading(network_, next, false) - heading(network_, *last_, true);
    leg.turn = std::sin(angle) >= 0 ? RouteLeg::Turn::left : RouteLeg::Turn::right;
  }
  legs_.push_back(std::move(leg));
}

const std::string& RouteLegs::class_of(const TripPiece& piece) const {
  return network_.class_names[network_.segment_class[piece.segment.value()]];
}

SpeedSource RouteLegs::source_of(const TripPiece& piece) const {
  return speed_source(network_.segment_speed_source[piece.segment.value()], piece.along);
}

bool RouteLegs::goes_on(const TripPiece& piece) const {
  if (!road_ || !last_) return false;
  const std::uint32_t a = last_->segment.value();
  const std::uint32_t b = piece.segment.value();
  return network_.segment_name[a] == network_.segment_name[b] &&
         network_.segment_class[a] == network_.segment_class[b] &&
         source_of(*last_) == source_of(piece);
}

void RouteLegs::add_piece(const TripPiece& piece) {
  const std::uint32_t segment = piece.segment.value();
  if (piece.moving > Seconds() || piece.length > Metres()) {
    if (!goes_on(piece)) {
      close_road();
      RouteLeg leg;
      leg.name = std::string(network_.names[network_.segment_name[segment]]);
      leg.road_class = class_of(piece);
      leg.speed_source = source_of(piece);
      road_ = legs_.size();
      legs_.push_back(std::move(leg));
    }
    RouteLeg& road = legs_[*road_];
    road.time += piece.moving;
    road.length += piece.length;
    const std::int64_t way = network_.segment_way_id[segment];
    if (road.way_ids.empty() || road.way_ids.back() != way) road.way_ids.push_back(way);
    add_shape(piece);
  }
  if (piece.delay > Seconds()) add_delay(piece);
  last_ = piece;
}

void RouteLegs::add_delay(const TripPiece& after) {
  const DelayKind cause =
      delay_kind(network_.segment_delay_kind[after.segment.value()], after.along);
  const auto [found, is_new] = delays_.try_emplace(cause, legs_.size());
  if (is_new) {
    RouteLeg& added = legs_.emplace_back();
    added.kind = RouteLeg::Kind::delay;
    added.cause = cause;
    added.road_class = class_of(after);
  }
  RouteLeg& leg = legs_[found->second];
  leg.time += after.delay;
  ++leg.delays;
}

void RouteLegs::add_shape(const TripPiece& piece) {
  for (const Point& point : part_of(network_.shape(piece.segment), piece.from, piece.to)) {
    if (line_.empty() || !(line_.back() == point)) line_.push_back(point);
  }
}

void RouteLegs::close_road() {
  road_.reset();
  delays_.clear();
}

}  // namespace coverage
