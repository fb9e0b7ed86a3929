#include "libcoverage/routing/multi_source_dijkstra.h"

#include <algorithm>
#include <utility>

#include "libcoverage/base/large_pages.h"
#include "libcoverage/routing/check_search.h"
#include "libcoverage/routing/search_loop.h"

namespace coverage {
namespace {

constexpr std::uint32_t unreached_ms = Seconds::unreachable().milliseconds();

}  // namespace

MultiSourceDijkstra::MultiSourceDijkstra(const SearchGraph& graph)
    : graph_(graph), queue_(suitable_bucket_shift(graph)) {
  check_search_graph(graph);
  forget();
}

void MultiSourceDijkstra::forget() {
  reserve_in_large_pages(labels_, graph_.vertex_count());
  reserve_in_large_pages(lengths_mm_, graph_.vertex_count());
  labels_.resize(graph_.vertex_count());
  lengths_mm_.resize(graph_.vertex_count(), no_length);
  for (const VertexId vertex : expanded_) withdraw(vertex);
  expanded_.clear();
  // A search that was left early has labelled vertices that it did not come to.
  queue_.clear([this](const BucketQueue::Entry& entry) { withdraw(entry.vertex); });
  settled_before_ms_ = 0;
}

void MultiSourceDijkstra::start(std::span<const SearchSource> sources, Seconds bound) {
  check_sources(graph_.vertex_count(), sources);
  forget();
  bound_ms_ = std::min(bound.milliseconds(), unreached_ms - 1);
  for (const SearchSource& source : sources) {
    offer(source.vertex, Label(source.time, source.order), source.length.millimetres());
  }
}

void MultiSourceDijkstra::resume() {
  expanded_.clear();
  queue_.clear();
  settled_before_ms_ = 0;
}

bool MultiSourceDijkstra::step() {
  if (!queue_.open_next()) {
    settled_before_ms_ = unreached_ms;
    return false;
  }
  settle_open_bucket(
      queue_, graph_, [this](VertexId vertex) { return &labels_[vertex.value()]; },
      [this](const BucketQueue::Entry& entry) {
        return labels_[entry.vertex.value()].milliseconds() == entry.time_ms;
      },
      [this](VertexId vertex) {
        expanded_.push_back(vertex);
        expand(vertex);
      });
  settled_before_ms_ = std::min<std::uint64_t>(queue_.closed_before_ms(), unreached_ms);
  return true;
}

inline void MultiSourceDijkstra::expand(VertexId vertex) {
  const Label here = labels_[vertex.value()];
  const std::int64_t length_mm = lengths_mm_[vertex.value()];
  const std::uint32_t end = graph_.first[vertex.value() + 1];
  for (std::uint32_t arc = graph_.first[vertex.value()]; arc < end; ++arc) {
    offer(graph_.arcs[arc].to, here.after(graph_.arcs[arc].time_ms),
          length_mm + graph_.length_mm[arc]);
  }
}

MultiSourceDijkstra::Answers MultiSourceDijkstra::take() {
  expanded_.clear();
  queue_.clear();
  settled_before_ms_ = 0;
  return {std::exchange(labels_, {}), std::exchange(lengths_mm_, {})};
}

}  // namespace coverage
