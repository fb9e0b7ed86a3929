#pragma once

#include <cstdint>
#include <vector>

#include "libcoverage/routing/chordal_topology.h"

namespace coverage {

/// Consecutive ranks of a topology that one thread works on.
struct TreePart {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  /// Of whole subtrees alone: all lower neighbours of its ranks are its own.
  bool is_independent = false;
  friend bool operator==(const TreePart&, const TreePart&) = default;
};

struct TreeCut {
  std::uint64_t most_triangles;   ///< with lowest vertices in an independent part
  std::uint64_t least_triangles;  ///< with fewer, subtrees go to the part beside them
  std::uint32_t most_ranks;       ///< of any other part
};

/// A cut that gives several threads parts of a size, small enough to balance, and large enough to
/// be worth a thread.
TreeCut suitable_cut(const ChordalTopology& topology);

/// Cuts all ranks into parts, ascending: subtrees, which do not depend on each other, and between
/// them what stands above them, top separators most of all.
std::vector<TreePart> cut_tree(const ChordalTopology& topology, const TreeCut& cut);

/// Triangles with their lowest vertex at a rank.
inline std::uint64_t triangles_over(const ChordalTopology& topology, std::uint32_t rank) {
  const std::uint64_t arcs = topology.first_up[rank + 1] - topology.first_up[rank];
  return arcs == 0 ? 0 : arcs * (arcs - 1) / 2;
}

}  // namespace coverage
