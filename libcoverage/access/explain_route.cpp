#include "libcoverage/access/explain_route.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "libcoverage/access/route_legs.h"
#include "libcoverage/network/run_travel.h"

namespace coverage {

namespace {

/// Walks from a home along arcs that the search's labels prove to be on its fastest route.
class RouteFinder {
 public:
  RouteFinder(const NearestAccess& access, const Snap& home, const AccessTime& answer)
      : access_(access),
        roads_(access.network().roads),
        home_(home),
        answer_(answer),
        facility_(facility_of(answer.facility)),
        legs_(roads_) {}

  ExplainedRoute find() {
    const Snap& door = facility_.snap;
    legs_.add_walk(RouteLeg::Kind::walk_to_road, home_.connector_time, home_.connector_length);
    if (!add_direct_trip()) add_trip_over_vertices();
    legs_.add_terminal(roads_.terminal_time);
    legs_.add_walk(RouteLeg::Kind::walk_to_facility, door.connector_time, door.connector_length);
    ExplainedRoute route{answer_.facility, answer_.time, answer_.distance, legs_.take_legs(),
                         legs_.take_line()};
    if (route.road.empty()) route.road.push_back(home_.foot);
    return route;
  }

 private:
  const PlacedFacility& facility_of(FacilityIndex index) const {
    const auto& all = access_.facilities();
    return *std::lower_bound(
        all.begin(), all.end(), index,
        [](const PlacedFacility& row, FacilityIndex wanted) { return row.facility < wanted; });
  }

  /// What is left at the door, and at the home.
  Trip door() const {
    return {facility_.snap.connector_time + roads_.terminal_time, facility_.snap.connector_length};
  }
  static Trip sum(const Trip& a, const Trip& b) { return {a.time + b.time, a.length + b.length}; }
  Trip whole() const { return {answer_.time, answer_.distance}; }
  Trip left_at(VertexId vertex) const {
    return {access_.label(vertex).time(), access_.length(vertex)};
  }
  bool leads_to_facility(VertexId vertex) const {
    const Label label = access_.label(vertex);
    return label.reached() && label.order() == answer_.facility.value();
  }

  bool add_direct_trip() {
    const auto direct = direct_trip(roads_, home_, facility_.snap);
    const Trip walk{home_.connector_time, home_.connector_length};
    if (!direct || sum(sum(walk, *direct), door()) != whole()) return false;
    legs_.add_road({}, pieces_of_direct_trip(roads_, home_, facility_.snap));
    return true;
  }

  void add_trip_over_vertices() {
    VertexId at = add_departure();
    while (!add_arrival(at)) {
      const ArcId arc = tight_arc(at);
      legs_.add_road(turn_time(roads_, arc), pieces_of_arc(roads_, arc));
      at = roads_.arc_head[arc.value()];
    }
  }

  VertexId add_departure() {
    const RunId run = roads_.segment_run[home_.segment.value()];
    const Trip walk{home_.connector_time, home_.connector_length};
    for (const bool forward : {true, false}) {
      const VertexId head =
          (forward ? roads_.run_forward_head : roads_.run_backward_head)[run.value()];
      if (!head.valid() || !leads_to_facility(head)) continue;
      const TripPieces pieces = pieces_of_departure(roads_, home_, forward);
      if (sum(sum(walk, sum_of(pieces)), left_at(head)) != whole()) continue;
      legs_.add_road({}, pieces);
      return head;
    }
    throw std::logic_error("no departure of the route has the label of its home");
  }

  /// Whether the route ends on the run after this vertex; then adds it.
  bool add_arrival(VertexId at) {
    const RunId run = roads_.segment_run[facility_.snap.segment.value()];
    for (const bool forward : {true, false}) {
      for (const ArcId arc : arcs_of_run(roads_, run, forward)) {
        if (roads_.arc_tail[arc.value()] != at) continue;
        const TripPieces pieces = pieces_of_arrival(roads_, facility_.snap, forward);
        const Seconds turn = turn_time(roads_, arc);
        if (sum(sum({turn, {}}, sum_of(pieces)), door()) != left_at(at)) continue;
        legs_.add_road(turn, pieces);
        return true;
      }
    }
    return false;
  }

  ArcId tight_arc(VertexId tail) const {
    for (std::uint32_t a = roads_.first_arc[tail.value()]; a < roads_.first_arc[tail.value() + 1];
         ++a) {
      const VertexId head = roads_.arc_head[a];
      if (!leads_to_facility(head)) continue;
      const Trip arc{Seconds::from_milliseconds(roads_.arc_time_ms[a]),
                     Metres::from_millimetres(roads_.arc_length_mm[a])};
      if (sum(arc, left_at(head)) == left_at(tail)) return ArcId(a);
    }
    throw std::logic_error(
        fmt::format("no arc out of vertex {} is on its fastest route", tail.value()));
  }

  const NearestAccess& access_;
  const RoadNetwork& roads_;
  const Snap& home_;
  const AccessTime& answer_;
  const PlacedFacility& facility_;
  RouteLegs legs_;
};

void check_sums(const ExplainedRoute& route) {
  Seconds time;
  Metres length;
  for (const RouteLeg& leg : route.legs) {
    time += leg.time;
    length += leg.length;
  }
  if (time == route.time && length == route.distance) return;
  throw std::logic_error(
      fmt::format("the legs of a route sum to {} ms and {} mm, its access time is {} ms and {} mm",
                  time.milliseconds(), length.millimetres(), route.time.milliseconds(),
                  route.distance.millimetres()));
}

}  // namespace

std::optional<double> RouteLeg::speed_km_h() const {
  if (time == Seconds()) return {};
  return length.metres() / time.seconds() * 3.6;
}

Polyline ExplainedRoute::line(Point home, Point facility_position) const {
  Polyline whole{home};
  for (const Point& point : road) {
    if (!(whole.back() == point)) whole.push_back(point);
  }
  if (whole.size() == 1 || !(whole.back() == facility_position)) {
    whole.push_back(facility_position);
  }
  return whole;
}

std::optional<ExplainedRoute> explain_route(const NearestAccess& access, const Snap& home) {
  const AccessTime answer = access.at(home);
  if (answer.status != AccessStatus::ok) return {};
  ExplainedRoute route = RouteFinder(access, home, answer).find();
  check_sums(route);
  return route;
}

}  // namespace coverage
