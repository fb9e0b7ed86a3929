#include "libcoverage/routing/hierarchy.h"

#include <algorithm>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <catch2/catch.hpp>
#include <numeric>
#include <set>

#include "libcoverage/base/error.h"
#include "libcoverage/routing/batch_sweep.h"
#include "libcoverage/routing/dissection_order.h"
#include "libcoverage/routing/hierarchy_sweep.h"
#include "routing/plain_labels.h"
#include "routing/random_graph.h"

namespace coverage {
namespace {

constexpr Simd all_simd[] = {Simd::plain, Simd::avx2, Simd::avx512};

/// The same graph with its arcs turned round.
OwnedSearchGraph reversed(std::uint32_t vertices, std::vector<PlainArc> arcs) {
  for (PlainArc& arc : arcs) std::swap(arc.from, arc.to);
  return graph_of(vertices, arcs);
}

void check_sweeps(std::mt19937& random, std::uint32_t vertices, const std::vector<PlainArc>& arcs,
                  std::uint32_t latest_ms) {
  const OwnedSearchGraph forward = graph_of(vertices, arcs);
  const OwnedSearchGraph backward = reversed(vertices, arcs);
  const Hierarchy hierarchy = build_hierarchy(forward.view());
  REQUIRE(find_defect(hierarchy) == std::nullopt);
  const Seconds bound = random() % 3 ? Seconds::unreachable()
                                     : Seconds::from_milliseconds(random() % (2 * latest_ms));
  std::vector<std::vector<SearchSource>> sets(1 + random() % BatchSweep::most_sets);
  for (auto& set : sets) set = random_sources(random, vertices, latest_ms);
  const std::vector<std::span<const SearchSource>> views(sets.begin(), sets.end());
  for (const Travel travel : {Travel::from_sources, Travel::to_sources}) {
    const SearchGraph walked = travel == Travel::from_sources ? forward.view() : backward.view();
    for (const Simd simd : all_simd) {
      if (!is_available(simd)) continue;
      CAPTURE(name_of(simd), travel == Travel::from_sources);
      HierarchySweep sweep(hierarchy, simd);
      BatchSweep batch(hierarchy, simd);
      batch.run(views, travel, bound);
      std::vector<std::vector<Label>> all;
      for (std::size_t set = 0; set < sets.size(); ++set) {
        const std::vector<Label> expected = plain_labels(walked, sets[set], bound);
        sweep.run(sets[set], travel, bound);
        REQUIRE(std::ranges::equal(sweep.labels(), expected));
        REQUIRE(batch.labels(set) == expected);
        all.push_back(expected);
      }
      REQUIRE(batch.labels_by_set() == all);
    }
  }
}

}  // namespace

TEST_CASE("a hierarchy's sweeps give the labels of the plain search, in both directions") {
  const auto seed = GENERATE(range(0u, 60u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto vertices = static_cast<std::uint32_t>(1 + random() % 120);
  // Small times give many ties, large ones sums beyond what a time may be.
  const std::uint32_t longest = std::vector<std::uint32_t>{3, 1000, 0x7ffffff0}[seed % 3];
  check_sweeps(random, vertices, random_arcs(random, vertices, longest),
               std::min(longest, 5000u) + 1);
}

TEST_CASE("a hierarchy's sweeps give the labels of the plain search on grids") {
  const auto seed = GENERATE(range(0u, 6u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const std::uint32_t side = 5 + 7 * seed;
  check_sweeps(random, side * side, grid_arcs(random, side), 40);
}

TEST_CASE("times over a hierarchy are Boost.Graph's") {
  std::mt19937 random(7);
  constexpr std::uint32_t side = 40;
  const std::vector<PlainArc> arcs = grid_arcs(random, side);
  using Graph = boost::compressed_sparse_row_graph<boost::directedS>;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;
  std::vector<double> times;
  std::vector<PlainArc> sorted = arcs;
  std::ranges::stable_sort(sorted, {}, &PlainArc::from);
  for (const PlainArc& arc : sorted) {
    ends.emplace_back(arc.from, arc.to);
    times.push_back(arc.time_ms);
  }
  const Graph graph(boost::edges_are_sorted, ends.begin(), ends.end(), side * side);
  std::vector<double> expected(side * side);
  const auto index = get(boost::vertex_index, graph);
  boost::dijkstra_shortest_paths(
      graph, 123,
      boost::weight_map(
          boost::make_iterator_property_map(times.begin(), get(boost::edge_index, graph)))
          .distance_map(boost::make_iterator_property_map(expected.begin(), index)));
  const OwnedSearchGraph owned = graph_of(side * side, arcs);
  const Hierarchy hierarchy = build_hierarchy(owned.view());
  HierarchySweep sweep(hierarchy);
  sweep.run(std::vector<SearchSource>{{VertexId(123), {}, {}, 0}}, Travel::from_sources);
  for (std::uint32_t v = 0; v < side * side; ++v) {
    const Label label = sweep.label(VertexId(v));
    CAPTURE(v);
    REQUIRE(label.reached() == (expected[v] < 1e9));
    if (label.reached()) CHECK(label.milliseconds() == expected[v]);
  }
}

TEST_CASE("a dissection order holds every vertex once, and the same on every call") {
  std::mt19937 random(3);
  const OwnedSearchGraph graph = graph_of(900, grid_arcs(random, 30));
  std::vector<VertexId> order = dissection_order(graph.view());
  CHECK(order == dissection_order(graph.view()));
  std::ranges::sort(order);
  REQUIRE(order.size() == 900);
  for (std::uint32_t v = 0; v < 900; ++v) CHECK(order[v] == VertexId(v));
}

TEST_CASE("hierarchies of nothing, of one vertex and of vertices without arcs") {
  CHECK(build_hierarchy(graph_of(0, {}).view()).vertex_count() == 0);
  for (const std::uint32_t vertices : {1u, 5u}) {
    const OwnedSearchGraph graph = graph_of(vertices, {{0, 0, 7, 1}});
    const Hierarchy hierarchy = build_hierarchy(graph.view());
    HierarchySweep sweep(hierarchy);
    sweep.run({}, Travel::to_sources);
    CHECK(!sweep.label(VertexId(0)).reached());
    const Label start(Seconds::from_milliseconds(9), 4);
    sweep.run(std::vector<SearchSource>{{VertexId(0), start.time(), {}, 4}}, Travel::to_sources);
    CHECK(sweep.label(VertexId(0)) == start);
    for (std::uint32_t v = 1; v < vertices; ++v) CHECK(!sweep.label(VertexId(v)).reached());
  }
}

TEST_CASE("new times and closed arcs on the topology of a graph give that graph's own hierarchy") {
  const auto seed = GENERATE(range(0u, 10u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  std::vector<PlainArc> arcs = grid_arcs(random, 12);
  const OwnedSearchGraph before = graph_of(144, arcs);
  const Hierarchy original = build_hierarchy(before.view());
  for (PlainArc& arc : arcs) {
    arc.time_ms = random() % 5 ? random() % 50 : Seconds::unreachable().milliseconds();
  }
  const OwnedSearchGraph after = graph_of(144, arcs);
  const Hierarchy changed = customise(original.topology, after.view());
  REQUIRE(find_defect(changed) == std::nullopt);
  const std::vector<SearchSource> sources = random_sources(random, 144, 20);
  HierarchySweep sweep(changed);
  sweep.run(sources, Travel::from_sources);
  CHECK(std::ranges::equal(sweep.labels(),
                           plain_labels(after.view(), sources, Seconds::unreachable())));
}

TEST_CASE("a hierarchy refuses another graph, and sources outside it") {
  const OwnedSearchGraph graph = graph_of(3, {{0, 1, 5, 1}});
  const Hierarchy hierarchy = build_hierarchy(graph.view());
  CHECK_THROWS_AS(customise(hierarchy.topology, graph_of(4, {}).view()), InputError);
  CHECK_THROWS_AS(customise(hierarchy.topology, graph_of(3, {{1, 2, 5, 1}}).view()), InputError);
  HierarchySweep sweep(hierarchy);
  CHECK_THROWS_AS(
      sweep.run(std::vector<SearchSource>{{VertexId(3), {}, {}, 0}}, Travel::to_sources),
      InputError);
}

TEST_CASE("a damaged hierarchy is told by its validator") {
  std::mt19937 random(2);
  const OwnedSearchGraph graph = graph_of(100, grid_arcs(random, 10));
  const Hierarchy sound = build_hierarchy(graph.view());
  const auto changed = [](const auto& column, std::size_t at, auto value) {
    auto rows = std::vector(column.begin(), column.end());
    rows[at] = static_cast<typename decltype(rows)::value_type>(value);
    return rows;
  };
  Hierarchy damaged = sound;
  damaged.topology.up = changed(sound.topology.up, 5, 1000u);
  CHECK(find_defect(damaged));
  damaged = sound;
  damaged.topology.parent = changed(sound.topology.parent, 3, 2u);
  CHECK(find_defect(damaged));
  damaged = sound;
  damaged.topology.vertex = changed(sound.topology.vertex, 3, sound.topology.vertex[4]);
  CHECK(find_defect(damaged));
  damaged = sound;
  damaged.up.depth = changed(sound.up.depth, 0, 60000u);
  CHECK(find_defect(damaged));
  damaged = sound;
  damaged.down.time_ms = changed(sound.down.time_ms, 0, 0xffffffffu);
  CHECK(find_defect(damaged));
  damaged = sound;
  damaged.down.first = changed(sound.down.first, 7, 0xffffffu);
  CHECK(find_defect(damaged));
}

}  // namespace coverage
