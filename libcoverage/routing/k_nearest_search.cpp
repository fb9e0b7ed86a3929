#include "libcoverage/routing/k_nearest_search.h"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <utility>

#include "libcoverage/routing/check_search.h"
#include "libcoverage/routing/plain_dijkstra.h"
#include "libcoverage/routing/search_loop.h"

namespace coverage {
namespace {

constexpr std::uint32_t unreached_ms = Seconds::unreachable().milliseconds();

}  // namespace

KNearestSearch::KNearestSearch(const SearchGraph& graph, std::uint32_t k)
    : graph_(graph), k_(k), queue_(suitable_bucket_shift(graph)) {
  check_search_graph(graph);
  if (k == 0) throw std::invalid_argument("the 0 nearest facilities");
  labels_.resize(graph.vertex_count() * k_);
}

void KNearestSearch::forget() {
  for (const VertexId vertex : reached_) std::fill_n(row(vertex), k_, Label());
  reached_.clear();
  queue_.clear();
  settled_before_ms_ = 0;
}

void KNearestSearch::start(std::span<const SearchSource> sources, Seconds bound) {
  check_sources(graph_.vertex_count(), sources);
  forget();
  bound_ms_ = std::min(bound.milliseconds(), unreached_ms - 1);
  for (const SearchSource& source : sources) {
    offer(source.vertex, Label(source.time, source.order));
  }
}

/// Puts a label in its place of the row, and takes out the one of the same facility, or the last.
/// What falls out here would fall out at every vertex beyond, too: those who beat it go there with
/// it.
inline void KNearestSearch::offer(VertexId vertex, Label label) {
  Label* const labels = row(vertex);
  if (label >= labels[k_ - 1] || label.milliseconds() > bound_ms_) return;
  std::size_t place = 0;
  for (; labels[place] < label; ++place) {
    if (labels[place].order() == label.order()) return;  // known, and nearer
  }
  if (labels[place] == label) return;
  if (!labels[0].reached()) reached_.push_back(vertex);
  // Each label moves one place on, until the one of the same facility, or the last, falls out.
  for (Label moving = label;; ++place) {
    std::swap(moving, labels[place]);
    if (place + 1 == k_ || !moving.reached() || moving.order() == label.order()) break;
  }
  queue_.push(label.milliseconds(), vertex);
}

bool KNearestSearch::step() {
  if (!queue_.open_next()) {
    settled_before_ms_ = unreached_ms;
    return false;
  }
  std::uint32_t time_ms = 0;
  settle_open_bucket(
      queue_, graph_, [this](VertexId vertex) { return row(vertex); },
      [&](const BucketQueue::Entry& entry) {
        time_ms = entry.time_ms;
        return true;
      },
      [&](VertexId vertex) { expand(vertex, time_ms); });
  settled_before_ms_ = std::min<std::uint64_t>(queue_.closed_before_ms(), unreached_ms);
  return true;
}

/// Passes on the labels of a vertex that have this time: none where better ones came since.
inline void KNearestSearch::expand(VertexId vertex, std::uint32_t time_ms) {
  const std::uint32_t begin = graph_.first[vertex.value()];
  const std::uint32_t end = graph_.first[vertex.value() + 1];
  for (std::size_t place = 0; place < k_; ++place) {
    const Label here = row(vertex)[place];
    if (here.milliseconds() > time_ms) return;
    if (here.milliseconds() < time_ms) continue;
    for (std::uint32_t arc = begin; arc < end; ++arc) {
      offer(graph_.arcs[arc].to, here.after(graph_.arcs[arc].time_ms));
    }
  }
}

std::span<const Label> KNearestSearch::labels(VertexId vertex) const {
  const Label* const labels = row(vertex);
  std::size_t count = 0;
  while (count < k_ && labels[count].reached()) ++count;
  return {labels, count};
}

std::vector<std::vector<Label>> plain_k_nearest(const SearchGraph& graph,
                                                std::span<const SearchSource> sources,
                                                std::uint32_t k, Seconds bound) {
  std::map<std::uint32_t, std::vector<SearchSource>> facilities;
  for (const SearchSource& source : sources) facilities[source.order].push_back(source);
  std::vector<std::vector<Label>> nearest(graph.vertex_count());
  for (const auto& [order, of_facility] : facilities) {
    const auto answers = plain_nearest(graph, of_facility, bound);
    for (std::size_t v = 0; v < nearest.size(); ++v) {
      if (answers[v]) nearest[v].emplace_back(answers[v]->time, order);
    }
  }
  for (std::vector<Label>& labels : nearest) {
    std::sort(labels.begin(), labels.end());
    if (labels.size() > k) labels.resize(k);
  }
  return nearest;
}

}  // namespace coverage
