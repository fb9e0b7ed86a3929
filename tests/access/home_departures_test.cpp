#include "libcoverage/access/home_departures.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "hand_network.h"

namespace coverage {
namespace {

/// A two-way street, a one-way one, and what follows them back to the start.
RoadNetwork streets() {
  return HandNetwork({{0, 0}, {1000, 0}, {500, 500}}, {{0, 1, 100000, 100000, 1000000, 1, 0},
                                                       {1, 2, 100000, shut, 1000000, 2, 0},
                                                       {2, 0, 100000, shut, 1000000, 3, 0}})
      .build();
}

bool same(const Seed& a, const Seed& b) {
  return a.vertex == b.vertex && a.time == b.time && a.length == b.length;
}

}  // namespace

TEST_CASE("a home on a two-way street leaves both ways, on a one-way street one way") {
  const RoadNetwork roads = streets();
  IdVector<DemandIndex, std::optional<Snap>> homes(3);
  homes[DemandIndex(0)] = place_on_street(0, 0.25);
  homes[DemandIndex(2)] = place_on_street(1, 0.5);
  Progress silent;
  const HomeDepartures departures(roads, homes, {silent, 1, nullptr});
  CHECK(departures.of(DemandIndex(0)).size() == 2);
  CHECK(departures.of(DemandIndex(1)).empty());  // without a snap
  CHECK(departures.of(DemandIndex(2)).size() == 1);
}

TEST_CASE("departures of many homes are those of each, from any number of threads") {
  const RoadNetwork roads = streets();
  IdVector<DemandIndex, std::optional<Snap>> homes(20000);
  for (std::uint32_t i = 0; i < homes.size(); ++i) {
    if (i % 7 != 0) homes[DemandIndex(i)] = place_on_street(i % 3, i % 101 / 100.0);
  }
  Progress silent;
  for (const unsigned threads : {1u, 3u}) {
    const HomeDepartures departures(roads, homes, {silent, threads, nullptr});
    for (std::uint32_t i = 0; i < homes.size(); ++i) {
      std::vector<Seed> expected;
      const DemandIndex home(i);
      if (homes[home]) append_departures(roads, *homes[home], expected);
      const auto found = departures.of(home);
      REQUIRE(std::equal(found.begin(), found.end(), expected.begin(), expected.end(), same));
    }
  }
}

}  // namespace coverage
