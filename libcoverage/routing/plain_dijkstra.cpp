#include "libcoverage/routing/plain_dijkstra.h"

#include <functional>
#include <queue>
#include <utility>

namespace coverage {

std::vector<std::optional<PlainAnswer>> plain_nearest(const SearchGraph& graph,
                                                      std::span<const SearchSource> sources,
                                                      Seconds bound) {
  using Entry = std::pair<PlainAnswer, VertexId>;
  std::vector<std::optional<PlainAnswer>> best(graph.vertex_count());
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  const auto offer = [&](VertexId vertex, const PlainAnswer& answer) {
    std::optional<PlainAnswer>& known = best[vertex.value()];
    if (!answer.time.is_reachable() || answer.time > bound || (known && *known <= answer)) return;
    known = answer;
    queue.push({answer, vertex});
  };
  for (const SearchSource& source : sources) {
    offer(source.vertex, {source.time, source.order, source.length});
  }
  while (!queue.empty()) {
    const auto [answer, vertex] = queue.top();
    queue.pop();
    if (answer != best[vertex.value()]) continue;
    for (std::uint32_t arc = graph.first[vertex.value()]; arc < graph.first[vertex.value() + 1];
         ++arc) {
      const SearchArc& step = graph.arcs[arc];
      offer(step.to, {answer.time + Seconds::from_milliseconds(step.time_ms), answer.order,
                      answer.length + Metres::from_millimetres(graph.length_mm[arc])});
    }
  }
  return best;
}

}  // namespace coverage
