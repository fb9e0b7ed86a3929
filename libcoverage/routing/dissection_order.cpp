#include "libcoverage/routing/dissection_order.h"

#include <metis.h>

#include <algorithm>
#include <limits>
#include <new>
#include <stdexcept>
#include <utility>

#include "libcoverage/base/error.h"

namespace coverage {
namespace {

/// Neighbours of each vertex, each once, without the vertex itself: what METIS reads.
struct Neighbours {
  std::vector<idx_t> first;
  std::vector<idx_t> to;
};

Neighbours neighbours_of(const SearchGraph& graph) {
  const std::size_t vertices = graph.vertex_count();
  std::vector<std::size_t> first(vertices + 1, 0);
  const auto for_each_edge = [&](const auto& visit) {
    for (std::uint32_t v = 0; v < vertices; ++v) {
      for (std::uint32_t arc = graph.first[v]; arc < graph.first[v + 1]; ++arc) {
        if (graph.arcs[arc].to.value() != v) visit(v, graph.arcs[arc].to.value());
      }
    }
  };
  for_each_edge([&](std::uint32_t a, std::uint32_t b) { ++first[a + 1], ++first[b + 1]; });
  for (std::size_t v = 0; v < vertices; ++v) first[v + 1] += first[v];
  std::vector<idx_t> to(first.back());
  std::vector<std::size_t> next(first.begin(), first.end() - 1);
  for_each_edge([&](std::uint32_t a, std::uint32_t b) {
    to[next[a]++] = static_cast<idx_t>(b);
    to[next[b]++] = static_cast<idx_t>(a);
  });
  Neighbours result;
  result.first.reserve(vertices + 1);
  result.first.push_back(0);
  auto end = to.begin();
  for (std::size_t v = 0; v < vertices; ++v) {
    const auto begin = to.begin() + static_cast<std::ptrdiff_t>(first[v]);
    const auto stop = to.begin() + static_cast<std::ptrdiff_t>(first[v + 1]);
    std::sort(begin, stop);
    end = std::copy(begin, std::unique(begin, stop), end);
    result.first.push_back(static_cast<idx_t>(end - to.begin()));
  }
  to.erase(end, to.end());
  result.to = std::move(to);
  return result;
}

}  // namespace

std::vector<VertexId> dissection_order(const SearchGraph& graph) {
  const std::size_t vertices = graph.vertex_count();
  constexpr auto most = static_cast<std::size_t>(std::numeric_limits<idx_t>::max()) / 2;
  if (vertices > most || graph.arcs.size() > most) {
    throw InputError(
        message("A network of {} vertices and {} arcs is too large for a hierarchy",
                "Un réseau de {} sommets et {} arcs est trop grand pour une hiérarchie", vertices,
                graph.arcs.size()),
        message("Search it without one, or split the territory",
                "Cherchez sans hiérarchie, ou divisez le territoire"));
  }
  std::vector<VertexId> order(vertices);
  if (vertices == 0) return order;
  Neighbours neighbours = neighbours_of(graph);
  if (neighbours.to.empty()) {  // nothing to cut, and METIS does not take it
    for (std::size_t v = 0; v < vertices; ++v) order[v] = VertexId::from_size(v);
    return order;
  }
  auto count = static_cast<idx_t>(vertices);
  std::vector<idx_t> vertex_at(vertices);
  std::vector<idx_t> place_of(vertices);
  idx_t options[METIS_NOPTIONS];
  METIS_SetDefaultOptions(options);
  options[METIS_OPTION_NUMBERING] = 0;
  options[METIS_OPTION_SEED] = 1;
  const int status = METIS_NodeND(&count, neighbours.first.data(), neighbours.to.data(), nullptr,
                                  options, vertex_at.data(), place_of.data());
  if (status == METIS_ERROR_MEMORY) throw std::bad_alloc();
  if (status != METIS_OK) throw std::logic_error("METIS_NodeND refused a graph");
  for (std::size_t v = 0; v < vertices; ++v) {
    order[static_cast<std::size_t>(place_of[v])] = VertexId::from_size(v);
  }
  return order;
}

}  // namespace coverage
