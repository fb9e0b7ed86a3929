#include "libcoverage/geo/geometry.h"

#include <ogr_geometry.h>

#include <catch2/catch.hpp>
#include <memory>

#include "libcoverage/base/error.h"
#include "libcoverage/geo/ogr_geometry.h"

using namespace coverage;
using Catch::Matchers::Contains;

namespace {

Geometry from_wkt(const char* text) {
  OGRGeometry* raw = nullptr;
  if (OGRGeometryFactory::createFromWkt(text, nullptr, &raw) != OGRERR_NONE) FAIL(text);
  const std::unique_ptr<OGRGeometry> geometry(raw);
  return from_ogr(geometry.get());
}

}  // namespace

TEST_CASE("areas subtract holes and do not depend on direction or distance from the origin") {
  const double far = 6.6e6;
  MultiPolygon shape{
      {Polygon{{{{far, far}, {far + 3, far}, {far + 3, far + 2}, {far, far + 2}, {far, far}},
                {{far + 1, far + 0.5},
                 {far + 1, far + 1},
                 {far + 2, far + 1},
                 {far + 2, far + 0.5},
                 {far + 1, far + 0.5}}}}}};
  CHECK(area(shape) == 5.5);
  std::reverse(shape.polygons[0].rings[0].begin(), shape.polygons[0].rings[0].end());
  CHECK(area(shape) == 5.5);
  CHECK(area({}) == 0);
  CHECK(bounds(shape).max_x == far + 3);
  CHECK(bounds(MultiPolygon{}).empty());
}

TEST_CASE("lengths on the ellipsoid agree with known arcs") {
  // One degree of the meridian at 45° is 111 131.8 m, one of the parallel 78 846.8 m.
  CHECK(ellipsoidal_length({3, 44.995}, {3, 45.005}) == Approx(1111.318).epsilon(1e-5));
  CHECK(ellipsoidal_length({3, 45}, {3.01, 45}) == Approx(788.468).epsilon(1e-5));
  CHECK(ellipsoidal_length({179.995, 0}, {-179.995, 0}) == Approx(1113.195).epsilon(1e-6));
  CHECK(ellipsoidal_length({3, 45}, {3, 45}) == 0);
}

TEST_CASE("the nearest point of a segment is an end or a foot") {
  CHECK(nearest_fraction({0, 0}, {10, 0}, {3, 4}) == 0.3);
  CHECK(nearest_fraction({0, 0}, {10, 0}, {-3, 4}) == 0);
  CHECK(nearest_fraction({0, 0}, {10, 0}, {13, 4}) == 1);
  CHECK(nearest_fraction({1, 1}, {1, 1}, {13, 4}) == 0);
}

TEST_CASE("points, lines and polygons of every dialect become plain values") {
  CHECK(std::get<Point>(from_wkt("POINT ZM (1 2 3 4)")) == Point{1, 2});
  CHECK(std::get<Point>(from_wkt("MULTIPOINT ((5 6), (7 8))")) == Point{5, 6});
  CHECK(std::get<std::vector<Polyline>>(from_wkt("LINESTRING (0 0, 1 1, 2 0)"))[0].size() == 3);
  CHECK(std::get<std::vector<Polyline>>(from_wkt("MULTILINESTRING ((0 0, 1 1), (2 2, 3 3))"))
            .size() == 2);
  const auto shape = std::get<MultiPolygon>(from_wkt("POLYGON Z ((0 0 1, 1 0 1, 1 1 1))"));
  CHECK(shape.polygons[0].rings[0].size() == 4);  // closed
  CHECK(std::get<MultiPolygon>(
            from_wkt("MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))"))
            .polygons.size() == 2);
  CHECK(area(std::get<MultiPolygon>(
            from_wkt("CURVEPOLYGON (CIRCULARSTRING (0 0, 1 1, 2 0, 1 -1, 0 0))"))) ==
        Approx(3.14159).epsilon(0.01));
}

TEST_CASE("absent and empty geometries are nothing, and empty parts are left out") {
  CHECK(std::holds_alternative<std::monostate>(from_ogr(nullptr)));
  for (const char* text : {"POINT EMPTY", "POLYGON EMPTY", "GEOMETRYCOLLECTION EMPTY",
                           "MULTIPOLYGON EMPTY", "LINESTRING EMPTY"}) {
    CHECK(std::holds_alternative<std::monostate>(from_wkt(text)));
  }
  CHECK(std::get<MultiPolygon>(
            from_wkt("GEOMETRYCOLLECTION (POINT EMPTY, POLYGON ((0 0, 1 0, 1 1, 0 0)))"))
            .polygons.size() == 1);
}

TEST_CASE("mixed collections, surfaces in space and impossible numbers are refused") {
  CHECK_THROWS_WITH(from_wkt("GEOMETRYCOLLECTION (POINT (1 1), LINESTRING (0 0, 1 1))"),
                    Contains("a geometry of type LINESTRING cannot be used"));
  CHECK_THROWS_AS(from_wkt("TIN (((0 0 0, 1 0 0, 1 1 0, 0 0 0)))"), GeometryError);
  const OGRPoint nowhere(1, INFINITY);
  CHECK_THROWS_WITH(from_ogr(&nowhere), Contains("a coordinate is not a finite number"));
}
