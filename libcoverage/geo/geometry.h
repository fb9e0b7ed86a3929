#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <variant>
#include <vector>

namespace coverage {

/// A position in the study CRS: east, north, in metres.
struct Point {
  double x = 0;
  double y = 0;
  friend bool operator==(const Point&, const Point&) = default;
};

/// A position on the ellipsoid (WGS 84), in degrees. Never mixed with `Point`.
struct LonLat {
  double lon = 0;
  double lat = 0;
  friend bool operator==(const LonLat&, const LonLat&) = default;
};

inline double distance(Point a, Point b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

using Polyline = std::vector<Point>;

/// An outer ring and its holes; rings are closed (first point = last point).
struct Polygon {
  std::vector<Polyline> rings;
};
struct MultiPolygon {
  std::vector<Polygon> polygons;
  bool empty() const { return polygons.empty(); }
};

/// What a feature of a vector layer may hold; `monostate` is an absent or empty geometry.
using Geometry = std::variant<std::monostate, Point, std::vector<Polyline>, MultiPolygon>;

struct Box {
  double min_x = std::numeric_limits<double>::infinity();
  double min_y = std::numeric_limits<double>::infinity();
  double max_x = -std::numeric_limits<double>::infinity();
  double max_y = -std::numeric_limits<double>::infinity();

  bool empty() const { return min_x > max_x; }
  void include(Point p) {
    min_x = std::fmin(min_x, p.x);
    min_y = std::fmin(min_y, p.y);
    max_x = std::fmax(max_x, p.x);
    max_y = std::fmax(max_y, p.y);
  }
  bool contains(Point p) const {
    return p.x >= min_x && p.x <= max_x && p.y >= min_y && p.y <= max_y;
  }
};

Box bounds(const MultiPolygon& shape);

/// The point of segment `a`–`b` nearest to `p`, as a fraction in [0, 1] from `a`.
inline double nearest_fraction(Point a, Point b, Point p) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double square = dx * dx + dy * dy;
  if (square <= 0) return 0;
  const double along = ((p.x - a.x) * dx + (p.y - a.y) * dy) / square;
  // Comparisons, not fmin and fmax, which are calls; what is not a number gives 0.
  return along > 0 ? (along < 1 ? along : 1) : 0;
}
inline Point interpolate(Point a, Point b, double fraction) {
  return {a.x + (b.x - a.x) * fraction, a.y + (b.y - a.y) * fraction};
}

/// Whether a ray from `p` to the east crosses the edge `a`–`b`, whichever way the edge runs.
inline bool ray_crosses(Point a, Point b, Point p) {
  if ((a.y > p.y) == (b.y > p.y)) return false;
  const Point low = a.y < b.y ? a : b;
  const Point high = a.y < b.y ? b : a;
  return p.x < low.x + (p.y - low.y) / (high.y - low.y) * (high.x - low.x);
}

/// Even-odd rule; a point on the border may fall on either side, always the same.
bool contains(const MultiPolygon& shape, Point p);

/// Planar area, holes subtracted, in square metres of the CRS.
double area(const MultiPolygon& shape);

/// Length on the WGS 84 ellipsoid of a short straight line, by the local radii of curvature at its
/// mean latitude (error below 1e-6 of the length for lines under 10 km), in metres.
double ellipsoidal_length(LonLat a, LonLat b);

}  // namespace coverage
