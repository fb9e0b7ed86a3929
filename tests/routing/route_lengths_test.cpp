#include "libcoverage/routing/route_lengths.h"

#include <catch2/catch.hpp>
#include <stdexcept>

#include "libcoverage/base/error.h"
#include "libcoverage/routing/hierarchy_sweep.h"
#include "libcoverage/routing/multi_source_dijkstra.h"
#include "libcoverage/routing/plain_dijkstra.h"
#include "routing/random_graph.h"

namespace coverage {
namespace {

/// Lengths by vertex for the labels of the plain search, from the labels alone.
std::vector<std::int64_t> lengths_of(const OwnedSearchGraph& graph,
                                     const std::vector<SearchSource>& sources,
                                     Seconds bound = Seconds::unreachable()) {
  MultiSourceDijkstra search(graph.view());
  search.run(sources, bound);
  RouteLengths lengths(graph.view());
  lengths.run(sources, search.take().labels);
  return lengths.take();
}

SearchSource at(std::uint32_t vertex, std::uint32_t time_ms = 0, std::int64_t length_mm = 0,
                std::uint32_t order = 0) {
  return {VertexId(vertex), Seconds::from_milliseconds(time_ms),
          Metres::from_millimetres(length_mm), order};
}

constexpr std::int64_t none = RouteLengths::no_length;

}  // namespace

TEST_CASE("lengths found from labels are those of the plain search and of the tuned one") {
  const auto seed = GENERATE(range(0u, 300u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto vertices = static_cast<std::uint32_t>(1 + random() % 80);
  // Times of 0 and 1 alone make many cycles without time; 3 many ties; the last ones exceed times.
  const std::uint32_t longest = std::vector<std::uint32_t>{1, 2, 3, 1000, 0x7ffffff0}[seed % 5];
  const std::vector<PlainArc> arcs = random_arcs(random, vertices, longest);
  const OwnedSearchGraph graph = graph_of(vertices, arcs);
  const Hierarchy hierarchy = build_hierarchy(graph.view());
  HierarchySweep sweep(hierarchy);
  MultiSourceDijkstra search(graph.view());
  RouteLengths lengths(graph.view());
  for (int run = 0; run < 3; ++run) {  // one workspace, several runs
    const Seconds bound = random() % 2
                              ? Seconds::unreachable()
                              : Seconds::from_milliseconds(random() % (3 * (longest / 3) + 1));
    const auto sources = random_sources(random, vertices, std::min(longest, 5000u) + 1);
    sweep.run(sources, Travel::from_sources, bound);
    lengths.run(sources, sweep.labels());
    search.run(sources, bound);
    const auto plain = plain_nearest(graph.view(), sources, bound);
    for (std::uint32_t v = 0; v < vertices; ++v) {
      CAPTURE(run, v);
      REQUIRE(plain[v].has_value() == sweep.label(VertexId(v)).reached());
      if (!plain[v]) continue;
      REQUIRE(lengths.length(VertexId(v)) == plain[v]->length);
      REQUIRE(search.length(VertexId(v)) == plain[v]->length);
    }
  }
}

TEST_CASE("of two fastest routes the shorter one gives the length") {
  // 0 →(2 ms, 9 mm)→ 3, and 0 →(1, 4)→ 1 →(1, 4)→ 3; a shorter way over 2 is slower.
  const OwnedSearchGraph graph =
      graph_of(4, {{0, 3, 2, 9}, {0, 1, 1, 4}, {1, 3, 1, 4}, {0, 2, 2, 1}, {2, 3, 1, 1}});
  CHECK(lengths_of(graph, {at(0)}) == std::vector<std::int64_t>{0, 4, 1, 8});
}

TEST_CASE("of two sources with the label of a vertex the nearer one gives the length") {
  const OwnedSearchGraph graph = graph_of(2, {{0, 1, 5, 7}});
  CHECK(lengths_of(graph, {at(0, 3, 20), at(0, 3, 10), at(0, 4, 1)}) ==
        std::vector<std::int64_t>{10, 17});
  // The route of the other facility is shorter, but its order comes after.
  CHECK(lengths_of(graph, {at(0, 0, 50, 1), at(1, 5, 2, 2)}) == std::vector<std::int64_t>{50, 57});
}

TEST_CASE("roads without time, both ways, give the length of the shortest way over them") {
  // A square of such roads, and one with time behind it.
  const OwnedSearchGraph graph = graph_of(5, {{0, 1, 0, 9},
                                              {1, 0, 0, 9},
                                              {0, 2, 0, 2},
                                              {2, 0, 0, 2},
                                              {2, 3, 0, 2},
                                              {3, 2, 0, 2},
                                              {3, 1, 0, 2},
                                              {1, 3, 0, 2},
                                              {1, 4, 1, 5}});
  CHECK(lengths_of(graph, {at(0)}) == std::vector<std::int64_t>{0, 6, 2, 4, 11});
}

TEST_CASE("what no source reaches, or only beyond the bound, has no length") {
  const OwnedSearchGraph graph = graph_of(3, {{0, 1, 5, 7}, {1, 1, 0, 1}});
  CHECK(lengths_of(graph, {at(0)}) == std::vector<std::int64_t>{0, 7, none});
  CHECK(lengths_of(graph, {at(0)}, Seconds::from_milliseconds(4)) ==
        std::vector<std::int64_t>{0, none, none});
  CHECK(lengths_of(graph, {}) == std::vector<std::int64_t>{none, none, none});
  CHECK(lengths_of(graph_of(0, {}), {}).empty());
  // One millisecond beyond the latest time there is.
  CHECK(lengths_of(graph_of(2, {{0, 1, 1, 1}}), {at(0, 0x7ffffffe)}) ==
        std::vector<std::int64_t>{0, none});
}

TEST_CASE("lengths refuse sources outside the network, and labels of another one") {
  const OwnedSearchGraph graph = graph_of(2, {{0, 1, 5, 1}});
  RouteLengths lengths(graph.view());
  const std::vector<Label> labels(2);
  CHECK_THROWS_AS(lengths.run(std::vector<SearchSource>{at(2)}, labels), InputError);
  CHECK_THROWS_AS(lengths.run({}, std::span(labels).first(1)), std::length_error);
}

}  // namespace coverage
