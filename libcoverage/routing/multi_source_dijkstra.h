#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libcoverage/base/quantities.h"
#include "libcoverage/routing/bucket_queue.h"
#include "libcoverage/routing/label.h"
#include "libcoverage/routing/search_graph.h"

namespace coverage {

/// Shortest paths from many sources at once: for every vertex the lexicographic minimum of (time,
/// order), and, in a second pass, the least length over the routes that have that label.
///
///     MultiSourceDijkstra search(graph);
///     search.run(sources);
///     search.find_lengths();
///     if (search.label(v).reached()) use(search.label(v).time(), search.length(v));
///
/// An object is a workspace: it runs any number of searches on its graph, and forgets the last one
/// in time proportional to what that one reached. Times may be 0, arcs parallel. `plain_dijkstra.h`
/// has the obvious twin, which gives the same answers.
class MultiSourceDijkstra {
 public:
  /// The graph must outlive the search. Throws std::length_error where its arcs do not fit its
  /// vertices.
  explicit MultiSourceDijkstra(const SearchGraph& graph);

  /// Vertices farther than `bound` stay unreached. Precondition: sources are in the graph.
  void run(std::span<const SearchSource> sources, Seconds bound = Seconds::unreachable());
  /// The second pass over what `run` reached.
  void find_lengths();

  Label label(VertexId vertex) const { return labels_[vertex.value()]; }
  /// Precondition: `find_lengths` has run and the vertex is reached.
  Metres length(VertexId vertex) const {
    return Metres::from_millimetres(lengths_mm_[vertex.value()]);
  }
  struct Answers {
    std::vector<Label> labels;            ///< by vertex
    std::vector<std::int64_t> length_mm;  ///< by vertex; empty where `find_lengths` has not run
  };
  /// Hands the answers over, without a copy; the workspace starts afresh.
  Answers take();

 private:
  void forget();
  void expand(VertexId vertex, std::uint32_t bound_ms);
  void pass_length_on(VertexId vertex);

  SearchGraph graph_;
  BucketQueue queue_;
  std::vector<Label> labels_;
  std::vector<std::int64_t> lengths_mm_;
  /// Expanded vertices, bucket by bucket; one whose label was corrected stands there again.
  std::vector<VertexId> expanded_;
  std::vector<VertexId> corrections_;
  std::vector<SearchSource> sources_;
};

}  // namespace coverage
