#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "libcoverage/geo/geometry.h"

namespace coverage {

/// Points at equal steps on a line from west to east.
struct PointRow {
  double west = 0;  ///< half a step before point 0
  double step = 1;
  double y = 0;
  std::uint32_t first = 0;  ///< the points are `first`, `first` + 1…
  std::uint32_t count = 0;

  double x(std::uint32_t k) const { return west + (first + k + 0.5) * step; }
};

/// Finds, among many shapes, the one that contains a point: exactly what `contains` says of each
/// shape, in time that hardly depends on the number of shapes or vertices. A point in several
/// shapes goes to the first. Keeps its own copy of the edges; safe to share between threads.
class PolygonIndex {
 public:
  explicit PolygonIndex(std::span<const MultiPolygon> shapes);

  /// The lowest index of a shape that contains `p`.
  std::optional<std::size_t> find(Point p) const;
  /// Every shape that contains `p`, ascending.
  std::vector<std::size_t> find_all(Point p) const;
  /// Sets `inside[k]` to 1 where some shape contains point k of a row, as `find` says of each: the
  /// row's crossings with borders are found once, not those of every point. Leaves the others.
  void mark_contained(const PointRow& row, std::span<std::uint8_t> inside) const;
  /// As `find`; where none contains `p`, the nearest within `tolerance` (units of the CRS), the
  /// lowest index among equals: for slivers between neighbours.
  std::optional<std::size_t> find_near(Point p, double tolerance) const;

 private:
  // A shape's edges by horizontal strips of equal height; an edge stands in each that it touches.
  struct Strips {
    Box box;
    double height = 1;
    std::vector<Point> points;          ///< ring after ring; edge `e` runs from point e to e + 1
    std::vector<std::uint32_t> begins;  ///< strip → first of its edges; one more at the end
    std::vector<std::uint32_t> edges;

    std::size_t strip(double y) const;
    bool contains(Point p) const;
    void mark_contained(const PointRow& row, std::span<std::uint8_t> inside,
                        std::vector<std::uint32_t>& crossings) const;
    /// Squared distance to the border; infinite where it is beyond `tolerance`.
    double border_distance_square(Point p, double tolerance) const;
  };
  // Shapes by the cells of a grid that their boxes touch, ascending.
  struct Grid {
    Box box;
    double cell_width = 1;
    double cell_height = 1;
    std::size_t columns = 1;
    std::size_t rows = 1;
    std::vector<std::uint32_t> begins;
    std::vector<std::uint32_t> shapes;

    std::size_t column(double x) const;
    std::size_t row(double y) const;
    std::span<const std::uint32_t> at(Point p) const;
  };
  static Strips make_strips(const MultiPolygon& shape);
  static Grid make_grid(const std::vector<Strips>& shapes);

  std::vector<Strips> shapes_;
  Grid grid_;
};

}  // namespace coverage
