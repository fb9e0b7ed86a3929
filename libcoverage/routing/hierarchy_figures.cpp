#include "libcoverage/routing/hierarchy_figures.h"

#include <algorithm>

#include "libcoverage/routing/hierarchy_file.h"

namespace coverage {
namespace {

/// Pairs of different vertices that an arc joins, in either direction.
std::uint64_t joined_pairs(const SearchGraph& graph) {
  std::vector<std::uint64_t> pairs;
  pairs.reserve(graph.arcs.size());
  for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
    for (std::uint32_t arc = graph.first[v]; arc < graph.first[v + 1]; ++arc) {
      const std::uint32_t to = graph.arcs[arc].to.value();
      if (to != v) pairs.push_back(std::uint64_t{std::min(v, to)} << 32 | std::max(v, to));
    }
  }
  std::ranges::sort(pairs);
  return static_cast<std::uint64_t>(std::unique(pairs.begin(), pairs.end()) - pairs.begin());
}

class Separators {
 public:
  explicit Separators(const ChordalTopology& topology) : topology_(topology) {
    for (std::uint32_t rank = 0; rank < topology.vertex_count(); ++rank) {
      if (topology.parent[rank] == ChordalTopology::no_rank) roots_.push_back(rank);
    }
  }

  /// Cuts every part of a level at its top, and goes on with what is left of it.
  std::vector<std::uint32_t> largest(std::size_t levels) const {
    std::vector<std::uint32_t> result;
    std::vector<std::uint32_t> parts = roots_;
    while (result.size() < levels && !parts.empty()) {
      std::uint32_t most = 0;
      std::vector<std::uint32_t> below;
      for (const std::uint32_t part : parts) most = std::max(most, cut(part, below));
      result.push_back(most);
      parts = std::move(below);
    }
    return result;
  }

 private:
  std::uint32_t size(std::uint32_t rank) const {
    return rank - topology_.first_descendant[rank] + 1;
  }

  /// The vertices from the top of a part down its larger side, until no side is too large; what is
  /// left of the part is appended to `below`.
  std::uint32_t cut(std::uint32_t top, std::vector<std::uint32_t>& below) const {
    const std::uint32_t most = size(top) - size(top) / 4;  // three quarters, rounded up
    std::uint32_t vertices = 1;
    for (std::uint32_t rank = top;; ++vertices) {
      std::uint32_t larger = ChordalTopology::no_rank;
      // In postorder the last child stands just below, each other one below the one before it.
      for (std::uint32_t end = rank; end > topology_.first_descendant[rank];) {
        const std::uint32_t child = end - 1;
        if (size(child) > most) {
          larger = child;
        } else {
          below.push_back(child);
        }
        end = topology_.first_descendant[child];
      }
      if (larger == ChordalTopology::no_rank) return vertices;
      rank = larger;
    }
  }

  const ChordalTopology& topology_;
  std::vector<std::uint32_t> roots_;
};

}  // namespace

HierarchyFigures figures_of(const Hierarchy& hierarchy, const SearchGraph& graph) {
  HierarchyFigures figures;
  figures.vertices = hierarchy.vertex_count();
  figures.shortcuts = hierarchy.topology.arc_count() - joined_pairs(graph);
  figures.up_arcs = hierarchy.up.depth.size();
  figures.down_arcs = hierarchy.down.depth.size();
  figures.depth = depth_count(hierarchy.topology);
  figures.largest_separators =
      Separators(hierarchy.topology).largest(HierarchyFigures::separator_levels);
  figures.bytes = hierarchy_bytes(hierarchy);
  return figures;
}

}  // namespace coverage
