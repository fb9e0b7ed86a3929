#include "libcoverage/routing/reach_search.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "libcoverage/routing/plain_dijkstra.h"
#include "routing/random_graph.h"

namespace coverage {
namespace {

SearchSource source(std::uint32_t vertex, std::uint32_t time_ms) {
  return {VertexId(vertex), Seconds::from_milliseconds(time_ms), Metres(), 0};
}

/// (vertex, time) of all that a search reached, by vertex.
std::vector<std::pair<VertexId, Seconds>> reached_by(const ReachSearch& search) {
  std::vector<std::pair<VertexId, Seconds>> reached;
  for (const VertexId vertex : search.reached()) reached.emplace_back(vertex, search.time(vertex));
  std::sort(reached.begin(), reached.end());
  return reached;
}

std::vector<std::pair<VertexId, Seconds>> reached_by_plain_search(
    const SearchGraph& graph, std::span<const SearchSource> sources, Seconds bound) {
  std::vector<std::pair<VertexId, Seconds>> reached;
  const auto answers = plain_nearest(graph, sources, bound);
  for (std::size_t v = 0; v < answers.size(); ++v) {
    if (answers[v]) reached.emplace_back(VertexId::from_size(v), answers[v]->time);
  }
  return reached;
}

}  // namespace

TEST_CASE("a bound is inclusive, and a bound of zero reaches what costs nothing to reach") {
  const OwnedSearchGraph graph = graph_of(4, {{0, 1, 0, 5}, {1, 2, 600, 5}, {2, 3, 1, 5}});
  ReachSearch search(graph.view());
  search.run(std::vector{source(0, 0)}, Seconds::from_milliseconds(600));
  CHECK(search.reached().size() == 3);
  CHECK(search.time(VertexId(2)) == Seconds::from_milliseconds(600));
  CHECK_FALSE(search.time(VertexId(3)).is_reachable());
  search.run(std::vector{source(0, 0)}, Seconds());
  CHECK(reached_by(search) ==
        std::vector<std::pair<VertexId, Seconds>>{{VertexId(0), {}}, {VertexId(1), {}}});
}

TEST_CASE("nothing is reached without sources, or from a source beyond the bound") {
  const OwnedSearchGraph graph = graph_of(2, {{0, 1, 1, 1}});
  ReachSearch search(graph.view());
  search.run({});
  CHECK(search.reached().empty());
  search.run(std::vector{source(0, 7)}, Seconds::from_milliseconds(6));
  CHECK(search.reached().empty());
}

TEST_CASE("a search goes on only from where it comes before the limit") {
  // 0 → 1 → 2 → 3, with a way round 1 by 4.
  const OwnedSearchGraph graph =
      graph_of(5, {{0, 1, 5, 1}, {1, 2, 5, 1}, {2, 3, 5, 1}, {0, 4, 9, 1}, {4, 2, 9, 1}});
  std::vector<std::uint32_t> limits = {100, 6, 19, 100, 10};
  ReachSearch search(graph.view(), limits);
  using Reached = std::vector<std::pair<VertexId, Seconds>>;
  const auto at = [](std::uint32_t vertex, std::uint32_t time_ms) {
    return std::pair(VertexId(vertex), Seconds::from_milliseconds(time_ms));
  };
  for (int twice = 0; twice < 2; ++twice) {  // a workspace forgets
    search.run(std::vector{source(0, 0)});
    CHECK(reached_by(search) == Reached{at(0, 0), at(1, 5), at(2, 10), at(3, 15), at(4, 9)});
  }
  SECTION("a vertex reached at its limit is not reached") {
    limits[1] = 5;
    ReachSearch other(graph.view(), limits);
    other.run(std::vector{source(0, 0)});
    CHECK(reached_by(other) == Reached{at(0, 0), at(2, 18), at(3, 23), at(4, 9)});
    CHECK(other.time(VertexId(1)) == Seconds::from_milliseconds(5));
  }
  SECTION("a source at its limit begins nothing") {
    search.run(std::vector{source(0, 100)});
    CHECK(search.reached().empty());
  }
  SECTION("there is a limit for each vertex, or none at all") {
    limits.pop_back();
    CHECK_THROWS_AS(ReachSearch(graph.view(), limits), std::invalid_argument);
  }
}

TEST_CASE("a search within a time finds what the plain search finds, one workspace for all") {
  for (std::uint32_t seed = 0; seed < 400; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const std::uint32_t vertices = 1 + random() % 60;
    const std::uint32_t longest = std::vector<std::uint32_t>{3, 40, 5000, 400'000'000}[seed % 4];
    const OwnedSearchGraph graph = graph_of(vertices, random_arcs(random, vertices, longest));
    ReachSearch search(graph.view());
    for (int round = 0; round < 4; ++round) {
      const auto sources = random_sources(random, vertices, longest);
      const Seconds bound =
          round % 2
              ? Seconds::from_milliseconds(static_cast<std::uint32_t>(random() % (3 * longest)))
              : Seconds::unreachable();
      search.run(sources, bound);
      REQUIRE(reached_by(search) == reached_by_plain_search(graph.view(), sources, bound));
    }
  }
}

}  // namespace coverage
