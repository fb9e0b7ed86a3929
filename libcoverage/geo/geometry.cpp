#include "libcoverage/geo/geometry.h"

#include <numbers>

namespace coverage {

Box bounds(const MultiPolygon& shape) {
  Box box;
  for (const Polygon& polygon : shape.polygons) {
    for (const Polyline& ring : polygon.rings) {
      for (const Point p : ring) box.include(p);
    }
  }
  return box;
}

bool contains(const MultiPolygon& shape, Point p) {
  bool inside = false;
  for (const Polygon& polygon : shape.polygons) {
    for (const Polyline& ring : polygon.rings) {
      for (std::size_t i = 1; i < ring.size(); ++i) {
        if (ray_crosses(ring[i - 1], ring[i], p)) inside = !inside;
      }
    }
  }
  return inside;
}

namespace {

// Relative to the ring's first point: coordinates of millions of metres would eat the digits.
double ring_area(const Polyline& ring) {
  double twice = 0;
  for (std::size_t i = 2; i < ring.size(); ++i) {
    const Point a{ring[i - 1].x - ring[0].x, ring[i - 1].y - ring[0].y};
    const Point b{ring[i].x - ring[0].x, ring[i].y - ring[0].y};
    twice += a.x * b.y - b.x * a.y;
  }
  return std::abs(twice) / 2;
}

}  // namespace

double area(const MultiPolygon& shape) {
  double total = 0;
  for (const Polygon& polygon : shape.polygons) {
    for (std::size_t r = 0; r < polygon.rings.size(); ++r) {
      total += (r == 0 ? 1 : -1) * ring_area(polygon.rings[r]);
    }
  }
  return total;
}

double ellipsoidal_length(LonLat a, LonLat b) {
  constexpr double semi_major = 6378137.0;
  constexpr double flattening = 1 / 298.257223563;
  constexpr double eccentricity_square = flattening * (2 - flattening);
  constexpr double radians = std::numbers::pi / 180;
  const double latitude = (a.lat + b.lat) / 2 * radians;
  const double sine = std::sin(latitude);
  const double w = std::sqrt(1 - eccentricity_square * sine * sine);
  const double across = semi_major / w;
  const double along = semi_major * (1 - eccentricity_square) / (w * w * w);
  // The shorter way round where a line crosses the 180th meridian.
  const double difference = b.lon - a.lon;
  // The remainder of what is less is itself, at ten times the price.
  const double degrees_east =
      std::abs(difference) <= 180 ? difference : std::remainder(difference, 360.0);
  const double east = across * std::cos(latitude) * degrees_east * radians;
  const double north = along * (b.lat - a.lat) * radians;
  return std::hypot(east, north);
}

}  // namespace coverage
