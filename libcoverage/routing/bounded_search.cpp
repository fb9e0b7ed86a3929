#include "libcoverage/routing/bounded_search.h"

#include <algorithm>

#include "libcoverage/routing/check_search.h"
#include "libcoverage/routing/search_loop.h"

namespace coverage {
namespace {

constexpr std::uint64_t untouched = std::numeric_limits<std::uint64_t>::max();
constexpr std::uint64_t longest_mm = 0xffffffff;  ///< stands for itself and everything longer

}  // namespace

BoundedSearch::BoundedSearch(const SearchGraph& graph)
    : graph_(graph), queue_(suitable_bucket_shift(graph)) {
  check_search_graph(graph);
  labels_.assign(graph.vertex_count(), untouched);
}

void BoundedSearch::forget() {
  for (const VertexId vertex : touched_) labels_[vertex.value()] = untouched;
  touched_.clear();
  within_.clear();
  queue_.clear();
  last_within_ms_ = 0;
}

bool BoundedSearch::is_within(std::uint64_t label) const {
  return label >> 32 <= time_limit_ms_ && (label & longest_mm) <= length_limit_mm_;
}

void BoundedSearch::offer(VertexId vertex, std::uint64_t time_ms, std::uint64_t length_mm) {
  if (time_ms > time_limit_ms_) return;
  const std::uint64_t label = time_ms << 32 | std::min(length_mm, longest_mm);
  std::uint64_t& known = labels_[vertex.value()];
  if (label >= known) return;
  if (known == untouched) touched_.push_back(vertex);
  known = label;
  if (is_within(label)) last_within_ms_ = std::max(last_within_ms_, time_ms);
  queue_.push(static_cast<std::uint32_t>(time_ms), vertex);
}

void BoundedSearch::expand(VertexId vertex) {
  const std::uint64_t label = labels_[vertex.value()];
  const std::uint32_t end = graph_.first[vertex.value() + 1];
  for (std::uint32_t arc = graph_.first[vertex.value()]; arc < end; ++arc) {
    const SearchArc& step = graph_.arcs[arc];
    offer(step.to, (label >> 32) + step.time_ms, (label & longest_mm) + graph_.length_mm[arc]);
  }
}

void BoundedSearch::run(std::span<const SearchSource> sources, const SearchLimits& limits) {
  check_sources(graph_.vertex_count(), sources);
  forget();
  time_limit_ms_ = std::min<std::uint64_t>(limits.time.milliseconds(),
                                           Seconds::unreachable().milliseconds() - 1);
  length_limit_mm_ = static_cast<std::uint64_t>(std::clamp<Metres::rep>(
      limits.distance.millimetres(), 0, static_cast<Metres::rep>(longest_mm - 1)));
  for (const SearchSource& source : sources) {
    offer(source.vertex, source.time.milliseconds(),
          static_cast<std::uint64_t>(source.length.millimetres()));
  }
  while (queue_.open_next() &&
         queue_.open_time_ms() <= last_within_ms_ + limits.margin.milliseconds()) {
    settle_open_bucket(
        queue_, graph_, [this](VertexId vertex) { return &labels_[vertex.value()]; },
        [this](const BucketQueue::Entry& entry) {
          return labels_[entry.vertex.value()] >> 32 == entry.time_ms;
        },
        [this](VertexId vertex) { expand(vertex); });
  }
  for (const VertexId vertex : touched_) {
    if (is_within(labels_[vertex.value()])) within_.push_back(vertex);
  }
}

std::optional<Trip> BoundedSearch::trip(VertexId vertex) const {
  const std::uint64_t label = labels_[vertex.value()];
  if (label == untouched) return {};
  return Trip{Seconds::from_milliseconds(static_cast<Seconds::rep>(label >> 32)),
              Metres::from_millimetres(static_cast<Metres::rep>(label & longest_mm))};
}

}  // namespace coverage
