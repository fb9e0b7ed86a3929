#include "libcoverage/synthetic/commune_roads.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <numeric>

#include "libcoverage/synthetic/plan_steps.h"
#include "libcoverage/synthetic/road_sketch.h"

using namespace coverage;
using namespace coverage::synthetic;

namespace {

/// All communes' roads put together, shared nodes joined.
struct WholeNetwork {
  std::vector<Point> nodes;
  std::vector<std::vector<std::uint32_t>> forwards, backwards;
  std::vector<unsigned> degree;  // of roads, not of tracks and ferries
  std::map<RoadClass, double> metres;
  double oneway_streets = 0, streets = 0;
  std::size_t roundabouts = 0, drowned = 0, bends = 0, country_nodes = 0;
};

void add_way(WholeNetwork& whole, const DrawnWay& way, const std::vector<std::uint32_t>& number) {
  const bool oneway = way.oneway || way.roundabout;
  for (std::size_t i = 1; i < way.vertices.size(); ++i) {
    const std::uint32_t a = number[way.vertices[i - 1]], b = number[way.vertices[i]];
    const double length = distance(whole.nodes[a], whole.nodes[b]);
    whole.metres[way.road_class] += length;
    if (way.road_class == RoadClass::residential) {
      whole.streets += length;
      if (oneway) whole.oneway_streets += length;
    }
    if (way.road_class == RoadClass::ferry) continue;
    whole.forwards[a].push_back(b);
    whole.backwards[b].push_back(a);
    if (!oneway) {
      whole.forwards[b].push_back(a);
      whole.backwards[a].push_back(b);
    }
    if (way.road_class == RoadClass::track) continue;
    ++whole.degree[a];
    ++whole.degree[b];
  }
}

bool crosses(const TerritoryPlan& plan, Point a, Point b) {
  for (std::size_t i = 1; i < plan.river.size(); ++i) {
    if (segments_meet(a, b, plan.river[i - 1], plan.river[i])) return true;
  }
  return false;
}

WholeNetwork draw_all(const TerritoryPlan& plan) {
  WholeNetwork whole;
  std::map<std::int64_t, std::uint32_t> shared;
  for (std::uint32_t p = 0; p < plan.places.size(); ++p) {
    const CommuneRoads roads = draw_commune_roads(plan, p);
    std::vector<std::uint32_t> number;
    for (const CommuneRoads::Vertex& vertex : roads.vertices) {
      const auto next = static_cast<std::uint32_t>(whole.nodes.size());
      const bool known = vertex.shared != CommuneRoads::own && shared.contains(vertex.shared);
      number.push_back(known ? shared[vertex.shared] : next);
      if (known) continue;
      if (vertex.shared != CommuneRoads::own) shared[vertex.shared] = next;
      whole.nodes.push_back(vertex.where);
      whole.forwards.emplace_back();
      whole.backwards.emplace_back();
      whole.degree.push_back(0);
    }
    for (const DrawnWay& way : roads.ways) {
      add_way(whole, way, number);
      whole.roundabouts += way.roundabout ? 1 : 0;
      if (way.bridge || !plan.places[p].on_river || way.road_class == RoadClass::motorway) continue;
      for (std::size_t i = 1; i < way.vertices.size(); ++i) {
        const CommuneRoads::Vertex& a = roads.vertices[way.vertices[i - 1]];
        const CommuneRoads::Vertex& b = roads.vertices[way.vertices[i]];
        if (a.shared == CommuneRoads::own && b.shared == CommuneRoads::own &&
            crosses(plan, a.where, b.where)) {
          ++whole.drowned;
        }
      }
    }
  }
  return whole;
}

std::vector<char> reach(const std::vector<std::vector<std::uint32_t>>& arcs, std::uint32_t from) {
  std::vector<char> seen(arcs.size(), 0);
  std::vector<std::uint32_t> stack{from};
  seen[from] = 1;
  while (!stack.empty()) {
    const std::uint32_t v = stack.back();
    stack.pop_back();
    for (const std::uint32_t w : arcs[v]) {
      if (!seen[w]) stack.push_back(w);
      seen[w] = 1;
    }
  }
  return seen;
}

struct Shares {
  std::size_t junctions = 0, connected = 0, apart = 0;
};

/// Junctions from which the first place's seat can be reached and left.
Shares shares_of(const WholeNetwork& whole, Point seat) {
  std::uint32_t start = 0;
  for (std::uint32_t v = 0; v < whole.nodes.size(); ++v) {
    if (distance(whole.nodes[v], seat) < distance(whole.nodes[start], seat)) start = v;
  }
  const std::vector<char> out = reach(whole.forwards, start), in = reach(whole.backwards, start);
  Shares shares;
  for (std::uint32_t v = 0; v < whole.nodes.size(); ++v) {
    if (whole.degree[v] == 0 || whole.degree[v] == 2) continue;
    ++shares.junctions;
    if (out[v] && in[v]) ++shares.connected;
    if (!out[v] && !in[v]) ++shares.apart;
  }
  return shares;
}

}  // namespace

