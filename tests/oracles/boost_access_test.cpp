#include "oracles/boost_access.h"

#include <catch2/catch.hpp>

#include "libcoverage/access/threshold_access.h"
#include "libcoverage/routing/reverse_graph.h"
#include "network_fixture.h"
#include "random_town.h"

namespace coverage {

TEST_CASE("the hand-made networks of these tests are sound") {
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    CAPTURE(seed);
    RandomTown town(seed);
    REQUIRE(find_defect(HandNetwork(town.places, town.streets).build()).value_or("") == "");
  }
}

TEST_CASE("access from every home agrees with Boost.Graph's forward search") {
  int unreachable = 0;
  int direct = 0;
  for (std::uint32_t seed = 0; seed < 250; ++seed) {
    CAPTURE(seed);
    RandomTown town(seed, 2 + seed % 5);
    if (town.streets.empty()) continue;
    RoadNetwork roads = HandNetwork(town.places, town.streets).build();
    roads.terminal_time = Seconds::from_milliseconds(town.below(3) * 7);
    const OwnedSearchGraph into = reverse_graph(roads);
    const auto facilities = town.facilities();
    const NearestAccess access({roads, into.view()}, facilities, nullptr);
    const BoostAccess oracle(roads, facilities);
    for (int i = 0; i < 12; ++i) {
      const Snap home = town.anywhere();
      const AccessTime found = access.at(home);
      const AccessTime expected = oracle.nearest(home);
      REQUIRE(found.status == expected.status);
      REQUIRE(found.time == expected.time);
      REQUIRE(found.facility == expected.facility);
      REQUIRE(found.distance == expected.distance);
      REQUIRE(found.certain);
      unreachable += found.status == AccessStatus::unreachable;
      direct += found.facility.valid() &&
                found.time.milliseconds() < 10 + roads.terminal_time.milliseconds();
    }
  }
  CHECK(unreachable > 20);
  CHECK(direct > 20);
}

TEST_CASE(
    "a threshold with a distance is met exactly where some facility's fastest route meets it") {
  int by_nearest = 0;
  int by_another = 0;
  for (std::uint32_t seed = 0; seed < 250; ++seed) {
    CAPTURE(seed);
    RandomTown town(seed, 3 + seed % 4);
    const RoadNetwork roads = HandNetwork(town.places, town.streets).build();
    const OwnedSearchGraph into = reverse_graph(roads);
    const auto facilities = town.facilities();
    const NearestAccess access({roads, into.view()}, facilities, nullptr);
    const BoostAccess oracle(roads, facilities);
    std::vector<std::optional<Snap>> homes(25);
    for (std::size_t i = 1; i < homes.size(); ++i) homes[i] = town.anywhere();  // 0: unsnapped
    Threshold threshold{{}, Metres::from_millimetres(1000 * (1 + town.below(20)))};
    if (seed % 3) threshold.time = Seconds::from_milliseconds(10 * (1 + town.below(15)));
    const auto met = meets_threshold(access, homes, threshold, quiet_execution(1 + seed % 3));
    REQUIRE(met[0] == 0);
    for (std::size_t i = 1; i < homes.size(); ++i) {
      CAPTURE(i);
      bool expected = false;
      for (const std::optional<Trip>& trip : oracle.trips(*homes[i])) {
        expected = expected || (trip && trip->length <= *threshold.distance &&
                                (!threshold.time || trip->time <= *threshold.time));
      }
      REQUIRE((met[i] != 0) == expected);
      if (expected)
        ++(access.at(homes[i]).distance <= *threshold.distance ? by_nearest : by_another);
    }
  }
  CHECK(by_nearest > 100);
  CHECK(by_another > 20);
}

TEST_CASE("a value is certain exactly where the edge of the data is not nearer") {
  int certain = 0;
  int doubtful = 0;
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    RandomTown town(seed);
    RoadNetwork roads = HandNetwork(town.places, town.streets).build();
    roads.cut_vertices = std::vector{VertexId(town.below(25)), VertexId(town.below(25))};
    const OwnedSearchGraph into = reverse_graph(roads);
    const auto facilities = town.facilities();
    const auto edges = edges_of_data(roads, {}, {});
    const NearestAccess access({roads, into.view()}, facilities,
                               std::make_shared<TimeToEdge>(into.view(), edges));
    const BoostAccess oracle(roads, facilities);
    for (int i = 0; i < 10; ++i) {
      const Snap home = town.anywhere();
      const AccessTime found = access.at(home);
      const Seconds to_edge = oracle.time_to(home, roads.cut_vertices.span());
      REQUIRE(found.certain == (found.time <= to_edge));
      ++(found.certain ? certain : doubtful);
    }
  }
  CHECK(certain > 200);
  CHECK(doubtful > 200);
}

}  // namespace coverage
