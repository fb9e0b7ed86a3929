#include "libcoverage/geo/polygon_index.h"

#include <catch2/catch.hpp>
#include <random>

using namespace coverage;

namespace {

MultiPolygon rectangle(double x0, double y0, double x1, double y1) {
  return {{Polygon{{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}}}}};
}

// A closed ring that wanders around `centre`, rough enough to cross itself now and then.
MultiPolygon rough_shape(std::mt19937& random, Point centre, double size, int corners) {
  std::uniform_real_distribution<double> radius(0.2 * size, size);
  Polyline ring;
  for (int i = 0; i < corners; ++i) {
    const double angle = 6.283185307179586 * i / corners;
    const double r = radius(random);
    ring.push_back({centre.x + r * std::cos(angle), centre.y + r * std::sin(angle)});
  }
  ring.push_back(ring.front());
  return {{Polygon{{ring}}}};
}

std::vector<MultiPolygon> rough_map(std::mt19937& random, int shapes) {
  std::uniform_real_distribution<double> place(0, 1000);
  std::uniform_int_distribution<int> corners(3, 60);
  std::vector<MultiPolygon> map;
  for (int i = 0; i < shapes; ++i) {
    map.push_back(rough_shape(random, {place(random), place(random)}, 150, corners(random)));
  }
  return map;
}

std::optional<std::size_t> first_containing(const std::vector<MultiPolygon>& map, Point p) {
  for (std::size_t i = 0; i < map.size(); ++i) {
    if (contains(map[i], p)) return i;
  }
  return {};
}

}  // namespace

TEST_CASE("the index answers what testing every shape answers") {
  const unsigned seed = GENERATE(1u, 2u, 3u, 4u);
  CAPTURE(seed);
  std::mt19937 random(seed);
  const std::vector<MultiPolygon> map = rough_map(random, 40);
  const PolygonIndex index(map);
  std::uniform_real_distribution<double> place(-200, 1200);
  int inside = 0;
  for (int i = 0; i < 5000; ++i) {
    const Point p{place(random), place(random)};
    const auto expected = first_containing(map, p);
    REQUIRE(index.find(p) == expected);
    inside += expected.has_value();
  }
  REQUIRE(inside > 1000);
  // Vertices lie on borders, where the rule must still be the same one.
  for (const MultiPolygon& shape : map) {
    for (const Point p : shape.polygons[0].rings[0]) {
      REQUIRE(index.find(p) == first_containing(map, p));
    }
  }
}

TEST_CASE("a point in several shapes goes to the first, and all are told on request") {
  const std::vector<MultiPolygon> map{rectangle(5, 5, 20, 20), rectangle(0, 0, 10, 10),
                                      rectangle(0, 0, 30, 30)};
  const PolygonIndex index(map);
  CHECK(index.find({7, 7}) == 0u);
  CHECK(index.find({2, 2}) == 1u);
  CHECK(index.find({25, 25}) == 2u);
  CHECK(index.find_all({7, 7}) == std::vector<std::size_t>{0, 1, 2});
  CHECK(index.find_all({40, 7}).empty());
}

TEST_CASE("the points of a row that are marked are those that are found one by one") {
  const unsigned seed = GENERATE(1u, 2u, 3u, 4u, 5u, 6u);
  CAPTURE(seed);
  std::mt19937 random(seed);
  std::vector<MultiPolygon> map = rough_map(random, seed % 2 == 0 ? 40 : 3);
  // Borders through the points themselves, a hole, and a shape without points.
  map.push_back(rectangle(100.5, 100.25, 220.5, 300.25));
  MultiPolygon ring = rectangle(700, 700, 900, 900);
  ring.polygons[0].rings.push_back(rectangle(750, 750, 850, 850).polygons[0].rings[0]);
  map.push_back(ring);
  map.push_back({});
  const PolygonIndex index(map);
  std::uniform_real_distribution<double> place(-250, 1250);
  std::size_t marked = 0;
  for (int line = 0; line < 300; ++line) {
    PointRow row{-200, 3, place(random), static_cast<std::uint32_t>(line % 70), 400};
    if (line % 3 == 0) row = {-200.5, 1, std::floor(row.y) + 0.25, 0, 1400};
    if (line % 50 == 0) row.y = map[0].polygons[0].rings[0][line / 50].y;
    std::vector<std::uint8_t> inside(row.count, 0);
    index.mark_contained(row, inside);
    for (std::uint32_t k = 0; k < row.count; ++k) {
      CAPTURE(row.y, row.x(k));
      REQUIRE((inside[k] != 0) == index.find({row.x(k), row.y}).has_value());
      marked += inside[k];
    }
  }
  CHECK(marked > 10000);
}

