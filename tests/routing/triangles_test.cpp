#include "libcoverage/routing/triangles.h"

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>

#include "libcoverage/base/error.h"
#include "libcoverage/routing/dissection_order.h"
#include "libcoverage/routing/hierarchy.h"
#include "libcoverage/routing/tree_parts.h"
#include "network_fixture.h"
#include "routing/plain_labels.h"
#include "routing/random_graph.h"

namespace coverage {
namespace {

constexpr std::uint32_t no_way = Seconds::unreachable().milliseconds();

/// Small ones, where each part is a few ranks, and two whose top separators are shared by threads.
OwnedSearchGraph graph_of_seed(std::uint32_t seed) {
  std::mt19937 random(seed);
  if (seed == 0) return graph_of(100 * 100, grid_arcs(random, 100));
  if (seed == 1) {  // hardly any two vertices are not neighbours after completion
    std::vector<PlainArc> arcs(2500);
    for (PlainArc& arc : arcs) {
      arc = {static_cast<std::uint32_t>(random() % 250), static_cast<std::uint32_t>(random() % 250),
             static_cast<std::uint32_t>(random() % 1000), 1};
    }
    return graph_of(250, arcs);
  }
  const auto vertices = static_cast<std::uint32_t>(1 + random() % 150);
  const std::uint32_t longest = seed % 2 ? 20 : 0x7ffffff0;
  return graph_of(vertices, random_arcs(random, vertices, longest));
}

/// The times after both passes.
struct Customised {
  std::vector<ArcTime> basic;
  std::vector<ArcTime> fastest;
  friend bool operator==(const Customised&, const Customised&) = default;
};

Customised customised(const ChordalTopology& topology, const SearchGraph& graph, unsigned threads,
                      Simd simd) {
  const Execution execution = quiet_execution(threads);
  const TriangleLists lists(topology);
  const TrianglePass pass{lists, execution, simd};
  Customised result{respect(topology, graph, execution), {}};
  lower_triangles(pass, result.basic);
  result.fastest = result.basic;
  upper_triangles(pass, result.fastest);
  return result;
}

/// The arc between two ranks that a topology must have.
std::size_t arc_between(const ChordalTopology& topology, std::uint32_t low, std::uint32_t high) {
  const auto heads = topology.up.span();
  const auto end = heads.begin() + topology.first_up[low + 1];
  const auto found = std::lower_bound(heads.begin() + topology.first_up[low], end, high);
  REQUIRE((found != end && *found == high));
  return static_cast<std::size_t>(found - heads.begin());
}

/// Both conditions of basic customisation: no triangle improves its upper arc, and each arc has the
/// time of the graph's own or that of a triangle.
void check_basic(const ChordalTopology& topology, const SearchGraph& graph,
                 const std::vector<ArcTime>& times) {
  std::vector<ArcTime> least = respect(topology, graph, quiet_execution());
  for (std::uint32_t low = 0; low < topology.vertex_count(); ++low) {
    for (std::uint32_t a = topology.first_up[low]; a < topology.first_up[low + 1]; ++a) {
      for (std::uint32_t b = a + 1; b < topology.first_up[low + 1]; ++b) {
        ArcTime& arc = least[arc_between(topology, topology.up[a], topology.up[b])];
        arc.up_ms = std::min(arc.up_ms, times[a].down_ms + times[b].up_ms);
        arc.down_ms = std::min(arc.down_ms, times[b].down_ms + times[a].up_ms);
      }
    }
  }
  CHECK(least == times);
}

/// After perfect customisation every arc has the time of the fastest route between its ends.
void check_fastest(const ChordalTopology& topology, const SearchGraph& graph,
                   const std::vector<ArcTime>& times) {
  std::vector<std::vector<Label>> from(topology.vertex_count());
  for (std::uint32_t r = 0; r < topology.vertex_count(); ++r) {
    const SearchSource source{topology.vertex[r], {}, {}, 0};
    from[r] = plain_labels(graph, {&source, 1}, Seconds::unreachable());
  }
  for (std::uint32_t r = 0; r < topology.vertex_count(); ++r) {
    for (std::uint32_t arc = topology.first_up[r]; arc < topology.first_up[r + 1]; ++arc) {
      const std::uint32_t high = topology.up[arc];
      CAPTURE(r, high);
      REQUIRE(times[arc].up_ms == from[r][topology.vertex[high].value()].milliseconds());
      REQUIRE(times[arc].down_ms == from[high][topology.vertex[r].value()].milliseconds());
    }
  }
}

}  // namespace

TEST_CASE("customised times are those of the definition, for any threads and instructions") {
  const auto seed = GENERATE(range(0u, 40u));
  CAPTURE(seed);
  const OwnedSearchGraph graph = graph_of_seed(seed);
  const ChordalTopology topology = build_topology(graph.view(), dissection_order(graph.view()));
  const Customised one = customised(topology, graph.view(), 1, Simd::plain);
  check_basic(topology, graph.view(), one.basic);
  if (topology.vertex_count() <= 250) check_fastest(topology, graph.view(), one.fastest);
  for (const Simd simd : {Simd::plain, Simd::avx2, Simd::avx512}) {
    if (!is_available(simd)) continue;
    for (const unsigned threads : {1u, 2u, 3u, 8u}) {
      CAPTURE(name_of(simd), threads);
      CHECK(customised(topology, graph.view(), threads, simd) == one);
    }
  }
}

TEST_CASE("an arc is kept where no way over other vertices is as fast as it is by itself") {
  // 0 → 1 → 2 takes 2 + 2, the arc 0 → 2 takes 5: no search needs it. Back, 2 → 0 is the only way.
  const OwnedSearchGraph graph =
      graph_of(3, {{0, 1, 2, 1}, {1, 2, 2, 1}, {0, 2, 5, 1}, {2, 0, 7, 1}});
  const std::vector<VertexId> order = {VertexId(0), VertexId(2), VertexId(1)};
  const Hierarchy hierarchy = customise(build_topology(graph.view(), order), graph.view());
  CHECK(std::ranges::equal(hierarchy.up.time_ms, std::vector<std::uint32_t>{2, 9}));
  CHECK(std::ranges::equal(hierarchy.down.time_ms, std::vector<std::uint32_t>{7, 2}));
}

TEST_CASE("a hierarchy does not depend on threads") {
  const OwnedSearchGraph graph = graph_of_seed(0);
  const Hierarchy one = build_hierarchy(graph.view());
  const Hierarchy four = build_hierarchy(graph.view(), quiet_execution(4));
  const auto same = [](const TreeArcs& a, const TreeArcs& b) {
    return std::ranges::equal(a.first, b.first) && std::ranges::equal(a.depth, b.depth) &&
           std::ranges::equal(a.time_ms, b.time_ms);
  };
  CHECK(std::ranges::equal(one.topology.vertex, four.topology.vertex));
  CHECK(same(one.up, four.up));
  CHECK(same(one.down, four.down));
}

TEST_CASE("customisation ends when it is interrupted") {
  const OwnedSearchGraph graph = graph_of_seed(0);
  const std::atomic<bool> stop = true;
  Progress silent;
  for (const unsigned threads : {1u, 3u}) {
    CHECK_THROWS_AS(build_hierarchy(graph.view(), {silent, threads, &stop}), Interrupted);
    CHECK_THROWS_AS(customise(build_topology(graph.view(), dissection_order(graph.view())),
                              graph.view(), {silent, threads, &stop}),
                    Interrupted);
  }
}

TEST_CASE("a topology of too few arcs is refused on threads too") {
  const OwnedSearchGraph graph = graph_of(3, {{0, 1, 5, 1}});
  const ChordalTopology topology = build_topology(graph.view(), dissection_order(graph.view()));
  const OwnedSearchGraph other = graph_of(3, {{1, 2, 5, 1}});
  CHECK_THROWS_AS(customise(topology, other.view(), quiet_execution(2)), InputError);
}

}  // namespace coverage
