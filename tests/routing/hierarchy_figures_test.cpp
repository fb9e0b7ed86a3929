#include "libcoverage/routing/hierarchy_figures.h"

#include <catch2/catch.hpp>

#include "libcoverage/routing/hierarchy_file.h"
#include "routing/random_graph.h"

namespace coverage {
namespace {

OwnedSearchGraph two_way(std::uint32_t vertices,
                         const std::vector<std::pair<std::uint32_t, std::uint32_t>>& streets) {
  std::vector<PlainArc> arcs;
  for (const auto& [from, to] : streets) {
    arcs.push_back({from, to, 10, 1});
    arcs.push_back({to, from, 10, 1});
  }
  return graph_of(vertices, arcs);
}

Hierarchy in_order(const SearchGraph& graph, const std::vector<std::uint32_t>& order) {
  std::vector<VertexId> vertices;
  for (const std::uint32_t v : order) vertices.push_back(VertexId(v));
  return customise(build_topology(graph, vertices), graph);
}

}  // namespace

TEST_CASE("a road cut in halves again and again has separators of one vertex, and two shortcuts") {
  // 0 – 1 – 2 – 3 – 4 – 5 – 6, cut at 3, then at 1 and 5.
  const OwnedSearchGraph road = two_way(7, {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}, {5, 6}});
  const Hierarchy hierarchy = in_order(road.view(), {0, 2, 4, 6, 1, 5, 3});
  const HierarchyFigures figures = figures_of(hierarchy, road.view());
  CHECK(figures.vertices == 7);
  CHECK(figures.shortcuts == 2);  // 1 – 3 and 3 – 5
  CHECK(figures.up_arcs == 8);
  CHECK(figures.down_arcs == 8);
  CHECK(figures.depth == 3);
  CHECK(figures.largest_separators == std::vector<std::uint32_t>{1, 1, 1});
  CHECK(figures.bytes == hierarchy_bytes(hierarchy));
}

TEST_CASE("a ladder is cut by its middle rung: the largest separator has two vertices") {
  // 0 – 1 – 2 – 3 – 4 over 5 – 6 – 7 – 8 – 9; cut at 2 and 7.
  const OwnedSearchGraph ladder = two_way(10, {{0, 1},
                                               {1, 2},
                                               {2, 3},
                                               {3, 4},
                                               {5, 6},
                                               {6, 7},
                                               {7, 8},
                                               {8, 9},
                                               {0, 5},
                                               {1, 6},
                                               {2, 7},
                                               {3, 8},
                                               {4, 9}});
  const Hierarchy hierarchy = in_order(ladder.view(), {0, 5, 1, 6, 4, 9, 3, 8, 2, 7});
  CHECK(figures_of(hierarchy, ladder.view()).largest_separators.front() == 2);
}

TEST_CASE("one-way streets, parallels and loops are no shortcuts; islands are cut side by side") {
  const OwnedSearchGraph graph =
      graph_of(5, {{0, 1, 10, 1}, {0, 1, 12, 1}, {1, 1, 3, 1}, {2, 3, 5, 1}});
  const HierarchyFigures figures = figures_of(build_hierarchy(graph.view()), graph.view());
  CHECK(figures.shortcuts == 0);
  CHECK(figures.up_arcs + figures.down_arcs == 2);
  CHECK(figures.depth == 2);
  CHECK(figures.largest_separators == std::vector<std::uint32_t>{1, 1});
}

TEST_CASE("the hierarchy of no vertex has no depth and no separator") {
  const OwnedSearchGraph graph = graph_of(0, {});
  const HierarchyFigures figures = figures_of(build_hierarchy(graph.view()), graph.view());
  CHECK(figures.depth == 0);
  CHECK(figures.largest_separators.empty());
}

}  // namespace coverage
