#pragma once

#include <random>
#include <vector>

#include "libcoverage/routing/label.h"
#include "libcoverage/routing/reverse_graph.h"

namespace coverage {

/// An arc of a graph written by hand or by chance.
struct PlainArc {
  std::uint32_t from = 0, to = 0, time_ms = 0, length_mm = 0;
};

inline OwnedSearchGraph graph_of(std::uint32_t vertices, const std::vector<PlainArc>& arcs) {
  std::vector<std::uint32_t> first(vertices + 1, 0);
  for (const PlainArc& arc : arcs) ++first[arc.from + 1];
  for (std::uint32_t v = 0; v < vertices; ++v) first[v + 1] += first[v];
  std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
  std::vector<SearchArc> steps(arcs.size());
  std::vector<std::uint32_t> lengths(arcs.size());
  for (const PlainArc& arc : arcs) {
    const std::uint32_t place = next[arc.from]++;
    steps[place] = {VertexId(arc.to), arc.time_ms};
    lengths[place] = arc.length_mm;
  }
  return {std::move(first), std::move(steps), std::move(lengths)};
}

/// Directed arcs with zero times, equal times, parallels and self-loops; some vertices stay
/// islands. `longest_ms` small gives many ties, large gives times beyond one window of the queue.
inline std::vector<PlainArc> random_arcs(std::mt19937& random, std::uint32_t vertices,
                                         std::uint32_t longest_ms) {
  const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
  const std::uint32_t connected = std::max(1u, vertices - vertices / 8);
  std::vector<PlainArc> arcs(below(3 * vertices) + vertices / 2);
  for (PlainArc& arc : arcs) {
    arc = {below(connected), below(connected), below(4) == 0 ? 0 : below(longest_ms), below(50)};
  }
  for (std::uint32_t i = 0; i < vertices / 4 && !arcs.empty(); ++i) {
    PlainArc parallel = arcs[below(static_cast<std::uint32_t>(arcs.size()))];
    parallel.length_mm = below(50);
    arcs.push_back(parallel);
  }
  return arcs;
}

/// A square of junctions, each with roads to its neighbours; some roads are one-way.
inline std::vector<PlainArc> grid_arcs(std::mt19937& random, std::uint32_t side) {
  std::vector<PlainArc> arcs;
  for (std::uint32_t y = 0; y < side; ++y) {
    for (std::uint32_t x = 0; x < side; ++x) {
      const std::uint32_t here = y * side + x;
      for (const std::uint32_t there : {x + 1 < side ? here + 1 : here, here + side}) {
        if (there == here || there >= side * side) continue;
        arcs.push_back({here, there, static_cast<std::uint32_t>(random() % 9), 1});
        if (random() % 8) {
          arcs.push_back({there, here, static_cast<std::uint32_t>(random() % 9), 1});
        }
      }
    }
  }
  return arcs;
}

inline std::vector<SearchSource> random_sources(std::mt19937& random, std::uint32_t vertices,
                                                std::uint32_t latest_ms) {
  std::vector<SearchSource> sources(1 + random() % 6);
  for (SearchSource& source : sources) {
    source = {VertexId(static_cast<std::uint32_t>(random() % vertices)),
              Seconds::from_milliseconds(static_cast<std::uint32_t>(random() % latest_ms)),
              Metres::from_millimetres(static_cast<std::int64_t>(random() % 30)),
              static_cast<std::uint32_t>(random() % 4)};
  }
  return sources;
}

}  // namespace coverage
