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
/// With limits it goes only where it comes sooner: a vertex that it would reach at its limit or
/// later is not reached, and not walked through.
///
/// A workspace, as `MultiSourceDijkstra` is: it forgets the last search in time proportional to
/// what that one reached, and a search like one before allocates nothing.
class ReachSearch {
 public:
  /// Limits are in milliseconds, one a vertex, or there are none. Graph and limits must outlive the
  /// search. Throws InputError where the graph is broken, std::invalid_argument for another number
  /// of limits.
  explicit ReachSearch(const SearchGraph& graph, std::span<const std::uint32_t> limits_ms = {});

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
  /// Where the search did not come: the vertex's limit, or unreachable.
  Seconds time(VertexId vertex) const {
    return Seconds::from_milliseconds(times_ms_[vertex.value()]);
  }
  /// Whether the search, going on, can no longer improve the vertex.
  bool is_settled(VertexId vertex) const { return times_ms_[vertex.value()] < settled_before_ms_; }

 private:
  void forget();
  void offer(VertexId vertex, std::uint32_t time_ms);
  void expand(VertexId vertex);
  std::uint32_t limit_of(VertexId vertex) const {
    return limits_ms_.empty() ? unreached_ms : limits_ms_[vertex.value()];
  }

  static constexpr std::uint32_t unreached_ms = Seconds::unreachable().milliseconds();

  SearchGraph graph_;
  std::span<const std::uint32_t> limits_ms_;
  BucketQueue queue_;
  std::vector<std::uint32_t> times_ms_;  ///< of vertices not reached, their limit
  std::vector<VertexId> reached_;
  std::uint32_t bound_ms_ = 0;
  std::uint64_t settled_before_ms_ = 0;
};

}  // namespace coverage
