#include "libcoverage/synthetic/territory_plan.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <set>

#include "libcoverage/geo/polygon_operations.h"
#include "libcoverage/model/territory.h"
#include "libcoverage/synthetic/plan_steps.h"
#include "libcoverage/synthetic/voronoi.h"

using namespace coverage;
using namespace coverage::synthetic;

namespace {

const TerritoryPlan& standard_plan() {
  static const TerritoryPlan plan = plan_territory({});
  return plan;
}

MultiPolygon shape_of(const TerritoryPlan& plan, const Place& place) {
  return {{Polygon{{plan.outline(place)}}}};
}

}  // namespace

TEST_CASE("four sites in a cross leave the middle one a square cell") {
  const VoronoiDiagram diagram = voronoi({{0, 0}, {100, 0}, {0, 100}, {-100, 0}, {0, -100}});
  REQUIRE(diagram.cells[0].size() == 4);
  CHECK(diagram.cells[1].empty());  // no end
  for (const VoronoiDiagram::Side& side : diagram.cells[0]) {
    const VoronoiDiagram::Edge& edge = diagram.edges[side.edge];
    CHECK(std::abs(diagram.vertices[edge.from].x) == Approx(50));
    CHECK(std::abs(diagram.vertices[edge.to].y) == Approx(50));
    CHECK((side.reversed ? edge.right : edge.left) == 0);
  }
}

TEST_CASE("the standard territory has 300 communes, 11 EPCIs and 330,000 inhabitants") {
  const TerritoryPlan& plan = standard_plan();
  std::int64_t inhabitants = 0;
  std::size_t communes = 0;
  std::set<std::uint32_t> epcis;
  for (const Place& place : plan.places) {
    if (!place.in_study) continue;
    ++communes;
    inhabitants += place.population;
    epcis.insert(place.epci);
    CHECK(place.population > 0);
  }
  CHECK(communes == 300);
  CHECK(inhabitants == 330000);
  CHECK(epcis.size() == 11);
  CHECK(plan.places.size() > 400);  // neighbours beyond the limit
}

TEST_CASE("names and codes of communes are distinct, codes are of départements that do not exist") {
  std::set<std::string> names, codes;
  for (const Place& place : standard_plan().places) {
    CHECK(names.insert(place.name).second);
    CHECK(codes.insert(place.code).second);
    CHECK(departement_of(place.code) == place.departement);
    CHECK((place.departement == "96") == place.in_study);
    const bool invented =
        place.departement == "96" || place.departement == "99" || place.departement == "00";
    CHECK(invented);
  }
}

TEST_CASE("exactly one EPCI of the study reaches over its limit") {
  const TerritoryPlan& plan = standard_plan();
  std::set<std::uint32_t> inside, over;
  for (const Place& place : plan.places) {
    if (place.in_study) inside.insert(place.epci);
  }
  for (const Place& place : plan.places) {
    if (!place.in_study && inside.contains(place.epci)) over.insert(place.epci);
  }
  CHECK(over.size() == 1);
}

TEST_CASE("every EPCI of the study is in one piece") {
  const TerritoryPlan& plan = standard_plan();
  const Neighbours neighbours = neighbours_of(plan);
  std::vector<char> seen(plan.places.size(), 0);
  std::map<std::uint32_t, int> pieces;
  for (std::uint32_t start = 0; start < plan.places.size(); ++start) {
    if (seen[start] || !plan.places[start].in_study) continue;
    ++pieces[plan.places[start].epci];
    std::vector<std::uint32_t> stack{start};
    seen[start] = 1;
    while (!stack.empty()) {
      const std::uint32_t p = stack.back();
      stack.pop_back();
      for (std::uint32_t i = neighbours.first[p]; i < neighbours.first[p + 1]; ++i) {
        const std::uint32_t next = neighbours.links[i].place;
        const bool same = plan.places[next].epci == plan.places[p].epci;
        if (!same || seen[next] || !plan.places[next].in_study) continue;
        seen[next] = 1;
        stack.push_back(next);
      }
    }
  }
  for (const auto& [epci, count] : pieces) CHECK(count == 1);
}

TEST_CASE("communes are valid polygons that tile the territory") {
  const TerritoryPlan& plan = standard_plan();
  std::vector<MultiPolygon> shapes;
  double sum = 0;
  for (const Place& place : plan.places) {
    shapes.push_back(shape_of(plan, place));
    INFO(place.name);
    CHECK_FALSE(invalid_reason(shapes.back()).has_value());
    CHECK(contains(shapes.back(), place.seat));
    sum += area(shapes.back());
  }
  // No overlap and no hole: the union has the area of the sum, in one polygon of one ring.
  const MultiPolygon together = unite(shapes);
  REQUIRE(together.polygons.size() == 1);
  CHECK(together.polygons[0].rings.size() == 1);
  CHECK(area(together) == Approx(sum).epsilon(1e-9));
}

TEST_CASE("few towns hold many inhabitants and most communes are villages") {
  std::vector<std::int64_t> populations;
  for (const Place& place : standard_plan().places) {
    if (place.in_study) populations.push_back(place.population);
  }
  std::sort(populations.rbegin(), populations.rend());
  std::int64_t largest_ten = 0;
  for (int i = 0; i < 10; ++i) largest_ten += populations[static_cast<std::size_t>(i)];
  CHECK(largest_ten > 330000 / 4);
  CHECK(largest_ten < 330000 * 3 / 4);
  CHECK(populations[150] < 600);  // the median commune
}

TEST_CASE("a river crosses the territory and has few bridges") {
  const TerritoryPlan& plan = standard_plan();
  std::size_t bridges = 0;
  for (const Crossing& crossing : plan.crossings) bridges += crossing.is_bridge ? 1 : 0;
  CHECK(length_of(plan.river) > 80000);
  CHECK(bridges >= 5);
  CHECK(bridges <= 25);
}

TEST_CASE("other seeds give other territories, the same seed the same") {
  const TerritoryPlan again = plan_territory({});
  const TerritoryPlan other = plan_territory({.seed = 2});
  REQUIRE(again.places.size() == standard_plan().places.size());
  CHECK(again.places[7].seat == standard_plan().places[7].seat);
  CHECK(again.places[7].name == standard_plan().places[7].name);
  CHECK(again.crossings.size() == standard_plan().crossings.size());
  CHECK_FALSE(other.places[7].seat == standard_plan().places[7].seat);
}

TEST_CASE("plans of other seeds and sizes tile as well") {
  for (const std::uint64_t seed : {3, 4, 5, 6}) {
    const TerritoryPlan plan = plan_territory(
        {.seed = seed, .junctions = 10000, .communes = static_cast<std::uint32_t>(20 * seed)});
    for (const Place& place : plan.places) {
      INFO("seed " << seed << ", " << place.name);
      CHECK_FALSE(invalid_reason(shape_of(plan, place)).has_value());
    }
  }
}
