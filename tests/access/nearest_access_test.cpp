#include "libcoverage/access/nearest_access.h"

#include <catch2/catch.hpp>

#include "hand_network.h"
#include "libcoverage/routing/reverse_graph.h"

namespace coverage {
namespace {

/// A network with its searches, and access from places on its streets.
struct Town {
  RoadNetwork roads;
  OwnedSearchGraph into;

  Town(std::vector<Point> places, std::vector<Street> streets)
      : roads(HandNetwork(std::move(places), std::move(streets)).build()),
        into(reverse_graph(roads)) {}

  AccessTime access(const std::vector<PlacedFacility>& facilities, const Snap& home) const {
    return NearestAccess({roads, into.view()}, facilities, nullptr).at(home);
  }
};

PlacedFacility facility(std::uint32_t index, const Snap& snap) {
  return {FacilityIndex(index), snap};
}

/// A → B, one kilometre in 100 s, and back from B to A by C in 200 s: a one-way ring.
Town one_way_ring() {
  return {{{0, 0}, {1000, 0}, {500, 500}},
          {{0, 1, 100000, shut, 1000000, 1, 0},
           {1, 2, 100000, shut, 1000000, 2, 0},
           {2, 0, 100000, shut, 1000000, 3, 0}}};
}

/// side × side junctions, every street two-way, 10 s and 100 m.
Town grid(std::uint32_t side) {
  std::vector<Point> places;
  std::vector<Street> streets;
  for (std::uint32_t y = 0; y < side; ++y) {
    for (std::uint32_t x = 0; x < side; ++x) {
      places.push_back({x * 100.0, y * 100.0});
      const std::uint32_t here = y * side + x;
      if (x > 0) streets.push_back({here - 1, here, 10000, 10000, 100000, here, 0});
      if (y > 0) streets.push_back({here - side, here, 10000, 10000, 100000, 1000 + here, 0});
    }
  }
  return {std::move(places), std::move(streets)};
}

/// The street of `grid` that ends at a junction from the west.
std::uint32_t street_from_west(std::uint32_t side, std::uint32_t x, std::uint32_t y) {
  std::uint32_t street = 0;
  for (std::uint32_t here = 0; here < y * side + x; ++here) {
    street += (here % side > 0) + (here / side > 0);
  }
  return street;
}

}  // namespace

TEST_CASE("on a grid the time is the Manhattan distance to the nearer facility") {
  constexpr std::uint32_t side = 9;
  const Town town = grid(side);
  // Facilities in the middle of the streets into (2, 1) and (7, 6) from the west.
  const NearestAccess access({town.roads, town.into.view()},
                             {facility(0, place_on_street(street_from_west(side, 2, 1), 0.5)),
                              facility(1, place_on_street(street_from_west(side, 7, 6), 0.5))},
                             nullptr);
  for (std::uint32_t y = 0; y < side; ++y) {
    for (std::uint32_t x = 1; x < side; ++x) {
      CAPTURE(x, y);
      const Snap home = place_on_street(street_from_west(side, x, y), 1);
      const AccessTime found = access.at(home);
      const auto metres = [&](double fx, double fy) {
        return 100 * (std::abs(x - fx) + std::abs(y - fy));
      };
      const double first = metres(1.5, 1);
      const double second = metres(6.5, 6);
      REQUIRE(found.status == AccessStatus::ok);
      REQUIRE(found.time == Seconds::from_seconds(std::min(first, second) / 10));
      REQUIRE(found.distance == Metres::from_metres(std::min(first, second)));
      REQUIRE(found.facility == FacilityIndex(first <= second ? 0 : 1));
    }
  }
}

TEST_CASE("connectors and the terminal time count once each") {
  Town town({{0, 0}, {1000, 0}}, {{0, 1, 100000, 100000, 1000000, 1, 0}});
  town.roads.terminal_time = Seconds::from_seconds(60);
  const auto far =
      town.access({facility(0, place_on_street(0, 0.75, 7))}, place_on_street(0, 0.25, 30));
  CHECK(far.time == Seconds::from_seconds(30 + 50 + 7 + 60));
  CHECK(far.distance == Metres::from_metres(30 + 500 + 7));
}

TEST_CASE("a facility ahead on a one-way street is reached directly, one behind by the way round") {
  const Town town = one_way_ring();
  const Snap home = place_on_street(0, 0.5);
  CHECK(town.access({facility(0, place_on_street(0, 0.8))}, home).time ==
        Seconds::from_seconds(30));
  const AccessTime behind = town.access({facility(0, place_on_street(0, 0.3))}, home);
  CHECK(behind.time == Seconds::from_seconds(50 + 200 + 30));
  CHECK(behind.distance == Metres::from_metres(500 + 2000 + 300));
  CHECK(town.access({facility(0, home)}, home).time == Seconds());
}

TEST_CASE("a home on a one-way street leaves it forwards, a facility there is reached forwards") {
  const Town town = one_way_ring();
  CHECK(town.access({facility(0, place_on_street(1, 0.5))}, place_on_street(0, 0.9)).time ==
        Seconds::from_seconds(10 + 50));
  CHECK(town.access({facility(0, place_on_street(0, 0.9))}, place_on_street(1, 0.5)).time ==
        Seconds::from_seconds(50 + 100 + 90));
}

TEST_CASE("the way round is taken where it is faster than the street that both stand on") {
  // A slow street A–B of 1000 s, and a fast one of 10 s beside it.
  const Town town({{0, 0}, {1000, 0}},
                  {{0, 1, 1000000, 1000000, 1000000, 1, 0}, {0, 1, 10000, 10000, 2000000, 2, 0}});
  const AccessTime found =
      town.access({facility(0, place_on_street(0, 0.9))}, place_on_street(0, 0.1));
  CHECK(found.time == Seconds::from_seconds(100 + 10 + 100));
  CHECK(found.distance == Metres::from_metres(100 + 2000 + 100));
}

TEST_CASE("of equally near facilities the first in facility order answers, by its own distance") {
  // 7 is 50 s and 50 m to the west, 3 as far in time but 500 m to the east.
  const Town town({{0, 0}, {100, 0}, {1100, 0}},
                  {{0, 1, 100000, 100000, 100000, 1, 0}, {1, 2, 100000, 100000, 1000000, 2, 0}});
  const std::vector facilities = {facility(3, place_on_street(1, 0.5)),
                                  facility(7, place_on_street(0, 0.5))};
  const AccessTime found = town.access(facilities, place_on_street(0, 1));
  CHECK(found.facility == FacilityIndex(3));
  CHECK(found.distance == Metres::from_metres(500));
  const AccessTime on_the_street =
      town.access({facility(2, place_on_street(0, 0.2)), facility(7, place_on_street(0, 0.8))},
                  place_on_street(0, 0.5));
  CHECK(on_the_street.facility == FacilityIndex(2));
}

TEST_CASE("a home that no street leads away from is unreachable, one without a snap unsnapped") {
  const Town town({{0, 0}, {10, 0}, {900, 0}, {910, 0}},
                  {{0, 1, 1000, 1000, 10000, 1, 0}, {2, 3, 1000, 1000, 10000, 2, 0}});
  const AccessTime lost =
      town.access({facility(0, place_on_street(1, 0.5))}, place_on_street(0, 0.5));
  CHECK(lost.status == AccessStatus::unreachable);
  CHECK_FALSE(lost.facility.valid());
  const NearestAccess access({town.roads, town.into.view()}, {}, nullptr);
  CHECK(access.at(std::optional<Snap>()).status == AccessStatus::unsnapped);
  CHECK(access.at(place_on_street(0, 0.5)).status == AccessStatus::unreachable);
}

TEST_CASE("facilities are placed in facility order, the unsnapped ones left out") {
  IdVector<FacilityIndex, std::optional<Snap>> snaps(4);
  snaps[FacilityIndex(0)] = place_on_street(0, 0.5);
  snaps[FacilityIndex(3)] = place_on_street(0, 0.6);
  const std::vector chosen = {FacilityIndex(3), FacilityIndex(1), FacilityIndex(0)};
  const auto placed = place_facilities(chosen, snaps);
  REQUIRE(placed.size() == 2);
  CHECK(placed[0].facility == FacilityIndex(0));
  CHECK(placed[1].facility == FacilityIndex(3));
}

TEST_CASE("demand points get the same answers from any number of threads") {
  const Town town = grid(6);
  const NearestAccess access({town.roads, town.into.view()}, {facility(0, place_on_street(7, 0.4))},
                             nullptr);
  IdVector<DemandIndex, std::optional<Snap>> homes(10000);
  for (std::uint32_t i = 1; i < homes.size(); ++i) {
    homes[DemandIndex(i)] = place_on_street(i % 60, i % 101 / 100.0);
  }
  Progress silent;
  const HomeDepartures departures(town.roads, homes, {silent, 3, nullptr});
  const auto one = access_of_demand(access, homes, departures, {silent, 1, nullptr});
  const auto three = access_of_demand(access, homes, departures, {silent, 3, nullptr});
  CHECK(one[DemandIndex(0)].status == AccessStatus::unsnapped);
  for (std::uint32_t i = 0; i < homes.size(); ++i) {
    REQUIRE(one[DemandIndex(i)].time == three[DemandIndex(i)].time);
    REQUIRE(one[DemandIndex(i)].time == access.at(homes[DemandIndex(i)]).time);
    REQUIRE(one[DemandIndex(i)].distance == three[DemandIndex(i)].distance);
  }
}

TEST_CASE("a run that is stopped says so") {
  const Town town = grid(2);
  const NearestAccess access({town.roads, town.into.view()}, {}, nullptr);
  const std::atomic<bool> stop{true};
  Progress silent;
  const IdVector<DemandIndex, std::optional<Snap>> homes(1);
  const HomeDepartures departures(town.roads, homes, {silent, 1, nullptr});
  CHECK_THROWS_AS(access_of_demand(access, homes, departures, {silent, 1, &stop}), Interrupted);
  CHECK_THROWS_AS(HomeDepartures(town.roads, homes, {silent, 1, &stop}), Interrupted);
}

}  // namespace coverage
