#include "libcoverage/access/time_to_edge.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "libcoverage/routing/reach_search.h"

namespace coverage {

namespace {

/// The least time from every vertex to an edge.
std::vector<Seconds> least_times(const SearchGraph& into, std::span<const VertexId> edges) {
  std::vector<SearchSource> sources;
  sources.reserve(edges.size());
  for (const VertexId edge : edges) sources.push_back({edge, Seconds(), Metres(), 0});
  ReachSearch search(into);
  search.run(sources);
  std::vector<Seconds> times;
  times.reserve(into.vertex_count());
  for (std::size_t v = 0; v < into.vertex_count(); ++v) {
    times.push_back(search.time(VertexId::from_size(v)));
  }
  return times;
}

/// The same of lengths: a search whose milliseconds are millimetres. Beyond 2147 km nothing is
/// reached, which no target asks for.
std::vector<std::uint32_t> least_lengths(const SearchGraph& into, std::span<const VertexId> edges) {
  std::vector<SearchArc> arcs(into.arcs.begin(), into.arcs.end());
  for (std::size_t arc = 0; arc < arcs.size(); ++arc) {
    arcs[arc].time_ms = Seconds::from_milliseconds(into.length_mm[arc]).milliseconds();
  }
  std::vector<std::uint32_t> lengths;
  lengths.reserve(into.vertex_count());
  for (const Seconds length : least_times({into.first, arcs, into.length_mm}, edges)) {
    lengths.push_back(length.milliseconds());
  }
  return lengths;
}

}  // namespace

TimeToEdge::TimeToEdge(const SearchGraph& into, std::span<const VertexId> edges,
                       std::vector<std::uint8_t> outside, Measure measure)
    : outside_(std::move(outside)) {
  if (edges.empty()) return;
  time_by_vertex_ = least_times(into, edges);
  if (measure == Measure::time_and_distance) length_by_vertex_ = least_lengths(into, edges);
}

Seconds TimeToEdge::from(const Snap& home, std::span<const Seed> departures) const {
  Seconds nearest = Seconds::unreachable();
  if (time_by_vertex_.empty()) return nearest;
  for (const Seed& seed : departures) {
    const Seconds on_roads =
        crosses(seed) ? Seconds() : seed.time + time_by_vertex_[seed.vertex.value()];
    nearest = std::min(nearest, home.connector_time + on_roads);
  }
  return nearest;
}

Metres TimeToEdge::distance_from(const Snap& home, std::span<const Seed> departures) const {
  Metres nearest = Metres::from_millimetres(std::numeric_limits<Metres::rep>::max());
  for (const Seed& seed : departures) {
    const Metres on_roads =
        crosses(seed)
            ? Metres()
            : seed.length + Metres::from_millimetres(length_by_vertex_[seed.vertex.value()]);
    nearest = std::min(nearest, home.connector_length + on_roads);
  }
  return nearest;
}

bool TimeToEdge::may_be_met_beyond(const Threshold& threshold, const Snap& home,
                                   std::span<const Seed> departures) const {
  const Seconds time = from(home, departures);
  if (!time.is_reachable() || (threshold.time && time > *threshold.time)) return false;
  return !threshold.distance || length_by_vertex_.empty() ||
         distance_from(home, departures) <= *threshold.distance;
}

std::vector<VertexId> edges_of_data(const RoadNetwork& network, std::span<const VertexId> open_ends,
                                    std::span<const std::uint8_t> outside) {
  std::vector<VertexId> edges(network.cut_vertices.begin(), network.cut_vertices.end());
  edges.insert(edges.end(), open_ends.begin(), open_ends.end());
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
