#include "libcoverage/routing/hierarchy.h"

#include <fmt/format.h>

#include <span>
#include <utility>
#include <vector>

#include "libcoverage/base/error.h"
#include "libcoverage/base/parallel_for.h"
#include "libcoverage/base/quantities.h"
#include "libcoverage/routing/check_search.h"
#include "libcoverage/routing/dissection_order.h"
#include "libcoverage/routing/triangles.h"

namespace coverage {
namespace {

constexpr std::uint32_t no_way = Seconds::unreachable().milliseconds();

using Way = std::uint32_t ArcTime::*;

/// The arcs whose time is that of the fastest route between their ends. A shortest way up and down
/// over the others would not be one.
TreeArcs needed_arcs(const ChordalTopology& topology, std::span<const ArcTime> basic,
                     std::span<const ArcTime> fastest, Way way) {
  std::vector<std::uint32_t> first(1, 0);
  first.reserve(topology.vertex_count() + 1);
  std::vector<std::uint16_t> depth;
  std::vector<std::uint32_t> time_ms;
  for (std::size_t rank = 0; rank < topology.vertex_count(); ++rank) {
    for (std::uint32_t arc = topology.first_up[rank + 1]; arc-- > topology.first_up[rank];) {
      const std::uint32_t time = basic[arc].*way;
      if (time != fastest[arc].*way || time == no_way) continue;
      depth.push_back(topology.depth[topology.up[arc]]);
      time_ms.push_back(time);
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

Hierarchy build_hierarchy(const SearchGraph& graph, const Execution& execution) {
  check_search_graph(graph);
  const std::vector<VertexId> order = dissection_order(graph);
  execution.check_interrupted();
  return customise(build_topology(graph, order), graph, execution);
}

Hierarchy build_hierarchy(const SearchGraph& graph) {
  Progress silent;
  return build_hierarchy(graph, {silent});
}

Hierarchy customise(ChordalTopology topology, const SearchGraph& graph,
                    const Execution& execution) {
  check_search_graph(graph);
  require_same_vertices(topology, graph);
  std::vector<ArcTime> basic = respect(topology, graph, execution);
  const TriangleLists lists(topology);
  lower_triangles({lists, execution}, basic);
  std::vector<ArcTime> fastest = basic;
  upper_triangles({lists, execution}, fastest);
  constexpr Way ways[] = {&ArcTime::up_ms, &ArcTime::down_ms};
  TreeArcs arcs[2];
  parallel_for(2, execution.threads, 1, [&](std::size_t way, std::size_t, unsigned) {
    arcs[way] = needed_arcs(topology, basic, fastest, ways[way]);
  });
  return {std::move(topology), std::move(arcs[0]), std::move(arcs[1])};
}

Hierarchy customise(ChordalTopology topology, const SearchGraph& graph) {
  Progress silent;
  return customise(std::move(topology), graph, {silent});
}

std::optional<std::string> find_defect(const Hierarchy& hierarchy) {
  if (auto defect = find_defect(hierarchy.topology)) return defect;
  if (auto defect = find_defect(hierarchy.topology, hierarchy.up, "up")) return defect;
  return find_defect(hierarchy.topology, hierarchy.down, "down");
}

}  // namespace coverage
