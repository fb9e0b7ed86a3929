#include "libcoverage/routing/bounded_search.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "libcoverage/routing/plain_dijkstra.h"
#include "routing/random_graph.h"

namespace coverage {
namespace {

/// All vertices within the limits, from the plain search without any.
std::vector<VertexId> within_by_plain_search(const SearchGraph& graph,
                                             std::vector<SearchSource> sources, Seconds time,
                                             Metres distance) {
  for (SearchSource& source : sources) source.order = 0;
  const auto all = plain_nearest(graph, sources);
  std::vector<VertexId> within;
  for (std::size_t v = 0; v < all.size(); ++v) {
    if (all[v] && all[v]->time <= time && all[v]->length <= distance) {
      within.push_back(VertexId::from_size(v));
    }
  }
  return within;
}

std::vector<VertexId> sorted(std::span<const VertexId> vertices) {
  std::vector<VertexId> result(vertices.begin(), vertices.end());
  std::sort(result.begin(), result.end());
  return result;
}

}  // namespace

TEST_CASE("a place whose fastest way is too long is not within, though a slower way is short") {
  // 0 → 1 → 2 is fast and long (vertex 1 is beyond the limit itself), 0 → 3 → 2 slow and short.
  const OwnedSearchGraph graph =
      graph_of(4, {{0, 1, 10, 6000}, {1, 2, 10, 10}, {0, 3, 20, 100}, {3, 2, 20, 100}});
  BoundedSearch search(graph.view());
  search.run(std::vector{SearchSource{VertexId(0), Seconds(), Metres(), 0}},
             {.distance = Metres::from_millimetres(5000)});
  CHECK(sorted(search.within()) == std::vector{VertexId(0), VertexId(3)});
  CHECK(search.trip(VertexId(2)) ==
        Trip{Seconds::from_milliseconds(20), Metres::from_millimetres(6010)});
}

TEST_CASE("the search ends soon after the last place within the distance") {
  std::vector<PlainArc> road;
  for (std::uint32_t v = 0; v < 1000; ++v) road.push_back({v, v + 1, 1000, 1000});
  const OwnedSearchGraph graph = graph_of(1001, road);
  BoundedSearch search(graph.view());
  search.run(std::vector{SearchSource{VertexId(0), Seconds(), Metres(), 0}},
             {.distance = Metres::from_millimetres(5000), .margin = Seconds::from_seconds(3)});
  CHECK(search.within().size() == 6);
  CHECK(search.trip(VertexId(8)).has_value());
  CHECK_FALSE(search.trip(VertexId(20)).has_value());
}

TEST_CASE("limits are inclusive, in time and in distance") {
  const OwnedSearchGraph graph = graph_of(3, {{0, 1, 600, 50}, {0, 2, 601, 50}});
  BoundedSearch search(graph.view());
  const std::vector sources = {SearchSource{VertexId(0), Seconds(), Metres(), 0}};
  search.run(sources,
             {.time = Seconds::from_milliseconds(600), .distance = Metres::from_millimetres(50)});
  CHECK(sorted(search.within()) == std::vector{VertexId(0), VertexId(1)});
  search.run(sources,
             {.time = Seconds::from_milliseconds(600), .distance = Metres::from_millimetres(49)});
  CHECK(sorted(search.within()) == std::vector{VertexId(0)});
}

TEST_CASE("a bounded search finds what the plain search finds within the limits") {
  for (std::uint32_t seed = 0; seed < 400; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const std::uint32_t vertices = 1 + random() % 60;
    const std::uint32_t longest = seed % 2 ? 6 : 4000;
    const OwnedSearchGraph graph = graph_of(vertices, random_arcs(random, vertices, longest));
    BoundedSearch search(graph.view());
    for (int round = 0; round < 3; ++round) {
      const auto sources = random_sources(random, vertices, longest);
      const SearchLimits limits = {
          .time = round == 0 ? Seconds::unreachable()
                             : Seconds::from_milliseconds(
                                   static_cast<std::uint32_t>(random() % (4 * longest))),
          .distance = Metres::from_millimetres(static_cast<std::int64_t>(random() % 120))};
      search.run(sources, limits);
      REQUIRE(sorted(search.within()) ==
              within_by_plain_search(graph.view(), sources, limits.time, limits.distance));
    }
  }
}

}  // namespace coverage
