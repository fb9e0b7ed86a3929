#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "libcoverage/routing/label.h"
#include "libcoverage/routing/search_graph.h"

namespace coverage {

/// A network to measure on, and what is asked of it. The same network gives the same questions.
struct RoutingInput {
  explicit RoutingInput(const SearchGraph& network);

  SearchGraph graph;
  std::vector<SearchSource> thirty;      ///< facilities at 30 vertices
  std::vector<SearchSource> facilities;  ///< one in 333 vertices: 3,000 in a million
  std::vector<VertexId> candidates;      ///< 100 of them
  std::vector<VertexId> destinations;    ///< 1,000 of them
};

inline RoutingInput::RoutingInput(const SearchGraph& network) : graph(network) {
  std::mt19937 random(5);
  const auto vertices = static_cast<std::uint32_t>(graph.vertex_count());
  // Not on islands: vertices with at least two arcs.
  const auto anywhere = [&] {
    for (;;) {
      const auto v = static_cast<std::uint32_t>(random() % vertices);
      if (graph.first[v + 1] - graph.first[v] >= 2) return VertexId(v);
    }
  };
  for (std::uint32_t i = 0; i < 30; ++i) thirty.push_back({anywhere(), Seconds(), Metres(), i});
  for (std::uint32_t i = 0; i < vertices / 333; ++i) {
    facilities.push_back({anywhere(), Seconds(), Metres(), i});
  }
  for (int i = 0; i < 100; ++i) candidates.push_back(anywhere());
  for (int i = 0; i < 1000; ++i) destinations.push_back(anywhere());
}

}  // namespace coverage
