#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libcoverage/routing/hierarchy.h"
#include "libcoverage/routing/label.h"

namespace coverage {

/// The part of a hierarchy that leads down to some targets (RPHAST: Delling, Goldberg, Werneck
/// 2011): the targets' vertices and all their ancestors, packed, so that a sweep passes nothing
/// else.
struct TargetTree {
  /// What a target adds behind one of its vertices.
  struct End {
    std::uint32_t target = 0;
    std::uint32_t time_ms = 0;
  };
  std::vector<std::uint32_t> rank;  ///< ascending; the places of the tree
  std::vector<std::uint16_t> depth;
  std::vector<std::uint32_t> first;  ///< arcs of place p: [first[p], first[p + 1])
  std::vector<std::uint16_t> arc_depth;
  std::vector<std::uint32_t> arc_time_ms;
  std::vector<std::uint32_t> first_end;  ///< ends at place p: [first_end[p], first_end[p + 1])
  std::vector<End> ends;
};

/// `rank` is `ranks_of` the topology; `arcs` are those that the sweep descends. Preconditions:
/// targets are in the network.
TargetTree build_target_tree(const ChordalTopology& topology, const TreeArcs& arcs,
                             std::span<const std::uint32_t> rank,
                             std::span<const std::vector<SearchSource>> targets);

}  // namespace coverage