TEST_CASE("the standard network is large, connected save for an island, and dry") {
  const TerritoryPlan plan = plan_territory({});
  const WholeNetwork whole = draw_all(plan);
  const Shares shares = shares_of(whole, plan.places[0].seat);
  CHECK(shares.junctions > 55000);
  CHECK(shares.junctions < 66000);
  CHECK(static_cast<double>(shares.connected) > 0.98 * static_cast<double>(shares.junctions));
  CHECK(shares.apart >= 5);   // the island's
  CHECK(shares.apart < 120);  // and little else
  CHECK(whole.drowned == 0);
  CHECK(whole.roundabouts >= 3);
  CHECK(whole.oneway_streets / whole.streets > 0.02);
  CHECK(whole.oneway_streets / whole.streets < 0.35);
  // Roads of every class, the minor ones the longest.
  CHECK(whole.metres.at(RoadClass::motorway) > 20000);
  CHECK(whole.metres.at(RoadClass::motorway_link) > 1000);
  CHECK(whole.metres.at(RoadClass::primary) > 50000);
  CHECK(whole.metres.at(RoadClass::secondary) > whole.metres.at(RoadClass::primary));
  CHECK(whole.metres.at(RoadClass::tertiary) > whole.metres.at(RoadClass::secondary));
  CHECK(whole.metres.at(RoadClass::unclassified) > whole.metres.at(RoadClass::tertiary));
  CHECK(whole.metres.at(RoadClass::track) > 0);
  CHECK(whole.metres.at(RoadClass::ferry) > 0);
}

TEST_CASE("a territory of ten thousand and one of a hundred thousand junctions have as many") {
  for (const std::uint64_t wanted : {10000, 100000}) {
    const TerritoryPlan plan = plan_territory(
        {.seed = 9, .junctions = wanted, .communes = static_cast<std::uint32_t>(wanted / 200)});
    const Shares shares = shares_of(draw_all(plan), plan.places[0].seat);
    CHECK(static_cast<double>(shares.junctions) == Approx(wanted).epsilon(0.1));
    CHECK(static_cast<double>(shares.connected) > 0.98 * static_cast<double>(shares.junctions));
  }
}

TEST_CASE("a network is denser where more junctions are asked of the same communes") {
  const auto junctions_of_first = [](std::uint64_t wanted) {
    return draw_commune_roads(plan_territory({.junctions = wanted, .communes = 40}), 0).junctions;
  };
  CHECK(junctions_of_first(24000) > 1.7 * junctions_of_first(8000));
}

TEST_CASE("many more junctions than usual for the communes find room in the country") {
  const TerritoryPlan plan = plan_territory({.junctions = 150000, .communes = 40});
  std::uint64_t drawn = 0;
  for (std::uint32_t p = 0; p < plan.places.size(); ++p) {
    drawn += draw_commune_roads(plan, p).junctions;
  }
  CHECK(static_cast<double>(drawn) == Approx(150000).epsilon(0.05));
}

