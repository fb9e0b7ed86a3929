#pragma once

#include <cstdint>
#include <vector>

#include "libcoverage/geo/geometry.h"

namespace coverage::synthetic {

/// Who is nearest to what: the Voronoi diagram of sites in the plane.
struct VoronoiDiagram {
  /// The line between two neighbouring sites, from one vertex to the next, `left` on its left.
  struct Edge {
    std::uint32_t left = 0, right = 0;
    std::uint32_t from = 0, to = 0;
  };
  /// A piece of a cell's outline, walked so that the cell is on the left.
  struct Side {
    std::uint32_t edge = 0;
    bool reversed = false;
  };
  std::vector<Point> vertices;
  std::vector<Edge> edges;
  /// For each site its outline, counter-clockwise; empty where the cell has no end.
  std::vector<std::vector<Side>> cells;
};

/// Exact and deterministic: sites are rounded to the decimetre and must then differ.
VoronoiDiagram voronoi(const std::vector<Point>& sites);

}  // namespace coverage::synthetic
