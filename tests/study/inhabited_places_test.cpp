#include "libcoverage/study/inhabited_places.h"

#include <catch2/catch.hpp>
#include <random>

namespace coverage {
namespace {

/// Homes of one person each, or of nobody.
Demand demand_at(const std::vector<Point>& places, std::int64_t people = 1) {
  Demand demand;
  demand.weights.resize(1);
  for (const Point place : places) {
    DemandPoint point;
    point.position = place;
    demand.points.push_back(point);
    demand.weights.front().values.push_back(Weight::from_count(people));
  }
  return demand;
}

}  // namespace

TEST_CASE("a home as far as may be is near, one a millimetre farther is not") {
  const InhabitedPlaces homes(demand_at({{-300, 400}}), 500);
  CHECK(homes.any_near({0, 0}));
  CHECK_FALSE(homes.any_near({0.001, 0}));
  CHECK(homes.any_near({-300, 400}));
}

TEST_CASE("nobody is near where nobody lives") {
  CHECK_FALSE(InhabitedPlaces(demand_at({}), 500).any_near({0, 0}));
  CHECK_FALSE(InhabitedPlaces(demand_at({{0, 0}}, 0), 500).any_near({0, 0}));
}

TEST_CASE("somebody is near where one of all homes is, looked at one by one") {
  std::size_t near = 0, far = 0;
  for (std::uint32_t seed = 0; seed < 50; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto anywhere = [&] {
      const auto x = static_cast<double>(random() % 4000) - 2000;
      return Point{x, static_cast<double>(random() % 4000) - 2000};
    };
    std::vector<Point> places(1 + random() % 9);
    for (Point& place : places) place = anywhere();
    const InhabitedPlaces homes(demand_at(places), 500);
    for (int i = 0; i < 40; ++i) {
      const Point at = anywhere();
      const bool expected =
          std::ranges::any_of(places, [&](Point home) { return distance(home, at) <= 500; });
      CHECK(homes.any_near(at) == expected);
      ++(expected ? near : far);
    }
  }
  CHECK(near > 100);
  CHECK(far > 100);
}

}  // namespace coverage
