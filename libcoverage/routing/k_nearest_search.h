#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libcoverage/routing/bucket_queue.h"
#include "libcoverage/routing/label.h"
#include "libcoverage/routing/search_graph.h"

namespace coverage {

/// The k nearest facilities of every vertex: the k least labels (time, order) of different orders,
/// in their order. The first of them is what `MultiSourceDijkstra` finds.
///
///     KNearestSearch search(graph, 3);
///     search.run(sources);
///     for (const Label label : search.labels(v)) use(label.time(), label.order());
///
/// A workspace: it forgets the last search in time proportional to what that one reached, and a
/// search like one before allocates nothing. Lengths are left out: who needs one retraces the
/// route. `plain_k_nearest` is the obvious twin.
class KNearestSearch {
 public:
  /// The graph must outlive the search; k is at least 1. Throws InputError where the graph is
  /// broken, std::invalid_argument for a k of 0.
  KNearestSearch(const SearchGraph& graph, std::uint32_t k);

  /// As `MultiSourceDijkstra::start`; a facility may have several sources.
  void start(std::span<const SearchSource> sources, Seconds bound = Seconds::unreachable());
  bool step();
  /// Whether a vertex has all its k labels for good.
  bool is_settled(VertexId vertex) const {
    return row(vertex)[k_ - 1].milliseconds() < settled_before_ms_;
  }
  void run(std::span<const SearchSource> sources, Seconds bound = Seconds::unreachable()) {
    start(sources, bound);
    while (step()) {
    }
  }

  /// As many as there are, at most k; none where the vertex is unreached.
  std::span<const Label> labels(VertexId vertex) const;

 private:
  void forget();
  void offer(VertexId vertex, Label label);
  void expand(VertexId vertex, std::uint32_t time_ms);
  const Label* row(VertexId vertex) const { return labels_.data() + vertex.value() * k_; }
  Label* row(VertexId vertex) { return labels_.data() + vertex.value() * k_; }

  SearchGraph graph_;
  std::size_t k_;
  BucketQueue queue_;
  std::vector<Label> labels_;  ///< k a vertex, ascending; unreached ones last
  std::vector<VertexId> reached_;
  std::uint32_t bound_ms_ = 0;
  std::uint64_t settled_before_ms_ = 0;
};

/// The obvious twin: one plain search a facility, then the k best of each vertex.
std::vector<std::vector<Label>> plain_k_nearest(const SearchGraph& graph,
                                                std::span<const SearchSource> sources,
                                                std::uint32_t k,
                                                Seconds bound = Seconds::unreachable());

}  // namespace coverage
