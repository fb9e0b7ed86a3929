#include "libcoverage/routing/search_loop.h"

#include <catch2/catch.hpp>

#include "libcoverage/routing/multi_source_dijkstra.h"
#include "libcoverage/routing/plain_dijkstra.h"
#include "libcoverage/routing/reach_search.h"
#include "routing/random_graph.h"

namespace coverage {
namespace {

/// 0 → 1 → … → n, one second each, and an island.
OwnedSearchGraph long_road(std::uint32_t arcs) {
  std::vector<PlainArc> road;
  for (std::uint32_t v = 0; v < arcs; ++v) road.push_back({v, v + 1, 1000, 1000});
  return graph_of(arcs + 2, road);
}

const std::vector<SearchSource> from_zero = {{VertexId(0), Seconds(), Metres(), 0}};

}  // namespace

TEST_CASE("a search ends soon after its last target is settled") {
  const OwnedSearchGraph graph = long_road(1000);
  ReachSearch search(graph.view());
  search.start(from_zero);
  run_until_settled(search, std::vector{VertexId(7), VertexId(3)});
  CHECK(search.time(VertexId(3)) == Seconds::from_seconds(3));
  CHECK(search.time(VertexId(7)) == Seconds::from_seconds(7));
  CHECK(search.reached().size() < 12);
}

TEST_CASE("without targets a search does not begin") {
  const OwnedSearchGraph graph = long_road(10);
  ReachSearch search(graph.view());
  search.start(from_zero);
  run_until_settled(search, {});
  CHECK(search.reached().size() == 1);
  CHECK_FALSE(search.is_settled(VertexId(0)));
}

TEST_CASE("a target that no road leads to ends the search where the roads end") {
  const OwnedSearchGraph graph = long_road(10);
  ReachSearch search(graph.view());
  search.start(from_zero);
  run_until_settled(search, std::vector{VertexId(11), VertexId(2)});
  CHECK(search.reached().size() == 11);
  CHECK_FALSE(search.is_settled(VertexId(11)));
  CHECK(search.is_settled(VertexId(2)));
}

TEST_CASE("targets have the labels of a whole search, and a search left early leaves no trace") {
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const std::uint32_t vertices = 1 + random() % 60;
    const std::uint32_t longest = std::vector<std::uint32_t>{3, 40, 5000, 400'000'000}[seed % 4];
    const OwnedSearchGraph graph = graph_of(vertices, random_arcs(random, vertices, longest));
    MultiSourceDijkstra search(graph.view());
    for (int round = 0; round < 3; ++round) {
      const auto sources = random_sources(random, vertices, longest);
      const auto whole = plain_nearest(graph.view(), sources);
      std::vector<VertexId> targets(random() % 4);
      for (VertexId& target : targets) {
        target = VertexId(static_cast<std::uint32_t>(random() % vertices));
      }
      search.start(sources);
      run_until_settled(search, targets);
      for (std::uint32_t v = 0; v < vertices; ++v) {
        // What is settled is final, whether it was asked for or not.
        if (!search.is_settled(VertexId(v))) continue;
        const Label label = search.label(VertexId(v));
        REQUIRE(whole[v] == PlainAnswer{label.time(), label.order(), search.length(VertexId(v))});
      }
      for (const VertexId target : targets) {
        REQUIRE(search.is_settled(target) == whole[target.value()].has_value());
      }
    }
  }
}

}  // namespace coverage
