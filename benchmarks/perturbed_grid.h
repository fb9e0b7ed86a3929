#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <random>
#include <utility>
#include <vector>

#include "libcoverage/geo/geometry.h"
#include "libcoverage/network/hilbert.h"
#include "libcoverage/routing/reverse_graph.h"

namespace coverage {

struct PerturbedGridOptions {
  std::uint32_t side = 1000;  ///< vertices are side × side
  std::uint32_t seed = 1;
  /// Of the streets between neighbours of the grid; each is open both ways. The default gives
  /// 2.9 × 10⁶ arcs on 10⁶ vertices, as real road networks have.
  double share_kept = 0.73;
};

/// The common ground of measurements: places 100 m apart, each moved by up to 30 m along both axes,
/// streets between neighbours at 50 km/h, arcs of 3 to 12 s. There is no fast road in it, and no
/// bottleneck: the hardest network for hierarchies.
///
/// Vertices stand in the order of a Hilbert curve, arcs in the order of their tails, then heads.
/// Some vertices are islands. The same options give the same network on every machine.
struct PerturbedGrid {
  std::vector<Point> position;  ///< by vertex, in metres
  OwnedSearchGraph graph;       ///< its own reverse: all streets are open both ways
};

inline PerturbedGrid make_perturbed_grid(const PerturbedGridOptions& options = {}) {
  const std::uint32_t side = options.side;
  std::mt19937 random(options.seed);
  const auto uniform = [&] { return static_cast<double>(random()) / 4294967296.0; };
  std::vector<Point> place(std::size_t{side} * side);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> streets;
  for (std::uint32_t y = 0; y < side; ++y) {
    for (std::uint32_t x = 0; x < side; ++x) {
      const std::uint32_t here = y * side + x;
      const double east = uniform(), north = uniform();
      place[here] = {100.0 * x + 60.0 * east - 30.0, 100.0 * y + 60.0 * north - 30.0};
      if (x + 1 < side && uniform() < options.share_kept) streets.emplace_back(here, here + 1);
      if (y + 1 < side && uniform() < options.share_kept) streets.emplace_back(here, here + side);
    }
  }

  std::vector<std::uint32_t> order(place.size());
  std::iota(order.begin(), order.end(), 0u);
  const auto curve = [&](std::uint32_t v) { return hilbert_index(v % side, v / side); };
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return curve(a) < curve(b); });
  std::vector<std::uint32_t> vertex(place.size());
  PerturbedGrid grid;
  for (std::uint32_t v = 0; v < order.size(); ++v) {
    vertex[order[v]] = v;
    grid.position.push_back(place[order[v]]);
  }

  std::vector<std::pair<std::uint32_t, std::uint32_t>> directed;
  for (const auto& [a, b] : streets) {
    directed.emplace_back(vertex[a], vertex[b]);
    directed.emplace_back(vertex[b], vertex[a]);
  }
  std::sort(directed.begin(), directed.end());
  std::vector<std::uint32_t> first(order.size() + 1, 0);
  std::vector<SearchArc> arcs;
  std::vector<std::uint32_t> length_mm;
  for (const auto& [tail, head] : directed) {
    const double metres = distance(grid.position[tail], grid.position[head]);
    ++first[tail + 1];
    arcs.push_back({VertexId(head), static_cast<std::uint32_t>(std::ceil(metres * 72.0))});
    length_mm.push_back(static_cast<std::uint32_t>(std::llround(metres * 1000.0)));
  }
  std::partial_sum(first.begin(), first.end(), first.begin());
  grid.graph = {std::move(first), std::move(arcs), std::move(length_mm)};
  return grid;
}

}  // namespace coverage
