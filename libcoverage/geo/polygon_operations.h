#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "libcoverage/geo/geometry.h"

namespace coverage {

/// GEOS behind plain values. All throw GeometryError where GEOS fails.

/// The reason why a shape is not valid (OGC simple features); nothing where it is.
std::optional<std::string> invalid_reason(const MultiPolygon& shape);

/// GEOS MakeValid, polygonal parts only; may be empty.
MultiPolygon make_valid(const MultiPolygon& shape);

MultiPolygon unite(std::span<const MultiPolygon> shapes);

/// Area shared by two valid shapes, square metres.
double overlap_area(const MultiPolygon& a, const MultiPolygon& b);

/// A point inside the shape, away from its border (GEOS PointOnSurface).
Point point_on_surface(const MultiPolygon& shape);

/// Finds, among many shapes, the one that contains a point. A point in several goes to the first, a
/// point in none may go to the nearest within a tolerance.
class PolygonIndex {
 public:
  explicit PolygonIndex(std::span<const MultiPolygon> shapes);
  /// The lowest index of a shape that contains `p`.
  std::optional<std::size_t> find(Point p) const;
  /// As `find`; where none contains `p`, the nearest within `tolerance` metres (for slivers).
  std::optional<std::size_t> find_near(Point p, double tolerance) const;

 private:
  struct Edges {
    Box box;
    const MultiPolygon* shape;
  };
  std::vector<Edges> shapes_;
  Box extent_;
  int columns_ = 1, rows_ = 1;
  std::vector<std::vector<std::uint32_t>> cells_;
};

}  // namespace coverage
