#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libcoverage/routing/chordal_topology.h"

namespace coverage {

/// Replaces `closure` by some vertices and all their ancestors, each once, ascending: what a search
/// from these vertices climbs. `ranks` are ascending; the same one may stand there again.
///
/// From each vertex the walk ends below the first ancestor that it shares with the next one: that
/// part of the postorder lies between the two.
inline void find_closure(const ChordalTopology& topology, std::span<const std::uint32_t> ranks,
                         std::vector<std::uint32_t>& closure) {
  closure.clear();
  for (std::size_t i = 0; i < ranks.size(); ++i) {
    const bool is_last = i + 1 == ranks.size();
    for (std::uint32_t r = ranks[i]; r != ChordalTopology::no_rank; r = topology.parent[r]) {
      if (!is_last && topology.is_ancestor_or_self(r, ranks[i + 1])) break;
      closure.push_back(r);
    }
  }
}

}  // namespace coverage
