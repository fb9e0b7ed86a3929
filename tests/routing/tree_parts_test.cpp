#include "libcoverage/routing/tree_parts.h"

#include <catch2/catch.hpp>

#include "libcoverage/routing/dissection_order.h"
#include "routing/random_graph.h"

namespace coverage {
namespace {

ChordalTopology topology_of(const OwnedSearchGraph& graph) {
  return build_topology(graph.view(), dissection_order(graph.view()));
}

std::uint64_t triangles_of(const ChordalTopology& topology, const TreePart& part) {
  std::uint64_t sum = 0;
  for (std::uint32_t r = part.begin; r < part.end; ++r) sum += triangles_over(topology, r);
  return sum;
}

/// All ranks once, ascending; lower neighbours of independent parts are their own.
void check_parts(const ChordalTopology& topology, const TreeCut& cut,
                 const std::vector<TreePart>& parts) {
  std::uint32_t end = 0;
  for (const TreePart& part : parts) {
    REQUIRE(part.begin == end);
    REQUIRE(part.end > part.begin);
    end = part.end;
    if (!part.is_independent) {
      CHECK(part.end - part.begin <= cut.most_ranks);
      continue;
    }
    const std::uint64_t triangles = triangles_of(topology, part);
    CHECK(triangles <= cut.most_triangles);
    CHECK(triangles >= cut.least_triangles);
    for (std::uint32_t r = part.begin; r < part.end; ++r) {
      REQUIRE(topology.first_descendant[r] >= part.begin);
    }
  }
  CHECK(end == topology.vertex_count());
}

}  // namespace

TEST_CASE("parts hold all ranks once, and independent ones whole subtrees of the size asked for") {
  const auto seed = GENERATE(range(0u, 50u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto side = static_cast<std::uint32_t>(1 + random() % 30);
  const ChordalTopology topology =
      topology_of(seed % 2 ? graph_of(side * side, grid_arcs(random, side))
                           : graph_of(10 * side, random_arcs(random, 10 * side, 9)));
  const std::uint64_t most = random() % 2000;
  const TreeCut cut{most, random() % (most + 1), static_cast<std::uint32_t>(1 + random() % 70)};
  check_parts(topology, cut, cut_tree(topology, cut));
  const TreeCut suitable = suitable_cut(topology);
  check_parts(topology, suitable, cut_tree(topology, suitable));
}

TEST_CASE("a star of three roads is cut at its middle") {
  // Ranks 0, 1 and 2 are the ends, 3 the middle; each end has one arc, and no triangle.
  const OwnedSearchGraph graph = graph_of(4, {{0, 3, 1, 1}, {1, 3, 1, 1}, {2, 3, 1, 1}});
  const std::vector<VertexId> order = {VertexId(0), VertexId(1), VertexId(2), VertexId(3)};
  const ChordalTopology topology = build_topology(graph.view(), order);
  CHECK(cut_tree(topology, {0, 0, 2}) == std::vector<TreePart>{{0, 4, true}});
  // No subtree has a triangle, so that none is worth a part.
  CHECK(cut_tree(topology, {1, 1, 3}) == std::vector<TreePart>{{0, 3, false}, {3, 4, false}});
}

TEST_CASE("a graph without vertices has no parts") {
  const ChordalTopology topology = topology_of(graph_of(0, {}));
  CHECK(cut_tree(topology, suitable_cut(topology)).empty());
}

TEST_CASE("a grid has many independent parts, with a fifth of its triangles and more") {
  std::mt19937 random(1);
  const ChordalTopology topology = topology_of(graph_of(3600, grid_arcs(random, 60)));
  std::uint64_t all = 0, independent = 0, parts = 0;
  for (const TreePart& part : cut_tree(topology, suitable_cut(topology))) {
    all += triangles_of(topology, part);
    if (!part.is_independent) continue;
    independent += triangles_of(topology, part);
    ++parts;
  }
  CHECK(parts >= 16);
  CHECK(5 * independent > all);
}

}  // namespace coverage
