#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "libcoverage/geo/geometry.h"

namespace coverage {

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
