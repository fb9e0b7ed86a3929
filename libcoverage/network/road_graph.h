#pragma once

// Includes Boost.Graph: only for .cpp files.
#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/transform_iterator.hpp>
#include <boost/property_map/property_map.hpp>
#include <cstdint>
#include <span>
#include <utility>

#include "libcoverage/network/road_network.h"

namespace coverage {

/// A road network as Boost.Graph sees it: a VertexListGraph, an IncidenceGraph and a
/// BidirectionalGraph of vertices and arcs. A view: the network must outlive it.
///
///     const RoadGraph graph(network);
///     boost::dijkstra_shortest_paths(graph, VertexId(0),
///         boost::vertex_index_map(VertexIndexMap()).weight_map(ArcTimeMap(network))…);
class RoadGraph {
 public:
  explicit RoadGraph(const RoadNetwork& network)
      : RoadGraph(network.first_arc.span(), network.arc_tail.span(), network.arc_head.span(),
                  network.first_in_arc.span(), network.in_arcs.span()) {}
  RoadGraph(std::span<const std::uint32_t> first_arc, std::span<const VertexId> tails,
            std::span<const VertexId> heads, std::span<const std::uint32_t> first_in_arc,
            std::span<const ArcId> in_arcs)
      : first_arc_(first_arc),
        tails_(tails),
        heads_(heads),
        first_in_arc_(first_in_arc),
        in_arcs_(in_arcs) {}

  struct ToVertex {
    VertexId operator()(std::uint32_t index) const { return VertexId(index); }
  };
  struct ToArc {
    ArcId operator()(std::uint32_t index) const { return ArcId(index); }
  };
  using Counter = boost::counting_iterator<std::uint32_t>;
  using VertexIterator = boost::transform_iterator<ToVertex, Counter>;
  using OutArcIterator = boost::transform_iterator<ToArc, Counter>;
  using InArcIterator = const ArcId*;

  friend std::uint32_t num_vertices(const RoadGraph& graph) {
    return graph.first_arc_.empty() ? 0 : static_cast<std::uint32_t>(graph.first_arc_.size() - 1);
  }
  friend std::pair<VertexIterator, VertexIterator> vertices(const RoadGraph& graph) {
    return {VertexIterator(Counter(0)), VertexIterator(Counter(num_vertices(graph)))};
  }
  friend std::pair<OutArcIterator, OutArcIterator> out_edges(VertexId v, const RoadGraph& graph) {
    return {OutArcIterator(Counter(graph.first_arc_[v.value()])),
            OutArcIterator(Counter(graph.first_arc_[v.value() + 1]))};
  }
  friend std::uint32_t out_degree(VertexId v, const RoadGraph& graph) {
    return graph.first_arc_[v.value() + 1] - graph.first_arc_[v.value()];
  }
  friend std::pair<InArcIterator, InArcIterator> in_edges(VertexId v, const RoadGraph& graph) {
    return {graph.in_arcs_.data() + graph.first_in_arc_[v.value()],
            graph.in_arcs_.data() + graph.first_in_arc_[v.value() + 1]};
  }
  friend std::uint32_t in_degree(VertexId v, const RoadGraph& graph) {
    return graph.first_in_arc_[v.value() + 1] - graph.first_in_arc_[v.value()];
  }
  friend std::uint32_t degree(VertexId v, const RoadGraph& graph) {
    return in_degree(v, graph) + out_degree(v, graph);
  }
  friend VertexId source(ArcId arc, const RoadGraph& graph) { return graph.tails_[arc.value()]; }
  friend VertexId target(ArcId arc, const RoadGraph& graph) { return graph.heads_[arc.value()]; }

 private:
  std::span<const std::uint32_t> first_arc_;
  std::span<const VertexId> tails_;
  std::span<const VertexId> heads_;
  std::span<const std::uint32_t> first_in_arc_;
  std::span<const ArcId> in_arcs_;
};

/// The place of a vertex in arrays that algorithms keep.
struct VertexIndexMap {
  using key_type = VertexId;
  using value_type = std::uint32_t;
  using reference = std::uint32_t;
  using category = boost::readable_property_map_tag;
  friend std::uint32_t get(const VertexIndexMap&, VertexId vertex) { return vertex.value(); }
};

/// The time of an arc, in milliseconds.
class ArcTimeMap {
 public:
  using key_type = ArcId;
  using value_type = std::uint32_t;
  using reference = std::uint32_t;
  using category = boost::readable_property_map_tag;
  explicit ArcTimeMap(const RoadNetwork& network) : times_(network.arc_time_ms.span()) {}
  friend std::uint32_t get(const ArcTimeMap& map, ArcId arc) { return map.times_[arc.value()]; }

 private:
  std::span<const std::uint32_t> times_;
};

}  // namespace coverage

template <>
struct boost::graph_traits<coverage::RoadGraph> {
  using vertex_descriptor = coverage::VertexId;
  using edge_descriptor = coverage::ArcId;
  using directed_category = boost::bidirectional_tag;
  using edge_parallel_category = boost::allow_parallel_edge_tag;
  // NOLINTNEXTLINE(readability-identifier-naming): the name is Boost.Graph's
  struct traversal_category : boost::bidirectional_graph_tag, boost::vertex_list_graph_tag {};
  using vertex_iterator = coverage::RoadGraph::VertexIterator;
  using out_edge_iterator = coverage::RoadGraph::OutArcIterator;
  using in_edge_iterator = coverage::RoadGraph::InArcIterator;
  using vertices_size_type = std::uint32_t;
  using edges_size_type = std::uint32_t;
  using degree_size_type = std::uint32_t;
  static coverage::VertexId null_vertex() { return coverage::VertexId::none(); }
};
