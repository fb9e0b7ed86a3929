#include "libcoverage/access/explain_route.h"

#include <catch2/catch.hpp>
#include <sstream>

#include "libcoverage/access/route_legs.h"
#include "libcoverage/routing/reverse_graph.h"
#include "network_fixture.h"
#include "random_town.h"

namespace coverage {
namespace {

/// "walk 30 s 30 m | D 945 100 s 1000 m | …": a route in one line.
std::string text(const std::vector<RouteLeg>& legs) {
  std::ostringstream out;
  for (const RouteLeg& leg : legs) {
    if (&leg != legs.data()) out << " | ";
    switch (leg.kind) {
      case RouteLeg::Kind::walk_to_road:
        out << "from home";
        break;
      case RouteLeg::Kind::road:
        out << (leg.name.empty() ? "(" + leg.road_class + ")" : leg.name);
        break;
      case RouteLeg::Kind::delay:
        out << leg.delays << " delays";
        if (leg.cause != DelayKind::none) out << " (" << code_of(leg.cause) << ")";
        break;
      case RouteLeg::Kind::turn:
        out << (leg.turn == RouteLeg::Turn::left    ? "left"
                : leg.turn == RouteLeg::Turn::right ? "right"
                                                    : "back");
        break;
      case RouteLeg::Kind::terminal:
        out << "park";
        break;
      case RouteLeg::Kind::walk_to_facility:
        out << "to facility";
        break;
    }
    out << " " << leg.time.seconds() << " s";
    if (leg.length > Metres()) out << " " << leg.length.metres() << " m";
  }
  return out.str();
}

/// The streets of a hand-made network get names, delays and what turns cost.
struct NamedTown {
  RoadNetwork roads;
  OwnedSearchGraph into;

  NamedTown(std::vector<Point> places, const std::vector<Street>& streets,
            const std::vector<std::string>& names, std::uint32_t delay_ms = 0)
      : roads(HandNetwork(std::move(places), streets).build()) {
    std::vector<std::string> texts{""};
    std::vector<std::uint32_t> name;
    for (const std::string& wanted : names) {
      auto found = std::find(texts.begin(), texts.end(), wanted);
      if (found == texts.end()) found = texts.insert(found, wanted);
      name.push_back(static_cast<std::uint32_t>(found - texts.begin()));
    }
    roads.names = TextColumn(texts);
    roads.segment_name = std::move(name);
    delay(delay_ms);
  }

  void delay(std::uint32_t delay_ms) {
    roads.segment_forward_delay_ms = std::vector<std::uint32_t>(roads.segment_count(), delay_ms);
    roads.segment_backward_delay_ms = std::vector<std::uint32_t>(roads.segment_count(), delay_ms);
    std::vector<std::uint32_t> times(roads.arc_time_ms.begin(), roads.arc_time_ms.end());
    for (std::uint32_t& time : times) time += delay_ms;
    roads.arc_time_ms = std::move(times);
    into = reverse_graph(roads);
  }

  /// Arcs into a street cost more, as where turns take time.
  void turn_into(std::uint32_t street, std::uint32_t cost_ms) {
    std::vector<std::uint32_t> times(roads.arc_time_ms.begin(), roads.arc_time_ms.end());
    for (std::uint32_t arc = 0; arc < times.size(); ++arc) {
      if (roads.arc_run[arc] == RunId(street)) times[arc] += cost_ms;
    }
    roads.arc_time_ms = std::move(times);
    into = reverse_graph(roads);
  }

