#include "libcoverage/access/time_to_edge.h"

#include <algorithm>
#include <utility>

#include "libcoverage/routing/multi_source_dijkstra.h"

namespace coverage {

TimeToEdge::TimeToEdge(const SearchGraph& into, std::span<const VertexId> edges,
                       std::vector<std::uint8_t> outside)
    : outside_(std::move(outside)) {
  if (edges.empty()) return;
  std::vector<SearchSource> sources;
  sources.reserve(edges.size());
  for (const VertexId edge : edges) sources.push_back({edge, Seconds(), Metres(), 0});
  MultiSourceDijkstra search(into);
  search.run(sources);
  time_by_vertex_.reserve(into.vertex_count());
  for (std::size_t v = 0; v < into.vertex_count(); ++v) {
    time_by_vertex_.push_back(search.label(VertexId::from_size(v)).time());
  }
}

Seconds TimeToEdge::from(const Snap& home, std::span<const Seed> departures) const {
  Seconds nearest = Seconds::unreachable();
  if (time_by_vertex_.empty()) return nearest;
  for (const Seed& seed : departures) {
    const std::size_t vertex = seed.vertex.value();
    const bool crosses = !outside_.empty() && outside_[vertex];
    nearest =
        std::min(nearest, crosses ? home.connector_time
                                  : home.connector_time + seed.time + time_by_vertex_[vertex]);
  }
  return nearest;
}

std::vector<VertexId> edges_of_data(const RoadNetwork& network,
                                    std::span<const std::uint8_t> outside) {
  std::vector<VertexId> edges(network.cut_vertices.begin(), network.cut_vertices.end());
  if (!outside.empty()) {
    for (std::size_t v = 0; v < network.vertex_count(); ++v) {
      if (outside[v]) edges.push_back(VertexId::from_size(v));
    }
    for (std::size_t arc = 0; arc < network.arc_count(); ++arc) {
      const VertexId tail = network.arc_tail[arc];
      if (!outside[tail.value()] && outside[network.arc_head[arc].value()]) edges.push_back(tail);
    }
  }
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  return edges;
}

}  // namespace coverage
