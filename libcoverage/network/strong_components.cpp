#include "libcoverage/network/strong_components.h"

#include <algorithm>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <numeric>

namespace coverage {

namespace {

using Graph =
    boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                       boost::no_property, std::uint32_t, std::uint32_t>;

Graph to_boost(std::span<const std::uint32_t> first_arc, std::span<const VertexId> heads) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
  edges.reserve(heads.size());
  for (std::uint32_t v = 0; v + 1 < first_arc.size(); ++v) {
    for (std::uint32_t a = first_arc[v]; a < first_arc[v + 1]; ++a) {
      edges.emplace_back(v, heads[a].value());
    }
  }
  const auto vertices = static_cast<std::uint32_t>(first_arc.size() - 1);
  return {boost::edges_are_sorted, edges.begin(), edges.end(), vertices,
          static_cast<std::uint32_t>(edges.size())};
}

}  // namespace

std::vector<std::uint32_t> strong_components(std::span<const std::uint32_t> first_arc,
                                             std::span<const VertexId> heads,
                                             std::span<const std::uint32_t> stable_key) {
  if (first_arc.size() < 2) return {};
  const Graph graph = to_boost(first_arc, heads);
  std::vector<std::uint32_t> component(first_arc.size() - 1);
  const std::uint32_t count = boost::strong_components(
      graph,
      boost::make_iterator_property_map(component.begin(), boost::get(boost::vertex_index, graph)));
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
