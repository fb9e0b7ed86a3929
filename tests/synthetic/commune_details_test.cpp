#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <set>

#include "libcoverage/synthetic/commune_roads.h"
#include "libcoverage/synthetic/commune_stream.h"
#include "libcoverage/synthetic/plan_steps.h"
#include "libcoverage/synthetic/population_grid.h"

using namespace coverage;
using namespace coverage::synthetic;

namespace {

const TerritoryPlan& plan() {
  static const TerritoryPlan standard = plan_territory({});
  return standard;
}

std::uint32_t largest_place() {
  std::uint32_t best = 0;
  for (std::uint32_t p = 0; p < plan().places.size(); ++p) {
    if (plan().places[p].population > plan().places[best].population) best = p;
  }
  return best;
}

double length_of_way(const CommuneRoads& roads, const DrawnWay& way) {
  double length = 0;
  for (std::size_t i = 1; i < way.vertices.size(); ++i) {
    length +=
        distance(roads.vertices[way.vertices[i - 1]].where, roads.vertices[way.vertices[i]].where);
  }
  return length;
}

}  // namespace

TEST_CASE("drawing a commune again gives the same roads") {
  const CommuneRoads first = draw_commune_roads(plan(), 17), again = draw_commune_roads(plan(), 17);
  REQUIRE(first.vertices.size() == again.vertices.size());
  REQUIRE(first.ways.size() == again.ways.size());
  for (std::size_t v = 0; v < first.vertices.size(); ++v) {
    CHECK(first.vertices[v].where == again.vertices[v].where);
  }
  for (std::size_t w = 0; w < first.ways.size(); ++w) {
    CHECK(first.ways[w].vertices == again.ways[w].vertices);
    CHECK(first.ways[w].name == again.ways[w].name);
  }
}

TEST_CASE("streams hand communes on in order, with any number of threads") {
  Progress silent;
  const TerritoryPlan small = plan_territory({.junctions = 5000, .communes = 30});
  for (const unsigned threads : {1U, 3U}) {
    std::vector<std::uint32_t> places;
    std::size_t junctions = 0;
    stream_communes(
        small, Execution{silent, threads},
        [](std::uint32_t, CommuneRoads roads, unsigned) { return roads.junctions; },
        [&](std::uint32_t place, std::uint32_t count) {
          places.push_back(place);
          junctions += count;
        });
    REQUIRE(places.size() == small.places.size());
    CHECK(std::is_sorted(places.begin(), places.end()));
    CHECK(junctions > 4000);
  }
}

TEST_CASE("no vertex is left over and no way goes nowhere") {
  for (std::uint32_t p = 0; p < 60; ++p) {
    const CommuneRoads roads = draw_commune_roads(plan(), p);
    std::vector<char> used(roads.vertices.size(), 0);
    for (const DrawnWay& way : roads.ways) {
      REQUIRE(way.vertices.size() >= 2);
      for (std::size_t i = 0; i < way.vertices.size(); ++i) {
        used[way.vertices[i]] = 1;
        if (i > 0) CHECK(way.vertices[i] != way.vertices[i - 1]);
      }
    }
    CHECK(std::count(used.begin(), used.end(), 0) == 0);
  }
}

TEST_CASE("roads of two communes meet at the same places of their border") {
  std::map<std::int64_t, std::set<std::uint32_t>> drawn_by;
  for (std::uint32_t p = 0; p < plan().places.size(); ++p) {
    for (const CommuneRoads::Vertex& vertex : draw_commune_roads(plan(), p).vertices) {
      if (vertex.shared == CommuneRoads::own) continue;
      drawn_by[vertex.shared].insert(p);
      CHECK(vertex.where == shared_position(plan(), vertex.shared));
    }
  }
  std::size_t main_roads = 0, whole = 0;
  for (std::uint32_t c = 0; c < plan().crossings.size(); ++c) {
    const Crossing& crossing = plan().crossings[c];
    if (crossing.is_lane) continue;
    ++main_roads;
    const auto& communes = drawn_by[crossing_node(c)];
    whole += communes.contains(crossing.from) && communes.contains(crossing.to) ? 1 : 0;
    if (crossing.is_bridge) CHECK(communes.size() == 2);
  }
  CHECK(static_cast<double>(whole) > 0.99 * static_cast<double>(main_roads));
}

TEST_CASE("the largest town has streets with names, one-way streets and limits") {
  const CommuneRoads roads = draw_commune_roads(plan(), largest_place());
  double streets = 0, named = 0, oneway = 0, avenues = 0;
  for (const DrawnWay& way : roads.ways) {
    const double length = length_of_way(roads, way);
    if (way.road_class == RoadClass::residential) {
      streets += length;
      if (!way.name.empty()) named += length;
      if (way.oneway) oneway += length;
    }
    if (way.name.starts_with("Avenue ")) {
      avenues += length;
      CHECK(way.maxspeed == 50);
    }
  }
  CHECK(streets > 60000);
  CHECK(named > 0.6 * streets);
  CHECK(oneway > 0.05 * streets);
  CHECK(oneway < 0.4 * streets);
  CHECK(avenues > 2000);
}

