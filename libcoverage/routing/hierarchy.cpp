#include "libcoverage/routing/hierarchy.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "libcoverage/base/error.h"
#include "libcoverage/base/quantities.h"
#include "libcoverage/routing/check_search.h"
#include "libcoverage/routing/dissection_order.h"
#include "libcoverage/routing/triangles.h"

namespace coverage {
namespace {

constexpr std::uint32_t no_way = Seconds::unreachable().milliseconds();

/// The arcs whose time is that of the fastest route between their ends. A shortest way up and down
/// over the others would not be one.
TreeArcs needed_arcs(const ChordalTopology& topology, const std::vector<std::uint32_t>& basic_ms,
                     const std::vector<std::uint32_t>& fastest_ms) {
  std::vector<std::uint32_t> first(1, 0);
  first.reserve(topology.vertex_count() + 1);
  std::vector<std::uint16_t> depth;
  std::vector<std::uint32_t> time_ms;
  for (std::size_t rank = 0; rank < topology.vertex_count(); ++rank) {
    for (std::uint32_t arc = topology.first_up[rank + 1]; arc-- > topology.first_up[rank];) {
      if (basic_ms[arc] != fastest_ms[arc] || basic_ms[arc] == no_way) continue;
      depth.push_back(topology.depth[topology.up[arc]]);
      time_ms.push_back(basic_ms[arc]);
    }
    first.push_back(static_cast<std::uint32_t>(time_ms.size()));
  }
  return {std::move(first), std::move(depth), std::move(time_ms)};
}

void require_same_vertices(const ChordalTopology& topology, const SearchGraph& graph) {
  if (topology.vertex_count() == graph.vertex_count()) return;
  throw InputError(
      message("the hierarchy is of a network of {} vertices, not of {}",
              "la hiérarchie est celle d’un réseau de {} sommets, et non de {}",
              topology.vertex_count(), graph.vertex_count()),
      {"Build the hierarchy of this network.", "Construisez la hiérarchie de ce réseau."});
}

std::optional<std::string> find_defect(const ChordalTopology& topology, const TreeArcs& arcs,
                                       const char* name) {
  if (arcs.first.size() != topology.vertex_count() + 1 || arcs.first[0] != 0 ||
      arcs.first[topology.vertex_count()] != arcs.depth.size() ||
      arcs.depth.size() != arcs.time_ms.size()) {
    return fmt::format("arcs {} do not fit their ranks", name);
  }
  for (std::size_t rank = 0; rank < topology.vertex_count(); ++rank) {
    if (arcs.first[rank] > arcs.first[rank + 1] || arcs.first[rank + 1] > arcs.depth.size()) {
      return fmt::format("arcs {} of rank {} are out of order", name, rank);
    }
    for (std::uint32_t arc = arcs.first[rank]; arc < arcs.first[rank + 1]; ++arc) {
      if (arcs.depth[arc] >= topology.depth[rank]) {
        return fmt::format("arc {} of rank {} leads {} to no ancestor", arc, rank, name);
      }
      if (arcs.time_ms[arc] >= no_way) {
        return fmt::format("arc {} of rank {} takes too long {}", arc, rank, name);
      }
    }
  }
  return {};
}

}  // namespace

Hierarchy build_hierarchy(const SearchGraph& graph) {
  check_search_graph(graph);
  return customise(build_topology(graph, dissection_order(graph)), graph);
}

Hierarchy customise(ChordalTopology topology, const SearchGraph& graph) {
  check_search_graph(graph);
  require_same_vertices(topology, graph);
  const TriangleLists lists(topology);
  ArcTimes basic = respect(topology, graph);
  lower_triangles(lists, basic);
  ArcTimes fastest = basic;
  upper_triangles(lists, fastest);
  TreeArcs up = needed_arcs(topology, basic.up_ms, fastest.up_ms);
  TreeArcs down = needed_arcs(topology, basic.down_ms, fastest.down_ms);
  return {std::move(topology), std::move(up), std::move(down)};
}

std::optional<std::string> find_defect(const Hierarchy& hierarchy) {
  if (auto defect = find_defect(hierarchy.topology)) return defect;
  if (auto defect = find_defect(hierarchy.topology, hierarchy.up, "up")) return defect;
  return find_defect(hierarchy.topology, hierarchy.down, "down");
}

}  // namespace coverage
