#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "libcoverage/network/road_network.h"
#include "libcoverage/routing/bucket_queue.h"
#include "libcoverage/routing/label.h"
#include "libcoverage/routing/search_graph.h"

namespace coverage {

/// How far one search goes.
struct SearchLimits {
  Seconds time = Seconds::unreachable();
  /// Of the fastest route. Lengths are told apart up to 4,294 km: a longer limit is that one.
  Metres distance = Metres::from_millimetres(std::numeric_limits<Metres::rep>::max());
  /// Labels are final up to this much time after the last vertex within the limits, for callers
  /// that compare trips which end between vertices. At least the longest such end.
  Seconds margin = {};
};

/// The places around one facility: by vertex the fastest trip, and among equally fast ones the
/// shortest, for those within a time and a distance.
///
/// The distance is that of the *fastest* trip. A vertex whose fastest trip is too long is therefore
/// still walked through, in time's order, as long as some vertex within the limits is to come:
/// otherwise a place beyond it would be found by a slower and shorter way, and count as within.
///
/// A workspace: it runs any number of searches, and forgets the last one in time proportional to
/// what that one touched.
class BoundedSearch {
 public:
  /// The graph must outlive the search. Throws InputError where it is broken.
  explicit BoundedSearch(const SearchGraph& graph);

  /// The sources' `order` is not read. Throws InputError for a source outside the graph.
  void run(std::span<const SearchSource> sources, const SearchLimits& limits);

  /// Vertices within both limits, each once, in no stated order.
  std::span<const VertexId> within() const { return within_; }
  /// The fastest trip from a vertex; nothing where the search did not come there. Exact for
  /// vertices within the limits, and for others up to the margin.
  std::optional<Trip> trip(VertexId vertex) const;

 private:
  void forget();
  void offer(VertexId vertex, std::uint64_t time_ms, std::uint64_t length_mm);
  void expand(VertexId vertex);
  bool is_within(std::uint64_t label) const;

  SearchGraph graph_;
  BucketQueue queue_;
  std::vector<std::uint64_t> labels_;  ///< milliseconds << 32 | millimetres
  std::vector<VertexId> touched_;
  std::vector<VertexId> within_;
  std::uint64_t time_limit_ms_ = 0;
  std::uint64_t length_limit_mm_ = 0;
  std::uint64_t last_within_ms_ = 0;  ///< no label within the limits is later, so far
};

}  // namespace coverage
