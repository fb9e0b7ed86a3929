#include "libcoverage/routing/reach_search.h"

#include <algorithm>
#include <stdexcept>

#include "libcoverage/routing/check_search.h"
#include "libcoverage/routing/search_loop.h"

namespace coverage {

ReachSearch::ReachSearch(const SearchGraph& graph, std::span<const std::uint32_t> limits_ms)
    : graph_(graph), limits_ms_(limits_ms), queue_(suitable_bucket_shift(graph)) {
  check_search_graph(graph);
  if (!limits_ms.empty() && limits_ms.size() != graph.vertex_count()) {
    throw std::invalid_argument("limits of other vertices than the graph's");
  }
  times_ms_.assign(limits_ms.begin(), limits_ms.end());
  times_ms_.resize(graph.vertex_count(), unreached_ms);
}

void ReachSearch::forget() {
  for (const VertexId vertex : reached_) times_ms_[vertex.value()] = limit_of(vertex);
  reached_.clear();
  queue_.clear();
  settled_before_ms_ = 0;
}

void ReachSearch::start(std::span<const SearchSource> sources, Seconds bound) {
  check_sources(graph_.vertex_count(), sources);
  forget();
  bound_ms_ = std::min(bound.milliseconds(), unreached_ms - 1);
  for (const SearchSource& source : sources) offer(source.vertex, source.time.milliseconds());
}

inline void ReachSearch::offer(VertexId vertex, std::uint32_t time_ms) {
  std::uint32_t& known = times_ms_[vertex.value()];
  if (time_ms >= known || time_ms > bound_ms_) return;
  if (known == limit_of(vertex)) reached_.push_back(vertex);
  known = time_ms;
  queue_.push(time_ms, vertex);
}

inline void ReachSearch::expand(VertexId vertex) {
  // Read once: what is written meanwhile might, for all the compiler knows, be these.
  const SearchArc* arc = graph_.arcs.data() + graph_.first[vertex.value()];
  const SearchArc* const end = graph_.arcs.data() + graph_.first[vertex.value() + 1];
  const std::uint32_t here_ms = times_ms_[vertex.value()];
  // Neither time is more than 2³¹ − 1: the sum does not wrap.
  for (; arc != end; ++arc) offer(arc->to, here_ms + arc->time_ms);
}

bool ReachSearch::step() {
  if (!queue_.open_next()) {
    settled_before_ms_ = unreached_ms;
    return false;
  }
  settle_open_bucket(
      queue_, graph_, [this](VertexId vertex) { return &times_ms_[vertex.value()]; },
      [this](const BucketQueue::Entry& entry) {
        return times_ms_[entry.vertex.value()] == entry.time_ms;
      },
      [this](VertexId vertex) { expand(vertex); });
  settled_before_ms_ = std::min<std::uint64_t>(queue_.closed_before_ms(), unreached_ms);
  return true;
}

}  // namespace coverage
