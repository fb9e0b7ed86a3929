#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "libcoverage/base/quantities.h"
#include "libcoverage/routing/bucket_queue.h"
#include "libcoverage/routing/label.h"
#include "libcoverage/routing/search_graph.h"

namespace coverage {

/// Shortest paths from many sources at once: for every vertex the lexicographic minimum of (time,
/// order), and the least length over the routes that have that label.
///
///     MultiSourceDijkstra search(graph);
///     search.run(sources);
///     if (search.label(v).reached()) use(search.label(v).time(), search.length(v));
///
/// An object is a workspace: it runs any number of searches on its graph, and forgets the last one
/// in time proportional to what that one reached. Times may be 0, arcs parallel. `plain_dijkstra.h`
/// has the obvious twin, which gives the same answers.
class MultiSourceDijkstra {
 public:
  /// The graph must outlive the search. Throws InputError where it is broken.
  explicit MultiSourceDijkstra(const SearchGraph& graph);

  /// Begins a search. Vertices farther than `bound` stay unreached; a bound of zero reaches what
  /// costs nothing to reach. Throws InputError for a source outside the graph.
  void start(std::span<const SearchSource> sources, Seconds bound = Seconds::unreachable());
  /// Settles the vertices of the next span of time; false where none is left.
  bool step();
  bool is_settled(VertexId vertex) const {
    return labels_[vertex.value()].milliseconds() < settled_before_ms_;
  }
  void run(std::span<const SearchSource> sources, Seconds bound = Seconds::unreachable()) {
    start(sources, bound);
    while (step()) {
    }
  }

  Label label(VertexId vertex) const { return labels_[vertex.value()]; }
  /// Precondition: the vertex is reached.
  Metres length(VertexId vertex) const {
    return Metres::from_millimetres(lengths_mm_[vertex.value()]);
  }
  struct Answers {
    std::vector<Label> labels;            ///< by vertex
    std::vector<std::int64_t> length_mm;  ///< by vertex; only where the label is reached
  };
  /// Hands the answers over, without a copy; the workspace starts afresh.
  Answers take();

  // For those who change what the search knows (`incremental_nearest.h`).

  /// Keeps what is known of every vertex, and searches on from what is offered next. From here on a
  /// workspace serves one set of answers: `start` is for others.
  void resume();
  /// Improves what is known of a vertex, where (label, length) is less.
  void offer(VertexId vertex, Label label, std::int64_t length_mm);
  /// Makes a vertex unreached.
  void withdraw(VertexId vertex) {
    labels_[vertex.value()] = Label();
    lengths_mm_[vertex.value()] = no_length;
  }
  /// The vertices whose answers the search has set since it began or was resumed, bucket by bucket;
  /// one that was corrected stands there again.
  std::span<const VertexId> expanded() const { return expanded_; }

 private:
  static constexpr std::int64_t no_length = std::numeric_limits<std::int64_t>::max();

  void forget();
  void expand(VertexId vertex);

  SearchGraph graph_;
  BucketQueue queue_;
  std::vector<Label> labels_;
  std::vector<std::int64_t> lengths_mm_;
  std::vector<VertexId> expanded_;
  std::uint32_t bound_ms_ = 0;
  std::uint64_t settled_before_ms_ = 0;
};

// Here, so that the loops around it are one piece of code.
inline void MultiSourceDijkstra::offer(VertexId vertex, Label label, std::int64_t length_mm) {
  Label& known = labels_[vertex.value()];
  std::int64_t& known_length_mm = lengths_mm_[vertex.value()];
  // Most offers are worse in time. A better length alone is passed on too: with it the lengths are
  // those of the labels at the end, in one pass. (A second pass along the arcs that fit takes more
  // than half of the first; this adds a quarter to it.)
  if (label > known || label.milliseconds() > bound_ms_) return;
  if (label == known && length_mm >= known_length_mm) return;
  known = label;
  known_length_mm = length_mm;
  queue_.push(label.milliseconds(), vertex);
}

}  // namespace coverage
