#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

#include "libcoverage/geo/geometry.h"

namespace coverage {

struct GridCell {
  std::int64_t column, row;
};

/// A uniform grid of square cells over the edges (pieces between two shape points).
struct SnapGrid {
  double west = 0, south = 0, cell_size = 1;
  std::int64_t columns = 1, rows = 1;

  GridCell cell(Point p) const {
    return {clamped((p.x - west) / cell_size, columns), clamped((p.y - south) / cell_size, rows)};
  }
  std::size_t index(std::int64_t column, std::int64_t row) const {
    return static_cast<std::size_t>(row * columns + column);
  }

 private:
  static std::int64_t clamped(double at, std::int64_t size) {
    if (!(at > 0)) return 0;
    return std::min(static_cast<std::int64_t>(std::min(at, 1e9)), size - 1);
  }
};

/// About two edges a cell: smaller cells cost more rings, larger ones more edges a ring.
inline SnapGrid make_snap_grid(const Box& box, std::size_t edges) {
  SnapGrid grid;
  if (box.empty()) return grid;
  const double width = std::max(box.max_x - box.min_x, 1.0);
  const double height = std::max(box.max_y - box.min_y, 1.0);
  const double wanted =
      std::sqrt(2 * width * height / static_cast<double>(std::max<std::size_t>(edges, 1)));
  // A long thin network must not make more cells than it has edges.
  const double least = std::max(width, height) / static_cast<double>(edges + 1);
  grid.cell_size = std::max({wanted, least, 10.0});
  grid.west = box.min_x;
  grid.south = box.min_y;
  grid.columns = static_cast<std::int64_t>(width / grid.cell_size) + 1;
  grid.rows = static_cast<std::int64_t>(height / grid.cell_size) + 1;
  return grid;
}

/// Calls `visit` for each cell that an edge may touch, row by row of its bounding box, narrowed to
/// the columns that the edge crosses in that row.
template <class Visit>
void cells_of_edge(const SnapGrid& grid, Point a, Point b, Visit&& visit) {
  if (a.y > b.y) std::swap(a, b);
  const GridCell low = grid.cell(a);
  const GridCell high = grid.cell(b);
  const double slope = b.y > a.y ? (b.x - a.x) / (b.y - a.y) : 0;
  for (std::int64_t row = low.row; row <= high.row; ++row) {
    const double bottom = grid.south + static_cast<double>(row) * grid.cell_size;
    const double y0 = std::max(a.y, bottom);
    const double y1 = std::min(b.y, bottom + grid.cell_size);
    const double x0 = row == low.row ? a.x : a.x + (y0 - a.y) * slope;
    const double x1 = row == high.row ? b.x : a.x + (y1 - a.y) * slope;
    // One cell more on each side forgives rounding.
    const double slack = 1e-6 * grid.cell_size;
    const std::int64_t first = grid.cell({std::min(x0, x1) - slack, bottom}).column;
    const std::int64_t last = grid.cell({std::max(x0, x1) + slack, bottom}).column;
    for (std::int64_t column = first; column <= last; ++column) visit(grid.index(column, row));
  }
}

}  // namespace coverage