TEST_CASE("streets get rarer away from the centre of a town") {
  const std::uint32_t town = largest_place();
  const Place& place = plan().places[town];
  const CommuneRoads roads = draw_commune_roads(plan(), town);
  std::vector<double> metres(4, 0);
  for (const DrawnWay& way : roads.ways) {
    if (way.road_class > RoadClass::service) continue;
    for (std::size_t i = 1; i < way.vertices.size(); ++i) {
      const Point a = roads.vertices[way.vertices[i - 1]].where;
      const Point b = roads.vertices[way.vertices[i]].where;
      const double depth = distance(a, place.seat) / place.built_up_radius;
      if (depth < 2) metres[static_cast<std::size_t>(depth * 2)] += distance(a, b);
    }
  }
  // Metres of street a hectare, in rings of half a radius.
  std::vector<double> density;
  for (std::size_t ring = 0; ring < 4; ++ring) {
    density.push_back(metres[ring] / static_cast<double>(2 * ring + 1));
  }
  CHECK(density[0] > density[1]);
  CHECK(density[1] > 1.5 * density[2]);
  CHECK(density[2] > density[3]);
}

TEST_CASE("motorways have two one-way carriageways, and ramps join them both ways") {
  std::size_t stretches = 0, interchanges = 0, bridges_over = 0;
  for (std::uint32_t p = 0; p < plan().places.size(); ++p) {
    if (plan().places[p].motorways.empty()) continue;
    const CommuneRoads roads = draw_commune_roads(plan(), p);
    std::set<std::uint32_t> carriageways;
    std::size_t ramps = 0, on = 0, off = 0;
    for (const DrawnWay& way : roads.ways) {
      if (way.road_class != RoadClass::motorway) continue;
      CHECK(way.oneway);
      ++stretches;
      carriageways.insert(way.vertices.begin(), way.vertices.end());
    }
    for (const DrawnWay& way : roads.ways) {
      bridges_over += way.bridge ? 1 : 0;
      if (way.road_class != RoadClass::motorway_link) continue;
      CHECK(way.oneway);
      ++ramps;
      off += carriageways.contains(way.vertices.front()) ? 1 : 0;
      on += carriageways.contains(way.vertices.back()) ? 1 : 0;
    }
    CHECK((ramps == 0 || ramps == 4));
    CHECK(on == ramps / 2);
    CHECK(off == ramps / 2);
    interchanges += ramps / 4;
  }
  CHECK(stretches >= 20);
  CHECK(interchanges >= 2);
  CHECK(bridges_over >= 10);
}

TEST_CASE("an island in a lake has roads that no other road reaches") {
  REQUIRE_FALSE(plan().lakes.empty());
  const Lake& lake = plan().lakes.front();
  const MultiPolygon water{{Polygon{{lake.shore}}}}, land{{Polygon{{lake.island}}}};
  const CommuneRoads roads = draw_commune_roads(plan(), lake.place);
  std::size_t on_island = 0;
  for (const DrawnWay& way : roads.ways) {
    if (way.road_class == RoadClass::ferry) continue;
    const bool first = contains(land, roads.vertices[way.vertices.front()].where);
    for (const std::uint32_t v : way.vertices) {
      const Point p = roads.vertices[v].where;
      CHECK(contains(land, p) == first);
      if (!first) CHECK_FALSE(contains(water, p));
    }
    on_island += first ? 1 : 0;
  }
  CHECK(on_island >= 5);
}

TEST_CASE("a commune's squares hold its inhabitants, each square once") {
  for (const std::uint32_t p : {0U, 5U, largest_place()}) {
    const CommuneRoads roads = draw_commune_roads(plan(), p);
    std::int64_t inhabitants = 0;
    std::set<std::pair<int, int>> squares;
    for (const InhabitedSquare& square : inhabited_squares(plan(), p, roads)) {
      CHECK(square.inhabitants > 0);
      CHECK(square.aged_75_plus >= 0);
      CHECK(square.aged_75_plus <= square.inhabitants);
      CHECK(squares.emplace(square.column, square.row).second);
      inhabitants += square.inhabitants;
    }
    CHECK(inhabitants == plan().places[p].population);
  }
}

TEST_CASE("a commune without any street puts its inhabitants at the seat") {
  const std::vector<InhabitedSquare> squares = inhabited_squares(plan(), 3, CommuneRoads{});
  REQUIRE(squares.size() == 1);
  CHECK(squares[0].inhabitants == plan().places[3].population);
  CHECK(squares[0].column == static_cast<int>(std::floor(plan().places[3].seat.x / square_size)));
}

TEST_CASE("points along a line are found by their share of its length") {
  const Polyline line{{0, 0}, {100, 0}, {100, 300}};
  CHECK(length_of(line) == 400);
  CHECK(along(line, 0.125) == Point{50, 0});
  CHECK(along(line, 0.5) == Point{100, 100});
  CHECK(along(line, 1) == Point{100, 300});
}

TEST_CASE("segments meet where they cross or touch, not where they pass") {
  CHECK(segments_meet({0, 0}, {2, 2}, {0, 2}, {2, 0}));
  CHECK(segments_meet({0, 0}, {2, 0}, {1, 0}, {1, 5}));
  CHECK_FALSE(segments_meet({0, 0}, {2, 0}, {0, 1}, {2, 1}));
  CHECK_FALSE(segments_meet({0, 0}, {1, 1}, {3, 0}, {2, 1.5}));
}
