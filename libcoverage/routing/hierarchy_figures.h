#pragma once

#include <cstdint>
#include <vector>

#include "libcoverage/routing/hierarchy.h"

namespace coverage {

/// What a hierarchy looks like to people: how large, and where its network is hard to cut.
struct HierarchyFigures {
  std::uint64_t vertices = 0;
  /// Pairs of neighbours that no arc of the network joins: what completing it has added.
  std::uint64_t shortcuts = 0;
  std::uint64_t up_arcs = 0, down_arcs = 0;  ///< that searches walk
  std::uint64_t depth = 0;                   ///< vertices on the longest path up the tree
  /// By level, from the top: how many vertices the largest separator there has, each of which
  /// leaves no part with more than three quarters of what it cuts. At most `separator_levels`;
  /// fewer where nothing is left to cut.
  std::vector<std::uint32_t> largest_separators;
  std::uint64_t bytes = 0;

  static constexpr std::size_t separator_levels = 4;
};

/// `graph` is the one that the hierarchy was built from.
HierarchyFigures figures_of(const Hierarchy& hierarchy, const SearchGraph& graph);

}  // namespace coverage
