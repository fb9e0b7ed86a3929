#pragma once

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/transform_iterator.hpp>
#include <boost/property_map/function_property_map.hpp>
#include <cstdint>
#include <utility>

#include "libcoverage/network/road_network.h"

/// Makes RoadNetwork a model of Boost.Graph's VertexListGraph and BidirectionalGraph, over its
/// vertices (turn rules are in them already), so that any algorithm of Boost.Graph runs on it:
///
///     boost::dijkstra_shortest_paths(network, start,
///         boost::vertex_index_map(vertex_index_map()).weight_map(arc_time_map(network))…);
///
/// Include it in `.cpp` files only.

namespace coverage {

struct VertexOfNumber {
  VertexId operator()(std::uint32_t number) const { return VertexId(number); }
};
struct ArcOfNumber {
  ArcId operator()(std::uint32_t number) const { return ArcId(number); }
};
using VertexIterator =
    boost::transform_iterator<VertexOfNumber, boost::counting_iterator<std::uint32_t>>;
using OutArcIterator =
    boost::transform_iterator<ArcOfNumber, boost::counting_iterator<std::uint32_t>>;

struct RoadNetworkCategory : boost::bidirectional_graph_tag, boost::vertex_list_graph_tag {};

}  // namespace coverage

template <>
struct boost::graph_traits<coverage::RoadNetwork> {
  using vertex_descriptor = coverage::VertexId;
  using edge_descriptor = coverage::ArcId;
  using directed_category = boost::bidirectional_tag;
  using edge_parallel_category = boost::allow_parallel_edge_tag;
  using traversal_category = coverage::RoadNetworkCategory;
  using vertices_size_type = std::size_t;
  using edges_size_type = std::size_t;
  using degree_size_type = std::size_t;
  using vertex_iterator = coverage::VertexIterator;
  using out_edge_iterator = coverage::OutArcIterator;
  using in_edge_iterator = const coverage::ArcId*;
  static vertex_descriptor null_vertex() { return coverage::VertexId::none(); }
};

namespace coverage {

inline std::size_t num_vertices(const RoadNetwork& network) {
  return network.vertex_count();
}
inline std::pair<VertexIterator, VertexIterator> vertices(const RoadNetwork& network) {
  const auto end = static_cast<std::uint32_t>(network.vertex_count());
  return {VertexIterator(boost::counting_iterator<std::uint32_t>(0)),
          VertexIterator(boost::counting_iterator<std::uint32_t>(end))};
}
inline VertexId source(ArcId arc, const RoadNetwork& network) {
  return network.arc_tail[arc.value()];
}
inline VertexId target(ArcId arc, const RoadNetwork& network) {
  return network.arc_head[arc.value()];
}
inline std::pair<OutArcIterator, OutArcIterator> out_edges(VertexId vertex,
                                                           const RoadNetwork& network) {
  const auto at = [&](std::uint32_t v) {
    return OutArcIterator(boost::counting_iterator<std::uint32_t>(network.first_arc[v]));
  };
  return {at(vertex.value()), at(vertex.value() + 1)};
}
inline std::size_t out_degree(VertexId vertex, const RoadNetwork& network) {
  return network.first_arc[vertex.value() + 1] - network.first_arc[vertex.value()];
}
inline std::pair<const ArcId*, const ArcId*> in_edges(VertexId vertex, const RoadNetwork& network) {
  const ArcId* arcs = network.in_arcs.span().data();
  return {arcs + network.first_in_arc[vertex.value()],
          arcs + network.first_in_arc[vertex.value() + 1]};
}
inline std::size_t in_degree(VertexId vertex, const RoadNetwork& network) {
  return network.first_in_arc[vertex.value() + 1] - network.first_in_arc[vertex.value()];
}
inline std::size_t degree(VertexId vertex, const RoadNetwork& network) {
  return out_degree(vertex, network) + in_degree(vertex, network);
}

/// The place of a vertex, for maps kept in vectors.
inline auto vertex_index_map() {
  const auto index = [](VertexId vertex) -> std::size_t { return vertex.value(); };
  return boost::make_function_property_map<VertexId, std::size_t>(index);
}
/// Milliseconds of an arc, in 64 bits so that sums do not wrap.
inline auto arc_time_map(const RoadNetwork& network) {
  const auto time = [&network](ArcId arc) -> std::uint64_t {
    return network.arc_time_ms[arc.value()];
  };
  return boost::make_function_property_map<ArcId, std::uint64_t>(time);
}

}  // namespace coverage
