#include "libcoverage/geo/polygon_operations.h"

#include <catch2/catch.hpp>

#include "libcoverage/base/error.h"

using namespace coverage;
using Catch::Matchers::Contains;

namespace {

MultiPolygon ring(Polyline points) {
  points.push_back(points.front());
  return {{Polygon{{std::move(points)}}}};
}
MultiPolygon rectangle(double x0, double y0, double x1, double y1) {
  return ring({{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}});
}
MultiPolygon both(MultiPolygon a, const MultiPolygon& b) {
  a.polygons.insert(a.polygons.end(), b.polygons.begin(), b.polygons.end());
  return a;
}

}  // namespace

TEST_CASE("a valid shape has no complaint and is repaired to itself") {
  const MultiPolygon square = rectangle(0, 0, 2, 2);
  CHECK_FALSE(invalid_reason(square));
  CHECK(area(make_valid(square)) == 4);
  CHECK_FALSE(invalid_reason({}));
  CHECK(make_valid({}).empty());
}

TEST_CASE("a bow-tie is told with its place and becomes two triangles") {
  const MultiPolygon bow_tie = ring({{0, 0}, {2, 2}, {2, 0}, {0, 2}});
  CHECK_THAT(*invalid_reason(bow_tie), Contains("Self-intersection[1 1]"));
  const MultiPolygon repaired = make_valid(bow_tie);
  CHECK_FALSE(invalid_reason(repaired));
  CHECK(repaired.polygons.size() == 2);
  CHECK(area(repaired) == 2);
}

TEST_CASE("parts that overlap are united, not cancelled") {
  const MultiPolygon overlapping = both(rectangle(0, 0, 2, 2), rectangle(1, 0, 3, 2));
  CHECK(invalid_reason(overlapping));
  CHECK(area(make_valid(overlapping)) == 6);
}

TEST_CASE("a ring without area goes, a spike goes, a hole stays") {
  CHECK(make_valid(ring({{0, 0}, {1, 1}, {2, 2}})).empty());
  CHECK(area(make_valid(ring({{0, 0}, {2, 0}, {2, 2}, {2, 5}, {2, 2}, {0, 2}}))) == 4);
  MultiPolygon holed = rectangle(0, 0, 4, 4);
  holed.polygons[0].rings.push_back(rectangle(1, 1, 2, 2).polygons[0].rings[0]);
  CHECK_FALSE(invalid_reason(holed));
  CHECK(area(make_valid(holed)) == 15);
}

TEST_CASE("rings of one, two or three positions are invalid, and repaired away") {
  MultiPolygon shape{{Polygon{{{{0, 0}}}}, Polygon{{{{0, 0}, {1, 1}, {0, 0}}}}, Polygon{}}};
  CHECK(invalid_reason(shape));
  CHECK(make_valid(shape).empty());
  CHECK(area(make_valid(both(shape, rectangle(0, 0, 1, 1)))) == 1);
}

TEST_CASE("neighbours are dissolved into one shape") {
  const std::vector<MultiPolygon> communes{rectangle(0, 0, 1, 1), rectangle(1, 0, 2, 1),
                                           rectangle(5, 5, 6, 6)};
  const MultiPolygon whole = unite(communes);
  CHECK(whole.polygons.size() == 2);
  CHECK(area(whole) == 3);
  CHECK(unite({}).empty());
}

TEST_CASE("what two shapes share is measured, and a common border is nothing") {
  CHECK(overlap_area(rectangle(0, 0, 2, 2), rectangle(1, 1, 3, 3)) == 1);
  CHECK(overlap_area(rectangle(0, 0, 1, 1), rectangle(1, 0, 2, 1)) == 0);
  CHECK(overlap_area(rectangle(0, 0, 1, 1), {}) == 0);
  CHECK(area(intersect(rectangle(0, 0, 2, 2), rectangle(1, 1, 3, 3))) == 1);
}

TEST_CASE("a point on the surface lies inside, also where the centre does not") {
  const MultiPolygon horseshoe =
      ring({{0, 0}, {10, 0}, {10, 10}, {9, 10}, {9, 1}, {1, 1}, {1, 10}, {0, 10}});
  CHECK(contains(horseshoe, point_on_surface(horseshoe)));
  CHECK_THROWS_WITH(point_on_surface({}), Contains("an empty polygon has no inside"));
}

TEST_CASE("coordinates that are no numbers end in an error, not in a crash") {
  const MultiPolygon broken = ring({{0, 0}, {NAN, 1}, {1, 1}});
  CHECK(invalid_reason(broken));
  CHECK_THROWS_AS(overlap_area(broken, rectangle(0, 0, 1, 1)), GeometryError);
}
