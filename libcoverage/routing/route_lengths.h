#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "libcoverage/routing/label.h"
#include "libcoverage/routing/search_graph.h"

namespace coverage {

/// Road distances for labels that a sweep has found: for every vertex the least length over the
/// routes that have its label, bit for bit what `MultiSourceDijkstra` gives.
///
///     sweep.run(facilities, Travel::to_sources);
///     RouteLengths lengths(reverse_graph(network).view());
///     lengths.run(facilities, sweep.labels());
///     if (sweep.label(home).reached()) use(lengths.length(home));
///
/// Such routes go over **tight** arcs, those whose tail's label and time add up to the head's
/// label. A vertex is final when all its tight arcs have been passed, which needs no order of
/// times: one pass counts them, a second one walks on from the vertices that wait for none (Kahn
/// 1962), from each to its neighbours, near in memory. Linear in vertices and arcs; only cycles of
/// arcs without time, which no road has, are left to a queue.
///
/// A workspace for any number of runs.
class RouteLengths {
 public:
  static constexpr std::int64_t no_length = std::numeric_limits<std::int64_t>::max();

  /// The graph that a plain search walks from its sources; it must outlive the workspace. Throws
  /// InputError where it is broken.
  explicit RouteLengths(const SearchGraph& graph);

  /// `labels` by vertex: what a search from these sources gives, with any bound. Throws InputError
  /// for a source outside the graph, std::length_error for labels of another graph.
  void run(std::span<const SearchSource> sources, std::span<const Label> labels);

  /// Precondition: the vertex is reached.
  Metres length(VertexId vertex) const {
    return Metres::from_millimetres(lengths_mm_[vertex.value()]);
  }
  /// Hands the lengths over by vertex, `no_length` where unreached; the workspace starts afresh.
  std::vector<std::int64_t> take();

 private:
  struct TightArc {
    VertexId to;
    std::uint32_t length_mm;
  };
  void gather_tight_arcs(std::span<const Label> labels);
  void walk(std::span<const Label> labels);
  void finish_cycles(std::span<const Label> labels);
  std::span<const TightArc> tight_arcs(VertexId tail) const {
    return {tight_.data() + first_tight_[tail.value()],
            tight_.data() + first_tight_[tail.value() + 1]};
  }

  SearchGraph graph_;
  std::vector<std::int64_t> lengths_mm_;    ///< by vertex, the least one so far
  std::vector<std::uint32_t> awaited_;      ///< by vertex: tight arcs into it that are to come
  std::vector<std::uint32_t> first_tight_;  ///< by vertex, and one more
  std::vector<TightArc> tight_;             ///< with room beyond the last one
  std::vector<VertexId> ready_;             ///< that wait for none
};

}  // namespace coverage
