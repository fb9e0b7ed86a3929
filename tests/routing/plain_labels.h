#pragma once

#include <span>
#include <vector>

#include "libcoverage/routing/plain_dijkstra.h"

namespace coverage {

/// Labels of the plain search, by vertex: it shares nothing with the kernels that they are to
/// check.
inline std::vector<Label> plain_labels(const SearchGraph& graph,
                                       std::span<const SearchSource> sources, Seconds bound) {
  std::vector<Label> labels;
  for (const auto& answer : plain_nearest(graph, sources, bound)) {
    labels.push_back(answer ? Label(answer->time, answer->order) : Label());
  }
  return labels;
}

}  // namespace coverage
