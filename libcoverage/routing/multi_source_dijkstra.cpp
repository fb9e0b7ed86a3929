#include "libcoverage/routing/multi_source_dijkstra.h"

#include <cassert>
#include <limits>
#include <stdexcept>
#include <utility>

namespace coverage {
namespace {

constexpr std::int64_t no_length = std::numeric_limits<std::int64_t>::max();

}  // namespace

MultiSourceDijkstra::MultiSourceDijkstra(const SearchGraph& graph)
    : graph_(graph), queue_(suitable_bucket_shift(graph)), labels_(graph.vertex_count()) {
  if (!graph.first.empty() && graph.first.back() != graph.arcs.size()) {
    throw std::length_error("the arcs of a search graph do not fit its vertices");
  }
}

void MultiSourceDijkstra::forget() {
  labels_.resize(graph_.vertex_count());
  for (const VertexId vertex : expanded_) labels_[vertex.value()] = Label();
  if (!lengths_mm_.empty()) {
    for (const VertexId vertex : expanded_) lengths_mm_[vertex.value()] = no_length;
  }
  expanded_.clear();
  queue_.clear();
}

void MultiSourceDijkstra::run(std::span<const SearchSource> sources, Seconds bound) {
  forget();
  sources_.assign(sources.begin(), sources.end());
  const std::uint32_t bound_ms = bound.milliseconds();
  for (const SearchSource& source : sources_) {
    const Label label(source.time, source.order);
    assert(source.vertex.value() < labels_.size());
    if (label.milliseconds() > bound_ms || label >= labels_[source.vertex.value()]) continue;
    labels_[source.vertex.value()] = label;
    queue_.push(label.milliseconds(), source.vertex);
  }
  BucketQueue::Entry entry{};
  while (queue_.open_next()) {
    while (queue_.pop(entry)) {
      // A vertex that was improved since stands elsewhere in the queue too.
      if (labels_[entry.vertex.value()].milliseconds() != entry.time_ms) continue;
      expanded_.push_back(entry.vertex);
      expand(entry.vertex, bound_ms);
    }
  }
}

void MultiSourceDijkstra::expand(VertexId vertex, std::uint32_t bound_ms) {
  const Label here = labels_[vertex.value()];
  const std::uint32_t end = graph_.first[vertex.value() + 1];
  for (std::uint32_t arc = graph_.first[vertex.value()]; arc < end; ++arc) {
    const SearchArc& step = graph_.arcs[arc];
    const Label there = here.after(step.time_ms);
    // The label of an unreached vertex is no larger than any time beyond the range, so that those
    // stop here.
    if (there < labels_[step.to.value()] && there.milliseconds() <= bound_ms) {
      labels_[step.to.value()] = there;
      queue_.push(there.milliseconds(), step.to);
    }
  }
}

void MultiSourceDijkstra::find_lengths() {
  lengths_mm_.resize(graph_.vertex_count(), no_length);
  for (const SearchSource& source : sources_) {
    std::int64_t& length = lengths_mm_[source.vertex.value()];
    const bool is_label = labels_[source.vertex.value()] == Label(source.time, source.order);
    if (is_label && source.length.millimetres() < length) length = source.length.millimetres();
  }
  for (const VertexId vertex : expanded_) {
    pass_length_on(vertex);
    // Within a bucket a vertex may have passed its length on before it got its last one. First in,
    // first out bounds the rounds by the number of vertices of a chain inside the bucket.
    for (std::size_t next = 0; next < corrections_.size(); ++next) {
      pass_length_on(corrections_[next]);
    }
    corrections_.clear();
  }
}

void MultiSourceDijkstra::pass_length_on(VertexId vertex) {
  const Label here = labels_[vertex.value()];
  const std::int64_t length = lengths_mm_[vertex.value()];
  if (length == no_length) return;  // its own predecessor stands later in the same bucket
  const std::uint32_t end = graph_.first[vertex.value() + 1];
  for (std::uint32_t arc = graph_.first[vertex.value()]; arc < end; ++arc) {
    const SearchArc& step = graph_.arcs[arc];
    const Label there = here.after(step.time_ms);
    if (there != labels_[step.to.value()]) continue;
    const std::int64_t through = length + graph_.length_mm[arc];
    std::int64_t& known = lengths_mm_[step.to.value()];
    if (through >= known) continue;
    known = through;
    const unsigned shift = queue_.shift();
    if (there.milliseconds() >> shift == here.milliseconds() >> shift) {
      corrections_.push_back(step.to);
    }
  }
}

MultiSourceDijkstra::Answers MultiSourceDijkstra::take() {
  expanded_.clear();
  return {std::exchange(labels_, {}), std::exchange(lengths_mm_, {})};
}

}  // namespace coverage
