#include "libcoverage/routing/k_nearest_search.h"

#include <catch2/catch.hpp>

#include "libcoverage/routing/search_loop.h"
#include "routing/random_graph.h"

namespace coverage {
namespace {

SearchSource source(std::uint32_t vertex, std::uint32_t time_ms, std::uint32_t order) {
  return {VertexId(vertex), Seconds::from_milliseconds(time_ms), Metres(), order};
}

std::vector<Label> labels_of(const KNearestSearch& search, std::uint32_t vertex) {
  const auto labels = search.labels(VertexId(vertex));
  return {labels.begin(), labels.end()};
}

Label label(std::uint32_t time_ms, std::uint32_t order) {
  return {Seconds::from_milliseconds(time_ms), order};
}

}  // namespace

TEST_CASE("each facility counts once, though it has several doors") {
  const OwnedSearchGraph graph = graph_of(3, {{0, 1, 5, 1}, {2, 1, 9, 1}});
  KNearestSearch search(graph.view(), 2);
  search.run(std::vector{source(0, 0, 4), source(0, 1, 4), source(2, 0, 4), source(2, 0, 7)});
  CHECK(labels_of(search, 1) == std::vector{label(5, 4), label(9, 7)});
  CHECK(labels_of(search, 0) == std::vector{label(0, 4)});
}

TEST_CASE("of facilities that are equally near those that come first count, in their order") {
  const OwnedSearchGraph graph = graph_of(2, {{0, 1, 5, 1}});
  KNearestSearch search(graph.view(), 2);
  search.run(std::vector{source(0, 3, 9), source(0, 3, 2), source(0, 3, 5)});
  CHECK(labels_of(search, 1) == std::vector{label(8, 2), label(8, 5)});
}

TEST_CASE("the zero nearest facilities are no question") {
  const OwnedSearchGraph graph = graph_of(2, {{0, 1, 5, 1}});
  CHECK_THROWS_AS(KNearestSearch(graph.view(), 0), std::invalid_argument);
}

TEST_CASE("the k nearest are those of one search a facility, one workspace for all") {
  for (std::uint32_t seed = 0; seed < 500; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const std::uint32_t vertices = 1 + random() % 50;
    const std::uint32_t longest = std::vector<std::uint32_t>{3, 40, 5000, 400'000'000}[seed % 4];
    const OwnedSearchGraph graph = graph_of(vertices, random_arcs(random, vertices, longest));
    const std::uint32_t k = 1 + random() % 5;
    KNearestSearch search(graph.view(), k);
    for (int round = 0; round < 3; ++round) {
      std::vector<SearchSource> sources;
      for (int i = 0; i < 3; ++i) {
        const auto more = random_sources(random, vertices, longest);
        sources.insert(sources.end(), more.begin(), more.end());
      }
      for (SearchSource& s : sources) s.order = static_cast<std::uint32_t>(random() % 7);
      const Seconds bound =
          round == 1 ? Seconds::from_milliseconds(longest) : Seconds::unreachable();
      const auto expected = plain_k_nearest(graph.view(), sources, k, bound);
      const VertexId target(static_cast<std::uint32_t>(random() % vertices));
      search.start(sources, bound);
      run_until_settled(search, {&target, 1});
      REQUIRE(labels_of(search, target.value()) == expected[target.value()]);
      while (search.step()) {
      }
      for (std::uint32_t v = 0; v < vertices; ++v) {
        REQUIRE(labels_of(search, v) == expected[v]);
      }
    }
  }
}

}  // namespace coverage
