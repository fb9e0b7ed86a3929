#include "libcoverage/access/demand_on_roads.h"

#include <catch2/catch.hpp>
#include <set>

#include "error_text.h"
#include "hand_network.h"
#include "libcoverage/access/busiest_junction.h"
#include "libcoverage/access/road_points.h"
#include "libcoverage/base/error.h"
#include "network_fixture.h"

namespace coverage {
namespace {

MultiPolygon rectangle(double west, double east) {
  return {{{{{{west, -500}, {east, -500}, {east, 500}, {west, 500}, {west, -500}}}}}};
}

Commune commune(const std::string& code, double west, double east,
                std::map<std::string, Weight> weights, bool in_study_area = true) {
  return {code, "Commune " + code, "03", in_study_area, rectangle(west, east),
          {},   std::move(weights)};
}

Weight people(double count) {
  return Weight::from_count(count);
}

/// A straight road of ways 7 (residential, 600 m), 8 (motorway, 400 m), 9 (lane, 1000 m).
RoadNetwork straight_road() {
  return HandNetwork({{0, 0}, {600, 0}, {1000, 0}, {2000, 0}},
                     {{0, 1, 60000, 60000, 600000, 7, 0},
                      {1, 2, 10000, 10000, 400000, 8, 1},
                      {2, 3, 90000, 90000, 1000000, 9, 2}})
      .build();
}

struct Spread {
  SourceReport report;
  Demand demand;

