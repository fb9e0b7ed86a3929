#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "libcoverage/routing/label.h"
#include "libcoverage/routing/search_graph.h"

namespace coverage {

/// What the plain search finds at a vertex.
struct PlainAnswer {
  Seconds time;
  std::uint32_t order = 0;
  Metres length;
  friend auto operator<=>(const PlainAnswer&, const PlainAnswer&) = default;
};

/// The obvious twin of `MultiSourceDijkstra`: one priority queue of (time, order, length), nothing
/// packed, nothing corrected. Nothing where a vertex is unreached or farther than `bound`.
std::vector<std::optional<PlainAnswer>> plain_nearest(const SearchGraph& graph,
                                                      std::span<const SearchSource> sources,
                                                      Seconds bound = Seconds::unreachable());

}  // namespace coverage
