#pragma once

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dijkstra_shortest_paths_no_color_map.hpp>
#include <cstdint>
#include <limits>
#include <vector>

#include "libcoverage/network/road_network.h"
#include "libcoverage/network/segment_table.h"

namespace coverage {

/// Independent truth about runs and arcs: the graph of single segments, before anything is joined
/// or renumbered, searched by Boost.Graph.
class UncontractedGraph {
 public:
  explicit UncontractedGraph(const SegmentTable& table) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
    std::vector<std::uint32_t> times;
    for (const SegmentTable::Row& row : table.rows) {
      if (row.forward_ms != RoadNetwork::no_way_through) {
        edges.emplace_back(row.from, row.to);
        times.push_back(row.forward_ms + row.forward_delay_ms);
      }
      if (row.backward_ms != RoadNetwork::no_way_through) {
        edges.emplace_back(row.to, row.from);
        times.push_back(row.backward_ms + row.backward_delay_ms);
      }
    }
    graph_ = Graph(boost::edges_are_unsorted_multi_pass, edges.begin(), edges.end(), times.begin(),
                   static_cast<std::uint32_t>(table.nodes.size()));
  }

  /// Milliseconds from `source` to every node; the greatest number where there is no way.
  std::vector<std::uint64_t> times_from(std::uint32_t source) const {
    std::vector<std::uint64_t> times(boost::num_vertices(graph_));
    boost::dijkstra_shortest_paths_no_color_map(
        graph_, source,
        boost::weight_map(boost::get(boost::edge_bundle, graph_))
            .distance_map(boost::make_iterator_property_map(
                times.begin(), boost::get(boost::vertex_index, graph_)))
            .distance_inf(unreached)
            .distance_zero(std::uint64_t{0}));
    return times;
  }
  static constexpr std::uint64_t unreached = std::numeric_limits<std::uint64_t>::max();

 private:
  using Graph =
      boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, std::uint32_t,
                                         boost::no_property, std::uint32_t, std::uint32_t>;
  Graph graph_;
};

/// The node of the segment table at which each vertex stands; for networks with one vertex a
/// junction. Found through the first or last segment of an arc's run.
inline std::vector<std::uint32_t> table_nodes_of_vertices(const SegmentTable& table,
                                                          const RoadNetwork& network) {
  std::vector<std::uint32_t> nodes(network.vertex_count(), 0xffffffffu);
  for (std::size_t a = 0; a < network.arc_count(); ++a) {
    const std::uint32_t run = network.arc_run[a].value();
    const SegmentId first = network.run_segments[network.first_run_segment[run]];
    const SegmentId last = network.run_segments[network.first_run_segment[run + 1] - 1];
    const auto& begin = table.rows[first.value()];
    const auto& end = table.rows[last.value()];
    const std::uint32_t start = network.segment_along_run[first.value()] ? begin.from : begin.to;
    const std::uint32_t stop = network.segment_along_run[last.value()] ? end.to : end.from;
    const bool forward = network.arc_is_forward[a] != 0;
    nodes[network.arc_tail[a].value()] = forward ? start : stop;
    nodes[network.arc_head[a].value()] = forward ? stop : start;
  }
  return nodes;
}

}  // namespace coverage