  Spread(const RoadNetwork& roads, const Territory& territory, const std::string& unit = "") {
    Study study;
    study.demand.unit = unit;
    demand = spread_on_roads(roads, study, territory, quiet_execution(2), report);
  }
  std::vector<std::string> ids() const {
    std::vector<std::string> result;
    for (const DemandPoint& point : demand.points) result.push_back(point.id);
    return result;
  }
  std::vector<double> values(std::size_t weight = 0) const {
    std::vector<double> result;
    for (const Weight value : demand.weights.at(weight).values) result.push_back(value.count());
    return result;
  }
  const SourceNote* note(const std::string& code) const {
    for (const SourceNote& row : report.notes) {
      if (row.code == code) return &row;
    }
    return nullptr;
  }
};

}  // namespace

TEST_CASE("a point stands in the middle of every 200 m of road where people may live") {
  const auto points = points_along_roads(straight_road(), 200);
  std::vector<double> east;
  for (const RoadPoint& point : points) east.push_back(point.position.x);
  CHECK(east == std::vector<double>{100, 300, 500, 1100, 1300, 1500, 1700, 1900});
  CHECK(points[2].way_id == 7);
  CHECK(points[2].index == 2);
  CHECK(points[3].index == 0);
  CHECK(points[3].factor == 0.5);
}

TEST_CASE("points do not depend on how a way was cut into segments") {
  const RoadNetwork whole = HandNetwork({{0, 0}, {700, 0}}, {{0, 1, 1, 1, 700000, 4, 0}}).build();
  const RoadNetwork cut =
      HandNetwork(
          {{0, 0}, {150, 0}, {160, 0}, {700, 0}},
          {{0, 1, 1, 1, 150000, 4, 0}, {1, 2, 1, 1, 10000, 4, 0}, {2, 3, 1, 1, 540000, 4, 0}})
          .build();
  const auto expected = points_along_roads(whole, 200);
  const auto found = points_along_roads(cut, 200);
  REQUIRE(expected.size() == 4);  // 700 m ÷ 200 m = 3.5, rounded to 4 pieces of 175 m
  REQUIRE(found.size() == expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    CHECK(found[i].index == expected[i].index);
    CHECK(found[i].position.x == Approx(expected[i].position.x));
    CHECK(found[i].metres == Approx(175));
  }
}

TEST_CASE("a short way has one point, a way id that comes twice goes on counting") {
  const RoadNetwork roads =
      HandNetwork({{0, 0}, {30, 0}, {60, 0}, {90, 0}},
                  {{0, 1, 1, 1, 30000, 4, 0}, {1, 2, 1, 1, 30000, 5, 0}, {2, 3, 1, 1, 30000, 4, 0}})
          .build();
  const auto points = points_along_roads(roads, 200);
  REQUIRE(points.size() == 3);
  CHECK(points[0].position.x == Approx(15));
  CHECK(points[2].way_id == 4);
  CHECK(points[2].index == 1);
}

TEST_CASE("each commune's population is spread by length and class, and its total is exact") {
  Territory territory;
  territory.communes.push_back(commune("03001", -10, 1000, {{"population", people(100)}}));
  territory.communes.push_back(commune("03002", 1000, 2500, {{"population", people(7)}}));
  const Spread spread(straight_road(), territory);
  CHECK(spread.ids() == std::vector<std::string>{"03001:7:0", "03001:7:1", "03001:7:2", "03002:9:0",
                                                 "03002:9:1", "03002:9:2", "03002:9:3",
                                                 "03002:9:4"});
  CHECK(spread.values() ==
        std::vector<double>{33.333334, 33.333333, 33.333333, 1.4, 1.4, 1.4, 1.4, 1.4});
  CHECK(spread.demand.weights[0].unit == "inhabitants");
  CHECK(spread.demand.weights[0].calibrated_total == people(107));
  CHECK(spread.demand.points[DemandIndex(3)].commune == CommuneIndex(1));
  CHECK(spread.report.read == 8);
  CHECK(spread.report.kept == 8);
}

TEST_CASE("a lane of the same length gets half of what a residential street gets") {
  Territory territory;
  territory.communes.push_back(commune("03001", -10, 2500, {{"population", people(1100)}}));
  const Spread spread(straight_road(), territory);
  // 600 m × 1 and 1000 m × 0.5: 1 inhabitant a weighted metre.
  CHECK(spread.values()[0] == Approx(200));
  CHECK(spread.values()[7] == Approx(100));
}

TEST_CASE("every weight of the communes is spread, the population first") {
  Territory territory;
  territory.communes.push_back(
      commune("03001", -10, 2500, {{"households", people(50)}, {"population", people(110)}}));
  const Spread spread(straight_road(), territory);
  REQUIRE(spread.demand.weights.size() == 2);
  CHECK(spread.demand.weights[0].name == "population");
  CHECK(spread.demand.weights[1].name == "households");
  CHECK(spread.demand.weights[1].calibrated_total == people(50));
}

TEST_CASE("a commune without a habitable road keeps one point on the nearest segment, reported") {
  Territory territory;
  territory.communes.push_back(commune("03001", -10, 600, {{"population", people(9)}}));
  territory.communes.push_back(commune("03002", 700, 900, {{"population", people(5)}}));
  territory.communes.push_back(commune("03003", 1000, 2500, {{"population", people(3)}}));
  territory.communes[CommuneIndex(1)].seat = Point{920, 50};
  const Spread spread(straight_road(), territory);
  const Demand& demand = spread.demand;
  REQUIRE(spread.ids()[3] == "03002:9:0");
  CHECK(demand.points[DemandIndex(3)].position == Point{1000, 0});
  CHECK(demand.points[DemandIndex(3)].commune == CommuneIndex(1));
  CHECK(spread.values()[3] == 5);
  REQUIRE(spread.note("commune_without_road"));
  CHECK(spread.note("commune_without_road")->examples ==
        std::vector<std::string>{"Commune 03002 (03002)"});
}

TEST_CASE("points outside the study area are left out and counted") {
  Territory territory;
  territory.communes.push_back(commune("03001", -10, 600, {{"population", people(9)}}));
  territory.communes.push_back(commune("63001", 1000, 1500, {{"population", people(3)}}, false));
  const Spread spread(straight_road(), territory);
  CHECK(spread.ids().size() == 3);
  CHECK(spread.report.rejected == 0);
  CHECK(spread.report.read == spread.report.kept + spread.report.rejected);
  CHECK(spread.note("outside_study_area")->count == 5);
}

TEST_CASE("nobody is guessed where a commune's population is not known") {
  Territory territory;
  territory.communes.push_back(commune("03001", -10, 600, {{"population", people(9)}}));
  territory.communes.push_back(commune("03002", 1000, 2500, {}));
  const Spread spread(straight_road(), territory);
  CHECK(spread.values()[3] == 0);
  CHECK(spread.demand.weights[0].calibrated_total == people(9));
  CHECK(spread.note("no_population")->count == 1);
}

TEST_CASE("without any population metres of road are counted, and never called inhabitants") {
  Territory territory;
  territory.communes.push_back(commune("03001", -10, 2500, {}));
  const Spread spread(straight_road(), territory);
  REQUIRE(spread.demand.weights.size() == 1);
  CHECK(spread.demand.weights[0].name == "road_length");
  CHECK(spread.demand.weights[0].unit == "metres of road");
  CHECK(spread.demand.weights[0].calibrated_total == people(1600));
  CHECK(Spread(straight_road(), {}).ids().front() == "7:0");
}

TEST_CASE("a study may ask for metres of road though populations are known") {
  Territory territory;
  territory.communes.push_back(commune("03001", -10, 2500, {{"population", people(9)}}));
  CHECK(Spread(straight_road(), territory, "road_length").demand.weights[0].name == "road_length");
}

TEST_CASE(
    "a study area without any road, or a spacing of nothing, is an error that says what to do") {
  const RoadNetwork motorway = HandNetwork({{0, 0}, {9, 0}}, {{0, 1, 1, 1, 9000, 1, 1}}).build();
  CHECK_THROWS_WITH(Spread(motorway, {}),
                    "no road of the study area is one along which people may live. Check that the "
                    "roads cover the study area, or give another [demand] method.");
  Study study;
  study.demand.spacing_m = 0;
  SourceReport report;
  CHECK_THROWS_AS(spread_on_roads(straight_road(), study, {}, quiet_execution(), report),
                  InputError);
}

TEST_CASE("the busiest junction of a commune has the most of its own demand within 500 m") {
  Territory territory;
  territory.communes.push_back(commune("03001", -10, 700, {{"population", people(9)}}));
  territory.communes.push_back(commune("03002", 700, 2500, {{"population", people(9000)}}));
  territory.communes.push_back(commune("03003", 5000, 6000, {}));
  Demand demand;
  demand.weights.resize(1);
  const auto live = [&](std::uint32_t where, double x, double count) {
    demand.points.push_back({"", {x, 0}, CommuneIndex(where)});
    demand.weights[0].values.push_back(people(count));
  };
  live(0, 0, 5);
  live(0, 500, 3);   // within 500 m of the junctions at 0 and at 600
  live(1, 701, 99);  // near the junction at 600, but in the other commune
  live(1, 1500, 60);
  live(1, 1900, 60);
  const auto seats = busiest_junctions(straight_road(), territory, demand);
  CHECK(seats[CommuneIndex(0)] == Point{0, 0});
  CHECK(seats[CommuneIndex(1)] == Point{1000, 0});  // 159 within 500 m; the one at 2000 has 120
  CHECK_FALSE(seats[CommuneIndex(2)].has_value());
}

TEST_CASE("equally busy junctions: the westernmost") {
  Territory territory;
  territory.communes.push_back(commune("03001", -10, 2500, {}));
  Demand demand;
  demand.weights.resize(1);
  demand.points.push_back({"", {800, 0}, CommuneIndex(0)});
  demand.weights[0].values.push_back(people(1));
  CHECK(busiest_junctions(straight_road(), territory, demand)[CommuneIndex(0)] == Point{600, 0});
}

}  // namespace coverage