  std::string route(const std::vector<PlacedFacility>& facilities, const Snap& home) const {
    const auto route =
        explain_route(NearestAccess({roads, into.view()}, facilities, nullptr), home);
    return route ? text(route->legs) : "none";
  }
};

/// D 945 by two streets to the east, then Rue du Bourg to the north: 1 km each, at 10 m/s.
NamedTown bend(std::uint32_t delay_ms = 0) {
  const auto street = [](std::uint32_t from, std::int64_t way) {
    return Street{from, from + 1, 100000, 100000, 1000000, way, 0};
  };
  return {{{0, 0}, {1000, 0}, {2000, 0}, {2000, 1000}},
          {street(0, 10), street(1, 11), street(2, 12)},
          {"D 945", "D 945", "Rue du Bourg"},
          delay_ms};
}

PlacedFacility facility(const Snap& snap) {
  return {FacilityIndex(0), snap};
}

}  // namespace

TEST_CASE("segments of one name are one leg, connectors and parking are their own") {
  NamedTown town = bend();
  town.roads.terminal_time = Seconds::from_seconds(60);
  // Half of the first street, the whole second one, a quarter of the third.
  CHECK(town.route({facility(place_on_street(2, 0.25, 7))}, place_on_street(0, 0.5, 30)) ==
        "from home 30 s 30 m | D 945 150 s 1500 m | Rue du Bourg 25 s 250 m | park 60 s | "
        "to facility 7 s 7 m");
}

TEST_CASE("delays at the ends that are passed follow their road, and count whole") {
  // Ends of the first and the second street are passed, that of the third is not.
  CHECK(bend(5000).route({facility(place_on_street(2, 0.25))}, place_on_street(0, 0.5)) ==
        "from home 0 s | D 945 150 s 1500 m | 2 delays 10 s | Rue du Bourg 25 s 250 m | "
        "to facility 0 s");
}

TEST_CASE("what is lost is told by its kind, each with its own sum") {
  // Signals at the end of the first street, a stop at that of the second.
  NamedTown town = bend(5000);
  std::vector<std::uint8_t> kinds(town.roads.segment_count());
  kinds[0] = packed_kinds(DelayKind::traffic_signals, DelayKind::none);
  kinds[1] = packed_kinds(DelayKind::stop, DelayKind::barrier);
  town.roads.segment_delay_kind = std::move(kinds);
  CHECK(town.route({facility(place_on_street(2, 0.25))}, place_on_street(0, 0.5)) ==
        "from home 0 s | D 945 150 s 1500 m | 1 delays (traffic_signals) 5 s | "
        "1 delays (stop) 5 s | Rue du Bourg 25 s 250 m | to facility 0 s");
}

TEST_CASE("a home at the end of its street still loses what passing it costs") {
  CHECK(bend(5000).route({facility(place_on_street(2, 0.25))}, place_on_street(1, 1)) ==
        "from home 0 s | 1 delays 5 s | Rue du Bourg 25 s 250 m | to facility 0 s");
}

TEST_CASE("a turn that costs time is a leg, to the left or to the right") {
  NamedTown town = bend();
  town.turn_into(2, 8000);
  CHECK(town.route({facility(place_on_street(2, 0.25))}, place_on_street(0, 0.5)) ==
        "from home 0 s | D 945 150 s 1500 m | left 8 s | Rue du Bourg 25 s 250 m | "
        "to facility 0 s");
  NamedTown back = bend();
  back.turn_into(1, 8000);
  CHECK(back.route({facility(place_on_street(0, 0.5))}, place_on_street(2, 0.25)) ==
        "from home 0 s | Rue du Bourg 25 s 250 m | right 8 s | D 945 150 s 1500 m | "
        "to facility 0 s");
}

TEST_CASE("a facility on the same street is reached directly where that is the fastest") {
  NamedTown town = bend(5000);
  CHECK(town.route({facility(place_on_street(1, 0.8, 2))}, place_on_street(1, 0.2)) ==
        "from home 0 s | D 945 60 s 600 m | to facility 2 s 2 m");
  CHECK(town.route({facility(place_on_street(1, 0.2))}, place_on_street(1, 0.8)) ==
        "from home 0 s | D 945 60 s 600 m | to facility 0 s");
  CHECK(town.route({facility(place_on_street(1, 0.2))}, place_on_street(1, 0.2)) ==
        "from home 0 s | to facility 0 s");
}

TEST_CASE("a facility behind on a one-way street is reached by the way round") {
  const NamedTown ring({{0, 0}, {1000, 0}, {500, 500}},
                       {{0, 1, 100000, shut, 1000000, 1, 0},
                        {1, 2, 100000, shut, 1000000, 2, 0},
                        {2, 0, 100000, shut, 1000000, 3, 0}},
                       {"A", "", ""});
  CHECK(ring.route({facility(place_on_street(0, 0.3))}, place_on_street(0, 0.5)) ==
        "from home 0 s | A 50 s 500 m | (residential) 200 s 2000 m | A 30 s 300 m | "
        "to facility 0 s");
}

TEST_CASE("a home that reaches nothing has no route") {
  const NamedTown town({{0, 0}, {10, 0}, {900, 0}, {910, 0}},
                       {{0, 1, 1000, 1000, 10000, 1, 0}, {2, 3, 1000, 1000, 10000, 2, 0}},
                       {"", ""});
  CHECK(town.route({facility(place_on_street(1, 0.5))}, place_on_street(0, 0.5)) == "none");
  CHECK(town.route({}, place_on_street(0, 0.5)) == "none");
}

TEST_CASE("the line of a route follows the shapes, cut where home and facility stand") {
  const NamedTown town = bend();
  Snap home = place_on_street(0, 0.5);
  const Snap door = place_on_street(2, 0.25);
  const auto route =
      explain_route(NearestAccess({town.roads, town.into.view()}, {facility(door)}, nullptr), home);
  REQUIRE(route);
  CHECK(route->line({500, 30}, {2010, 250}) ==
        Polyline{{500, 30}, {500, 0}, {1000, 0}, {2000, 0}, {2000, 250}, {2010, 250}});
  CHECK(route->legs[1].way_ids == std::vector<std::int64_t>{10, 11});
  CHECK(*route->legs[1].speed_km_h() == Approx(36));
  home.foot = {7, 8};
  const auto stays =
      explain_route(NearestAccess({town.roads, town.into.view()}, {facility(home)}, nullptr), home);
  REQUIRE(stays);
  CHECK(stays->line({7, 9}, {7, 5}) == Polyline{{7, 9}, {7, 8}, {7, 5}});
}

TEST_CASE("a turn back on one's own road is named so") {
  const NamedTown town = bend();
  RouteLegs legs(town.roads);
  const ArcId there = town.roads.run_forward_arcs[1];
  const ArcId back = town.roads.run_backward_arcs[1];
  legs.add_road({}, pieces_of_arc(town.roads, there));
  legs.add_road(Seconds::from_seconds(20), pieces_of_arc(town.roads, back));
  CHECK(text(legs.take_legs()) == "D 945 100 s 1000 m | back 20 s | D 945 100 s 1000 m");
}

TEST_CASE("legs sum to the answer in towns by chance: one-ways, loops, parallels, delays, ties") {
  int explained = 0;
  int over_roads = 0;
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    RandomTown town(seed, 2 + seed % 5);
    if (town.streets.empty()) continue;
    std::vector<std::string> names(town.streets.size());
    for (std::string& name : names) name = std::string(1, static_cast<char>('a' + town.below(3)));
    NamedTown named(town.places, town.streets, names, 10 * town.below(3));
    named.roads.terminal_time = Seconds::from_milliseconds(town.below(3) * 7);
    for (std::uint32_t k = town.below(4); k > 0; --k) {
      named.turn_into(town.below(town.streets.size()), 10 * town.below(3));
    }
    const NearestAccess access({named.roads, named.into.view()}, town.facilities(), nullptr);
    for (int i = 0; i < 20; ++i) {
      const Snap home = town.anywhere();
      const AccessTime answer = access.at(home);
      std::optional<ExplainedRoute> route;
      REQUIRE_NOTHROW(route = explain_route(access, home));
      REQUIRE(route.has_value() == (answer.status == AccessStatus::ok));
      if (!route) continue;
      REQUIRE(route->facility == answer.facility);
      REQUIRE(route->time == answer.time);
      REQUIRE(route->distance == answer.distance);
      Seconds time;
      Metres length;
      for (const RouteLeg& leg : route->legs) {
        time += leg.time;
        length += leg.length;
      }
      REQUIRE(time == answer.time);
      REQUIRE(length == answer.distance);
      ++explained;
      over_roads += route->road.size() > 2;
    }
  }
  CHECK(explained > 2000);
  CHECK(over_roads > 1000);
}

}  // namespace coverage