TEST_CASE("villages lie where roads meet") {
  const TerritoryPlan plan = plan_territory({.junctions = 10000, .communes = 50});
  for (std::uint32_t p = 0; p < 50; ++p) {
    const CommuneRoads roads = draw_commune_roads(plan, p);
    std::map<std::uint32_t, unsigned> degree;
    double nearest = INFINITY;
    for (const DrawnWay& way : roads.ways) {
      for (std::size_t i = 0; i < way.vertices.size(); ++i) {
        degree[way.vertices[i]] += i > 0 && i + 1 < way.vertices.size() ? 2 : 1;
      }
    }
    for (const auto& [vertex, ways] : degree) {
      if (ways < 3) continue;
      nearest = std::min(nearest, distance(roads.vertices[vertex].where, plan.places[p].seat));
    }
    INFO(plan.places[p].name);
    CHECK(nearest < 500);
  }
}

TEST_CASE("roads bend: a road between villages is longer than the straight line") {
  Random random(1, Purpose::commune_roads);
  const Polyline line = bent_line(random, {0, 0}, {1, 0}, {3000, 0}, 0.05, 80);
  double length = distance({0, 0}, line.front());
  double farthest = 0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    length += distance(line[i - 1], line[i]);
    farthest = std::max(farthest, std::abs(line[i].y));
  }
  CHECK(line.size() > 30);
  CHECK(line.back() == Point{3000, 0});
  CHECK(length > 3005);
  CHECK(length < 4500);
  CHECK(farthest > 20);
}

TEST_CASE("a road that would cross another ends at its nearest vertex") {
  RoadSketch sketch({0, 0, 1000, 1000});
  DrawnWay wall;
  for (const double x : {0.0, 300.0, 600.0, 900.0}) {
    wall.vertices.push_back(sketch.add_vertex({x, 500}));
  }
  sketch.add_way(wall);
  const std::uint32_t start = sketch.add_vertex({560, 300});
  const std::vector<Point> upwards{{570, 400}, {580, 600}, {580, 700}};
  const auto way = sketch.draw(start, upwards, std::nullopt, {}, {});
  REQUIRE(way.has_value());
  CHECK(sketch.roads.ways[*way].vertices.back() == 2);  // the vertex at 600
  CHECK(sketch.degree(2) == 3);
  CHECK(sketch.roads.junctions == 4);  // both ends of the first, the new start, the meeting
}

TEST_CASE("a road that would cross water is not drawn, nor one that parts at a sharp angle") {
  RoadSketch sketch({0, 0, 1000, 1000});
  sketch.add_wall({{0, 500}, {1000, 500}}, RoadSketch::Wall::water);
  const std::uint32_t start = sketch.add_vertex({500, 300});
  const DrawRules rules{.may_end = true};
  CHECK_FALSE(sketch.draw(start, std::vector<Point>{{500, 700}}, std::nullopt, rules, {}));
  REQUIRE(sketch.draw(start, std::vector<Point>{{500, 400}}, std::nullopt, rules, {}));
  CHECK_FALSE(sketch.draw(start, std::vector<Point>{{510, 420}}, std::nullopt, rules, {}));
  CHECK(sketch.draw(start, std::vector<Point>{{700, 300}}, std::nullopt, rules, {}).has_value());
}

TEST_CASE("a bridge starts in the middle of the water") {
  RoadSketch sketch({0, 0, 1000, 1000});
  sketch.add_wall({{0, 500}, {500, 500}, {1000, 500}}, RoadSketch::Wall::water);
  const Point middle{500, 500};
  const std::uint32_t start = sketch.add_vertex(middle, 7);
  const std::vector<Point> to_the_bank{{500, 400}, {500, 300}};
  CHECK_FALSE(sketch.draw(start, to_the_bank, std::nullopt, DrawRules{.may_end = true}, {}));
  const DrawRules bridge{.may_end = true, .through = middle};
  CHECK(sketch.draw(start, to_the_bank, std::nullopt, bridge, {}).has_value());
}
