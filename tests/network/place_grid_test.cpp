#include "libcoverage/network/place_grid.h"

#include <catch2/catch.hpp>
#include <random>
#include <set>

namespace coverage {
namespace {

std::set<std::uint32_t> near(const PlaceGrid& grid, Point a, Point b) {
  std::set<std::uint32_t> found;
  grid.near(a, b, [&](std::uint32_t place, Point, double) { found.insert(place); });
  return found;
}

/// Every place looked at.
std::set<std::uint32_t> plainly_near(const std::vector<Point>& places, double within, Point a,
                                     Point b) {
  std::set<std::uint32_t> found;
  for (std::uint32_t k = 0; k < places.size(); ++k) {
    const Point foot = interpolate(a, b, nearest_fraction(a, b, places[k]));
    if (distance(foot, places[k]) <= within) found.insert(k);
  }
  return found;
}

}  // namespace

TEST_CASE("without places there is none near a line") {
  CHECK(near(PlaceGrid({}, 5), {0, 0}, {1000, 1000}).empty());
}

TEST_CASE("a place is found within reach, as far as that, and not beyond") {
  const PlaceGrid grid({{500, 5}, {500, -5.001}, {1000, 0}, {1005.001, 0}}, 5);
  CHECK(near(grid, {0, 0}, {1000, 0}) == std::set<std::uint32_t>{0, 2});
  std::size_t calls = 0;
  grid.near({0, 0}, {50, 0}, [&](std::uint32_t, Point, double) { ++calls; });
  CHECK(calls == 0);
}

TEST_CASE("a place comes with its foot on the line and the distance") {
  const PlaceGrid grid({{-30, 4}}, 5);
  grid.near({-60, 0}, {0, 0}, [](std::uint32_t place, Point foot, double metres) {
    CHECK(place == 0);
    CHECK(foot.x == Approx(-30));
    CHECK(foot.y == 0);
    CHECK(metres == Approx(4));
  });
}

TEST_CASE("random places near random lines are those that a look at each finds") {
  for (std::uint32_t seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const double extent = seed % 3 == 0 ? 150 : seed % 3 == 1 ? 3000 : 1e6;
    const double within = seed % 2 == 0 ? 5 : 300;
    std::uniform_real_distribution<double> anywhere(-extent, extent);
    std::vector<Point> places(random() % 400);
    for (Point& place : places) place = {anywhere(random), anywhere(random)};
    // Several at one place, and one on a corner of cells.
    if (places.size() > 3) places[1] = places[2] = places[0];
    places.push_back({0, 0});
    const PlaceGrid grid(places, within);
    for (int line = 0; line < 20; ++line) {
      const Point a{anywhere(random), anywhere(random)};
      const Point b = line == 0 ? a : Point{a.x + anywhere(random) / 10, anywhere(random)};
      REQUIRE(near(grid, a, b) == plainly_near(places, within, a, b));
    }
  }
}

}  // namespace coverage
