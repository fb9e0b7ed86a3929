#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "libcoverage/base/execution.h"
#include "libcoverage/network/column.h"
#include "libcoverage/routing/chordal_topology.h"
#include "libcoverage/routing/search_graph.h"

namespace coverage {

/// Arcs between each vertex and ancestors of it, one direction, kept with the lower end. Of the
/// ancestor only the depth is needed: there is one at each.
struct TreeArcs {
  Column<std::uint32_t> first;    ///< arcs of rank r: [first[r], first[r + 1])
  Column<std::uint16_t> depth;    ///< of the ancestor, ascending for each rank
  Column<std::uint32_t> time_ms;  ///< below `Seconds::unreachable()`
};

/// Which way the trips of a search go along the graph's arcs.
enum class Travel {
  from_sources,  ///< from a source to each vertex
  to_sources,    ///< from each vertex to a source: from homes to facilities, on the forward graph
};

/// A graph prepared for searches that answer every vertex, or many pairs of vertices, at the speed
/// of memory: a contraction hierarchy over its elimination tree, customised for the graph's times.
///
/// Every fastest route goes up the tree and then down: from the source over arcs `up` to ever
/// higher ancestors, and from the highest over arcs `down`. Arcs that a faster way over higher
/// vertices makes useless are not kept (perfect customisation).
///
///     const Hierarchy hierarchy = build_hierarchy(forward_graph(network).view());
///     HierarchySweep sweep(hierarchy);          // one to all, many to all
///     travel_times(hierarchy, homes, facilities, options);  // many to many
///
/// Immutable: shared by all threads and searches. `topology` serves other times of the same graph
/// (another profile's speeds, closed roads): `customise` takes seconds where `build_hierarchy`
/// takes many.
struct Hierarchy {
  ChordalTopology topology;
  TreeArcs up;    ///< from each vertex to ancestors
  TreeArcs down;  ///< from ancestors to each vertex

  std::size_t vertex_count() const { return topology.vertex_count(); }
  /// The arcs over which a search leaves its sources, up the tree.
  const TreeArcs& climbed(Travel travel) const {
    return travel == Travel::from_sources ? up : down;
  }
  /// The arcs over which it comes to all other vertices, down the tree.
  const TreeArcs& descended(Travel travel) const {
    return travel == Travel::from_sources ? down : up;
  }
};

/// Orders and completes the graph, then customises it. Throws InputError where the graph is too
/// large, or where an arc's time is beyond `Seconds::unreachable()`.
Hierarchy build_hierarchy(const SearchGraph& graph, const Execution& execution);
/// The same on one thread, to the end.
Hierarchy build_hierarchy(const SearchGraph& graph);

/// The hierarchy of a graph with the same vertices and arcs as the one that the topology was built
/// from, or fewer arcs, and any times; `Seconds::unreachable()` is an arc that is closed. Throws
/// InputError where an arc's time is beyond it, or where an arc is not in the topology. The same
/// for any number of threads.
Hierarchy customise(ChordalTopology topology, const SearchGraph& graph, const Execution& execution);
/// The same on one thread, to the end.
Hierarchy customise(ChordalTopology topology, const SearchGraph& graph);

/// Names the first broken invariant with its rank; nothing where the hierarchy is sound. After it,
/// no search on it can leave its bounds.
std::optional<std::string> find_defect(const Hierarchy& hierarchy);

}  // namespace coverage
