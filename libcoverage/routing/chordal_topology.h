#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "libcoverage/base/strong_id.h"
#include "libcoverage/network/column.h"
#include "libcoverage/routing/search_graph.h"

namespace coverage {

/// The part of a customisable contraction hierarchy that depends on no metric (Dibbelt, Strasser,
/// Wagner 2016): the graph without directions, completed so that the higher neighbours of every
/// vertex are neighbours of each other, and the elimination tree of that.
///
/// Vertices are numbered by **rank**, in a postorder of the elimination tree: a subtree is the
/// range
/// `[first_descendant[r], r]`, and ancestors have higher ranks. The higher neighbours of a vertex
/// are ancestors of it, each at its own depth, so that a walk down the tree needs only one value
/// for each depth: a search over a million vertices lives in a few kilobytes.
struct ChordalTopology {
  static constexpr std::uint32_t no_rank = 0xffffffff;
  static constexpr std::uint32_t most_depth = 0xffff;

  Column<VertexId> vertex;                 ///< by rank
  Column<std::uint32_t> parent;            ///< by rank: the lowest higher neighbour; none at roots
  Column<std::uint16_t> depth;             ///< by rank: number of ancestors
  Column<std::uint32_t> first_descendant;  ///< by rank
  Column<std::uint32_t> first_up;  ///< arcs to higher neighbours of r: [first_up[r], …[r + 1])
  Column<std::uint32_t> up;        ///< by arc: the higher neighbour, ascending for each vertex

  std::size_t vertex_count() const { return vertex.size(); }
  std::size_t arc_count() const { return up.size(); }
  bool is_ancestor_or_self(std::uint32_t ancestor, std::uint32_t rank) const {
    return first_descendant[ancestor] <= rank && rank <= ancestor;
  }
};

/// `order` holds every vertex of the graph once, those contracted first in front. Throws InputError
/// where the elimination tree is deeper than 65,535, as no road network's is.
ChordalTopology build_topology(const SearchGraph& graph, std::span<const VertexId> order);

/// By vertex its rank.
std::vector<std::uint32_t> ranks_of(const ChordalTopology& topology);

/// One more than the greatest depth: how many values a walk down the tree needs.
std::size_t depth_count(const ChordalTopology& topology);

/// Names the first broken invariant with its rank; nothing where the topology is sound. After it,
/// no search on this topology can leave its bounds.
std::optional<std::string> find_defect(const ChordalTopology& topology);

}  // namespace coverage
