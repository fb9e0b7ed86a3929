#include "libcoverage/routing/reverse_graph.h"

#include <utility>

#include "libcoverage/base/large_pages.h"

namespace coverage {

OwnedSearchGraph::OwnedSearchGraph(std::vector<std::uint32_t> first, std::vector<SearchArc> arcs,
                                   std::vector<std::uint32_t> length_mm)
    : first_(std::move(first)), arcs_(std::move(arcs)), length_mm_(std::move(length_mm)) {}

OwnedSearchGraph reverse_graph(const RoadNetwork& network) {
  std::vector<SearchArc> arcs;
  std::vector<std::uint32_t> lengths;
  reserve_in_large_pages(arcs, network.in_arcs.size());
  reserve_in_large_pages(lengths, network.in_arcs.size());
  for (const ArcId arc : network.in_arcs) {
    arcs.push_back({network.arc_tail[arc.value()], network.arc_time_ms[arc.value()]});
    lengths.push_back(network.arc_length_mm[arc.value()]);
  }
  const auto first = network.first_in_arc.span();
  return {{first.begin(), first.end()}, std::move(arcs), std::move(lengths)};
}

OwnedSearchGraph forward_graph(const RoadNetwork& network) {
  std::vector<SearchArc> arcs;
  arcs.reserve(network.arc_count());
  for (std::size_t arc = 0; arc < network.arc_count(); ++arc) {
    arcs.push_back({network.arc_head[arc], network.arc_time_ms[arc]});
  }
  const auto first = network.first_arc.span();
  const auto lengths = network.arc_length_mm.span();
  return {{first.begin(), first.end()}, std::move(arcs), {lengths.begin(), lengths.end()}};
}

}  // namespace coverage
