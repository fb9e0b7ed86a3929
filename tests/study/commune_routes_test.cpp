#include "libcoverage/study/commune_routes.h"

#include <catch2/catch.hpp>

#include "hand_network.h"
#include "libcoverage/routing/reverse_graph.h"
#include "network_fixture.h"

namespace coverage {
namespace {

/// One street of 1000 s with a facility at its west end, and three homes in one commune.
struct Village {
  RoadNetwork roads =
      HandNetwork({{0, 0}, {1000, 0}}, {{0, 1, 1000000, 1000000, 1000000, 1, 0}}).build();
  OwnedSearchGraph into = reverse_graph(roads);
  Snapper snapper{roads, 100};
  NearestAccess search{{roads, into.view()}, {{FacilityIndex(0), place_on_street(0, 0)}}, nullptr};
  Territory territory;
  Demand demand;
  IdVector<DemandIndex, AccessTime> access;
  IdVector<CommuneIndex, Indicators> indicators;

  explicit Village(const std::vector<Point>& homes) {
    Commune commune;
    commune.in_study_area = true;
    territory.communes.push_back(commune);
    commune.in_study_area = false;
    territory.communes.push_back(commune);
    indicators.resize(2);
    for (const Point& home : homes) {
      demand.points.push_back({"p", home, CommuneIndex(0)});
      access.push_back(search.at(snapper.snap(home)));
    }
  }
  std::vector<CommuneRoute> routes() const {
    return commune_routes({territory, demand, snapper, search, access, indicators},
                          quiet_execution());
  }
};

}  // namespace

TEST_CASE("without a seat a commune's route starts where the time is nearest to its median") {
  Village village({{100, 0}, {480, 0}, {520, 0}, {900, 0}});
  village.indicators[CommuneIndex(0)].median = Seconds::from_seconds(500);
  const auto routes = village.routes();
  REQUIRE(routes.size() == 1);               // none for the commune outside
  CHECK(routes[0].point == DemandIndex(1));  // as far as the next, and first
  CHECK(routes[0].status == AccessStatus::ok);
  REQUIRE(routes[0].route);
  CHECK(routes[0].route->time == Seconds::from_seconds(480));
}

TEST_CASE("a commune's route starts at its seat where it has one") {
  Village village({{100, 0}});
  village.territory.communes[CommuneIndex(0)].seat = Point{700, 10};
  const auto routes = village.routes();
  REQUIRE(routes.size() == 1);
  CHECK_FALSE(routes[0].point.valid());
  CHECK(routes[0].position == Point{700, 10});
  CHECK(routes[0].route->time.seconds() == Approx(708));
}

TEST_CASE("a seat off the network has a row that says so; nobody and no seat has none") {
  Village village({});
  CHECK(village.routes().empty());
  village.territory.communes[CommuneIndex(0)].seat = Point{700, 500};
  const auto routes = village.routes();
  REQUIRE(routes.size() == 1);
  CHECK(routes[0].status == AccessStatus::unsnapped);
  CHECK_FALSE(routes[0].route);
}

TEST_CASE("where the median falls on people who reach nothing, one of them stands for all") {
  const Village village({{100, 0}, {100, 900}, {200, 900}});
  const auto routes = village.routes();
  REQUIRE(routes.size() == 1);
  CHECK(routes[0].point == DemandIndex(1));
  CHECK(routes[0].status == AccessStatus::unsnapped);
  CHECK_FALSE(routes[0].route);
}

}  // namespace coverage