TEST_CASE("no point of a row is marked where there is no shape or no point, others are left") {
  std::vector<std::uint8_t> inside{0, 1, 0};
  PolygonIndex({}).mark_contained({0, 1, 0, 0, 3}, inside);
  const std::vector<MultiPolygon> map{rectangle(0, 0, 1, 1)};
  const PolygonIndex index(map);
  index.mark_contained({0, 1, 5, 0, 3}, inside);
  index.mark_contained({0, 1, 0.5, 0, 0}, {});
  CHECK(inside == std::vector<std::uint8_t>{0, 1, 0});
  index.mark_contained({0, 1, 0.5, 0, 3}, inside);
  CHECK(inside == std::vector<std::uint8_t>{1, 1, 0});
}

TEST_CASE("every point on the border between two neighbours is in exactly one of them") {
  const std::vector<MultiPolygon> map{{{Polygon{{{{0, 0}, {3, 0}, {4, 7}, {0, 9}, {0, 0}}}}}},
                                      {{Polygon{{{{3, 0}, {9, 0}, {9, 9}, {4, 7}, {3, 0}}}}}}};
  for (int i = 1; i < 1000; ++i) {
    const Point p = interpolate({3, 0}, {4, 7}, i / 1000.0);
    CHECK(contains(map[0], p) != contains(map[1], p));
  }
}

TEST_CASE("a hole is outside and an island in it is inside") {
  MultiPolygon shape = rectangle(0, 0, 10, 10);
  shape.polygons[0].rings.push_back({{2, 2}, {8, 2}, {8, 8}, {2, 8}, {2, 2}});
  shape.polygons.push_back(rectangle(4, 4, 6, 6).polygons[0]);
  const PolygonIndex index(std::span(&shape, 1));
  CHECK(index.find({1, 1}) == 0u);
  CHECK_FALSE(index.find({3, 3}));
  CHECK(index.find({5, 5}) == 0u);
}

TEST_CASE("a point in a sliver goes to the nearest shape within the tolerance") {
  const std::vector<MultiPolygon> map{rectangle(0, 0, 10, 10), rectangle(11, 0, 20, 10)};
  const PolygonIndex index(map);
  CHECK_FALSE(index.find({10.4, 5}));
  CHECK(index.find_near({10.4, 5}, 1) == 0u);
  CHECK(index.find_near({10.6, 5}, 1) == 1u);
  CHECK(index.find_near({10.5, 5}, 1) == 0u);  // equally near: the lowest index
  CHECK_FALSE(index.find_near({10.5, 5}, 0.4));
  CHECK(index.find_near({-3, -4}, 5) == 0u);
  CHECK_FALSE(index.find_near({-3, -4}, 4.9));
  CHECK(index.find_near({5, 5}, 0) == 0u);
}

TEST_CASE("the nearest within a tolerance is the nearest of all shapes") {
  std::mt19937 random(11);
  const std::vector<MultiPolygon> map = rough_map(random, 25);
  const PolygonIndex index(map);
  std::uniform_real_distribution<double> place(-100, 1100);
  for (int i = 0; i < 2000; ++i) {
    const Point p{place(random), place(random)};
    std::optional<std::size_t> nearest = first_containing(map, p);
    double best = 30;
    for (std::size_t s = 0; s < map.size() && !first_containing(map, p); ++s) {
      const Polyline& ring = map[s].polygons[0].rings[0];
      for (std::size_t k = 1; k < ring.size(); ++k) {
        const double fraction = nearest_fraction(ring[k - 1], ring[k], p);
        const double d = distance(p, interpolate(ring[k - 1], ring[k], fraction));
        if (d < best) {
          best = d;
          nearest = s;
        }
      }
    }
    REQUIRE(index.find_near(p, 30) == nearest);
  }
}

TEST_CASE("no shape, an empty shape, a flat shape and a place that is no place find nothing") {
  CHECK_FALSE(PolygonIndex({}).find({0, 0}));
  CHECK_FALSE(PolygonIndex({}).find_near({0, 0}, 10));
  const std::vector<MultiPolygon> map{{}, rectangle(0, 5, 10, 5), rectangle(0, 0, 1, 1)};
  const PolygonIndex index(map);
  CHECK(index.find({0.5, 0.5}) == 2u);
  CHECK_FALSE(index.find({5, 5}));
  CHECK_FALSE(index.find({NAN, 5}));
  CHECK_FALSE(index.find_near({NAN, 5}, 1e9));
  CHECK_FALSE(index.find_near({INFINITY, 5}, 1));
  CHECK(index.find_near({5, 6}, 2) == 1u);
}
