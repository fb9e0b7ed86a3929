#include "libcoverage/network/strong_components.h"

#include <algorithm>
#include <boost/graph/strong_components.hpp>
#include <numeric>

#include "libcoverage/network/road_graph.h"

namespace coverage {

std::vector<std::uint32_t> strong_components(const RoadNetwork& network,
                                             std::span<const std::uint32_t> stable_key) {
  const RoadGraph graph(network);
  std::vector<std::uint32_t> component(num_vertices(graph));
  if (component.empty()) return component;
  const std::uint32_t count = boost::strong_components(
      graph, boost::make_iterator_property_map(component.begin(), VertexIndexMap()),
      boost::vertex_index_map(VertexIndexMap()));
  std::vector<std::uint32_t> size(count, 0);
  std::vector<std::uint32_t> lowest_key(count, 0xffffffffu);
  for (std::size_t v = 0; v < component.size(); ++v) {
    ++size[component[v]];
    lowest_key[component[v]] = std::min(lowest_key[component[v]], stable_key[v]);
  }
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return size[a] != size[b] ? size[a] > size[b] : lowest_key[a] < lowest_key[b];
  });
  std::vector<std::uint32_t> rank(count);
  for (std::uint32_t k = 0; k < count; ++k) rank[order[k]] = k;
  for (std::uint32_t& c : component) c = rank[c];
  return component;
}

}  // namespace coverage
