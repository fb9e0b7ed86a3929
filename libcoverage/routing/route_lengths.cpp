#include "libcoverage/routing/route_lengths.h"

#include <algorithm>
#include <functional>
#include <queue>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "libcoverage/routing/check_search.h"

namespace coverage {

RouteLengths::RouteLengths(const SearchGraph& graph) : graph_(graph) {
  check_search_graph(graph);
}

void RouteLengths::run(std::span<const SearchSource> sources, std::span<const Label> labels) {
  check_sources(graph_.vertex_count(), sources);
  if (labels.size() != graph_.vertex_count()) throw std::length_error("labels of another graph");
  lengths_mm_.assign(labels.size(), no_length);
  for (const SearchSource& source : sources) {
    const std::uint32_t vertex = source.vertex.value();
    const Label start(source.time, source.order);
    if (start != labels[vertex] || !start.reached()) continue;
    lengths_mm_[vertex] = std::min(lengths_mm_[vertex], source.length.millimetres());
  }
  gather_tight_arcs(labels);
  walk(labels);
  finish_cycles(labels);
}

// One arc in three is tight, which cannot be foreseen: each is written, and the next one over it
// where it was not. (Eight at once in a register gain nothing: it is memory that they wait for.)
void RouteLengths::gather_tight_arcs(std::span<const Label> labels) {
  awaited_.assign(labels.size(), 0);
  first_tight_.resize(labels.size() + 1);
  std::size_t count = 0;
  for (std::size_t v = 0; v < labels.size(); ++v) {
    first_tight_[v] = static_cast<std::uint32_t>(count);
    const Label here = labels[v];
    const std::uint32_t begin = graph_.first[v];
    const std::uint32_t end = graph_.first[v + 1];
    if (const std::size_t room = count + (end - begin); room > tight_.size()) {
      tight_.resize(room + std::max(labels.size(), room) / 4 * 5);  // mostly one a vertex
    }
    for (std::uint32_t arc = begin; arc < end; ++arc) {
      const SearchArc& step = graph_.arcs[arc];
      const Label there = here.after(step.time_ms);
      // The latest time of all and a millisecond more is not a time, but what stands for none.
      const unsigned is_tight =
          unsigned{there == labels[step.to.value()]} & unsigned{there.reached()};
      tight_[count] = {step.to, graph_.length_mm[arc]};
      count += is_tight;
      awaited_[step.to.value()] += is_tight;
    }
  }
  first_tight_.back() = static_cast<std::uint32_t>(count);
}

void RouteLengths::walk(std::span<const Label> labels) {
  ready_.clear();
  for (std::size_t v = 0; v < labels.size(); ++v) {
    if (awaited_[v] == 0 && labels[v].reached()) ready_.push_back(VertexId::from_size(v));
  }
  while (!ready_.empty()) {
    const VertexId vertex = ready_.back();
    ready_.pop_back();
    const std::int64_t length_mm = lengths_mm_[vertex.value()];
    for (const TightArc& arc : tight_arcs(vertex)) {
      std::int64_t& known_mm = lengths_mm_[arc.to.value()];
      known_mm = std::min(known_mm, length_mm + arc.length_mm);
      if (--awaited_[arc.to.value()] == 0) ready_.push_back(arc.to);
    }
  }
}

// What is left stands on cycles without time, or behind them: there the search by (time, length).
void RouteLengths::finish_cycles(std::span<const Label> labels) {
  using Entry = std::tuple<std::uint32_t, std::int64_t, VertexId>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  for (std::size_t v = 0; v < labels.size(); ++v) {
    if (awaited_[v] == 0 || lengths_mm_[v] == no_length) continue;
    queue.push({labels[v].milliseconds(), lengths_mm_[v], VertexId::from_size(v)});
  }
  while (!queue.empty()) {
    const auto [time_ms, length_mm, vertex] = queue.top();
    queue.pop();
    if (length_mm != lengths_mm_[vertex.value()]) continue;
    for (const TightArc& arc : tight_arcs(vertex)) {
      const std::int64_t offered_mm = length_mm + arc.length_mm;
      std::int64_t& known_mm = lengths_mm_[arc.to.value()];
      if (offered_mm >= known_mm) continue;
      known_mm = offered_mm;
      queue.push({labels[arc.to.value()].milliseconds(), offered_mm, arc.to});
    }
  }
}

std::vector<std::int64_t> RouteLengths::take() {
  return std::exchange(lengths_mm_, {});
}

}  // namespace coverage
