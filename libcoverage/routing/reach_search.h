#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libcoverage/routing/bucket_queue.h"
#include "libcoverage/routing/label.h"
#include "libcoverage/routing/search_graph.h"

namespace coverage {

/// The vertices within a time of one place, or of several taken as one: times alone, no label, no
/// length. For the thousands of small searches that a coverage matrix is made of.
///
///     ReachSearch search(graph);
///     search.run(sources, Seconds::from_minutes(10));
///     for (const VertexId v : search.reached()) use(v, search.time(v));
///
/// A workspace, as `MultiSourceDijkstra` is: it forgets the last search in time proportional to
/// what that one reached, and a search like one before allocates nothing.
class ReachSearch {
 public:
  /// The graph must outlive the search. Throws InputError where it is broken.
  explicit ReachSearch(const SearchGraph& graph);

  /// Begins a search; the sources' `order` and `length` are not read. A bound of zero reaches what
  /// costs nothing to reach. Throws InputError for a source outside the graph.
  void start(std::span<const SearchSource> sources, Seconds bound = Seconds::unreachable());
  /// Settles the vertices of the next span of time; false where none is left.
  bool step();
  void run(std::span<const SearchSource> sources, Seconds bound = Seconds::unreachable()) {
    start(sources, bound);
    while (step()) {
    }
  }

  /// Each vertex within the bound once, in an order that depends on the graph and the sources
  /// alone. While stepping, those not settled yet may still be improved.
  std::span<const VertexId> reached() const { return reached_; }
  /// Unreachable where the search did not come.
  Seconds time(VertexId vertex) const {
    return Seconds::from_milliseconds(times_ms_[vertex.value()]);
  }
  bool is_settled(VertexId vertex) const { return times_ms_[vertex.value()] < settled_before_ms_; }

 private:
  void forget();
  void offer(VertexId vertex, std::uint32_t time_ms);
  void expand(VertexId vertex);

  SearchGraph graph_;
  BucketQueue queue_;
  std::vector<std::uint32_t> times_ms_;
  std::vector<VertexId> reached_;
  std::uint32_t bound_ms_ = 0;
  std::uint64_t settled_before_ms_ = 0;
};

}  // namespace coverage
