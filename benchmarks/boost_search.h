#pragma once

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dijkstra_shortest_paths_no_color_map.hpp>
#include <boost/property_map/property_map.hpp>
#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "libcoverage/routing/label.h"
#include "libcoverage/routing/search_graph.h"

namespace coverage {

/// Boost.Graph's searches on the same data: its compact graph, its Dijkstra without colours (the
/// faster one), 32-bit times.
class BoostSearch {
 public:
  static constexpr std::uint32_t unreached = 0x7fffffff;

  /// With `sources`, a vertex more, from which an arc leads to each of them.
  BoostSearch(const SearchGraph& graph, std::span<const SearchSource> sources)
      : super_source_(static_cast<Vertex>(graph.vertex_count())),
        times_ms_(graph.vertex_count() + 1, unreached) {
    std::vector<std::pair<Vertex, Vertex>> ends;
    std::vector<Arc> arcs;
    for (Vertex v = 0; v < super_source_; ++v) {
      for (std::uint32_t a = graph.first[v]; a < graph.first[v + 1]; ++a) {
        ends.emplace_back(v, graph.arcs[a].to.value());
        arcs.push_back({graph.arcs[a].time_ms});
      }
    }
    for (const SearchSource& source : sources) {
      ends.emplace_back(super_source_, source.vertex.value());
      arcs.push_back({source.time.milliseconds()});
    }
    graph_ =
        Graph(boost::edges_are_sorted, ends.begin(), ends.end(), arcs.begin(), super_source_ + 1);
  }

  std::uint32_t super_source() const { return super_source_; }
  std::uint32_t time_ms(std::uint32_t vertex) const { return times_ms_[vertex]; }

  /// From one vertex to all.
  void run(std::uint32_t from) {
    boost::dijkstra_shortest_paths_no_color_map(graph_, from,
                                                boost::weight_map(get(&Arc::time_ms, graph_))
                                                    .distance_map(times())
                                                    .distance_inf(unreached));
  }

  /// From one vertex to those within a bound; forgets only what it touched. Returns how many it
  /// settled.
  std::size_t run_bounded(std::uint32_t from, std::uint32_t bound_ms) {
    touched_.clear();
    BoundVisitor visitor{{}, bound_ms, this};
    settled_ = 0;
    times_ms_[from] = 0;
    try {
      boost::dijkstra_shortest_paths_no_color_map_no_init(
          graph_, from, boost::dummy_property_map(), times(), get(&Arc::time_ms, graph_),
          get(boost::vertex_index, graph_), std::less<std::uint32_t>(), std::plus<std::uint32_t>(),
          unreached, 0u, visitor);
    } catch (const BoundReached&) {
    }
    for (const Vertex vertex : touched_) times_ms_[vertex] = unreached;
    return settled_;
  }

 private:
  struct Arc {
    std::uint32_t time_ms;
  };
  using Vertex = std::uint32_t;
  using Graph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, Arc,
                                                   boost::no_property, Vertex, std::uint32_t>;
  struct BoundReached {};
  struct BoundVisitor : boost::default_dijkstra_visitor {
    std::uint32_t bound_ms;
    BoostSearch* search;
    void discover_vertex(Vertex v, const Graph&) const { search->touched_.push_back(v); }
    void examine_vertex(Vertex v, const Graph&) const {
      if (search->times_ms_[v] > bound_ms) throw BoundReached();
      ++search->settled_;
    }
  };
  using Times =
      boost::iterator_property_map<std::vector<std::uint32_t>::iterator,
                                   boost::property_map<Graph, boost::vertex_index_t>::const_type>;
  Times times() { return {times_ms_.begin(), get(boost::vertex_index, graph_)}; }

  Graph graph_;
  Vertex super_source_;
  std::vector<std::uint32_t> times_ms_;
  std::vector<Vertex> touched_;
  std::size_t settled_ = 0;
};

}  // namespace coverage
