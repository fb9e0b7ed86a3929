#include "libcoverage/routing/multi_source_dijkstra.h"

#include <catch2/catch.hpp>

#include "libcoverage/routing/plain_dijkstra.h"
#include "routing/random_graph.h"

namespace coverage {
namespace {

std::optional<PlainAnswer> answer_of(const MultiSourceDijkstra& search, VertexId vertex) {
  const Label label = search.label(vertex);
  if (!label.reached()) return {};
  return PlainAnswer{label.time(), label.order(), search.length(vertex)};
}

std::vector<std::optional<PlainAnswer>> answers_of(const MultiSourceDijkstra& search,
                                                   std::size_t vertices) {
  std::vector<std::optional<PlainAnswer>> answers;
  for (std::size_t v = 0; v < vertices; ++v) {
    answers.push_back(answer_of(search, VertexId::from_size(v)));
  }
  return answers;
}

SearchSource source(std::uint32_t vertex, std::uint32_t time_ms, std::uint32_t order) {
  return {VertexId(vertex), Seconds::from_milliseconds(time_ms), Metres(), order};
}

PlainAnswer answer(std::uint32_t time_ms, std::uint32_t order, std::int64_t length_mm) {
  return {Seconds::from_milliseconds(time_ms), order, Metres::from_millimetres(length_mm)};
}

}  // namespace

TEST_CASE("equal times go to the facility that comes first, whatever the order of the sources") {
  const OwnedSearchGraph graph = graph_of(3, {{0, 1, 500, 7}, {2, 1, 500, 9}});
  MultiSourceDijkstra search(graph.view());
  for (const bool reversed : {false, true}) {
    std::vector<SearchSource> sources = {source(0, 0, 8), source(2, 0, 3)};
    if (reversed) std::swap(sources[0], sources[1]);
    search.run(sources);
    CHECK(answer_of(search, VertexId(1)) == answer(500, 3, 9));
  }
}

TEST_CASE("the length is the least over the routes with the label, not over all routes") {
  // To 3: over 1 (time 20, length 90), over 2 (time 20, length 60), direct (time 21, length 1).
  const OwnedSearchGraph graph =
      graph_of(4, {{0, 1, 10, 40}, {1, 3, 10, 50}, {0, 2, 15, 30}, {2, 3, 5, 30}, {0, 3, 21, 1}});
  MultiSourceDijkstra search(graph.view());
  search.run(std::vector{source(0, 0, 0)});
  CHECK(answer_of(search, VertexId(3)) == answer(20, 0, 60));
}

TEST_CASE("lengths go through arcs that take no time, in both directions and in circles") {
  const OwnedSearchGraph graph = graph_of(
      4,
      {{0, 1, 0, 100}, {1, 0, 0, 100}, {0, 2, 0, 10}, {2, 1, 0, 10}, {1, 3, 0, 5}, {3, 1, 0, 5}});
  MultiSourceDijkstra search(graph.view());
  search.run(std::vector{source(0, 4, 2)});
  CHECK(answer_of(search, VertexId(1)) == answer(4, 2, 20));
  CHECK(answer_of(search, VertexId(3)) == answer(4, 2, 25));
}

TEST_CASE("of parallel arcs the fastest counts, and of equally fast ones the shortest") {
  const OwnedSearchGraph graph = graph_of(2, {{0, 1, 9, 1}, {0, 1, 7, 30}, {0, 1, 7, 20}});
  MultiSourceDijkstra search(graph.view());
  search.run(std::vector{source(0, 0, 0)});
  CHECK(answer_of(search, VertexId(1)) == answer(7, 0, 20));
}

TEST_CASE("a vertex exactly at the bound is reached, one beyond it is not") {
  const OwnedSearchGraph graph = graph_of(3, {{0, 1, 600, 1}, {1, 2, 1, 1}});
  MultiSourceDijkstra search(graph.view());
  search.run(std::vector{source(0, 0, 0)}, Seconds::from_milliseconds(600));
  CHECK(search.label(VertexId(1)).reached());
  CHECK_FALSE(search.label(VertexId(2)).reached());
}

TEST_CASE("without sources, and without vertices, nothing is reached") {
  const OwnedSearchGraph none;
  MultiSourceDijkstra empty(none.view());
  empty.run({});
  const OwnedSearchGraph graph = graph_of(2, {{0, 1, 1, 1}});
  MultiSourceDijkstra search(graph.view());
  search.run({});
  CHECK_FALSE(search.label(VertexId(0)).reached());
}

TEST_CASE("times that leave the range are unreachable, they do not wrap") {
  const std::uint32_t large = 0x7ffffff0;
  const OwnedSearchGraph graph = graph_of(4, {{0, 1, large, 1}, {1, 2, 5, 1}, {2, 3, large, 1}});
  MultiSourceDijkstra search(graph.view());
  search.run(std::vector{source(0, 1, 0)});
  CHECK(search.label(VertexId(1)).time().milliseconds() == large + 1);
  CHECK(search.label(VertexId(2)).reached());
  CHECK_FALSE(search.label(VertexId(3)).reached());
}

TEST_CASE("the search and its plain twin agree on random graphs, one workspace for all") {
  for (std::uint32_t seed = 0; seed < 600; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const std::uint32_t vertices = 1 + random() % 60;
    const std::uint32_t longest = std::vector<std::uint32_t>{3, 40, 5000, 400'000'000}[seed % 4];
    const OwnedSearchGraph graph = graph_of(vertices, random_arcs(random, vertices, longest));
    MultiSourceDijkstra search(graph.view());
    for (int round = 0; round < 4; ++round) {
      const auto sources = random_sources(random, vertices, longest);
      const Seconds bound =
          round % 2 ? Seconds::from_milliseconds(longest) : Seconds::unreachable();
      search.run(sources, bound);
      if (round == 2) continue;  // a search that nobody asks leaves no trace
      REQUIRE(answers_of(search, vertices) == plain_nearest(graph.view(), sources, bound));
    }
  }
}

TEST_CASE("no arc improves a label, and every label has a tight arc or a source behind it") {
  for (std::uint32_t seed = 1000; seed < 1100; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const std::uint32_t vertices = 2 + random() % 200;
    const std::vector<PlainArc> arcs = random_arcs(random, vertices, 3000);
    const OwnedSearchGraph graph = graph_of(vertices, arcs);
    const auto sources = random_sources(random, vertices, 3000);
    MultiSourceDijkstra search(graph.view());
    search.run(sources);
    std::vector<bool> explained(vertices, false);
    for (const SearchSource& s : sources) {
      REQUIRE(search.label(s.vertex) <= Label(s.time, s.order));
      if (search.label(s.vertex) == Label(s.time, s.order)) explained[s.vertex.value()] = true;
    }
    for (const PlainArc& arc : arcs) {
      const Label there = search.label(VertexId(arc.from)).after(arc.time_ms);
      if (!search.label(VertexId(arc.from)).reached()) continue;
      REQUIRE(search.label(VertexId(arc.to)) <= there);
      if (search.label(VertexId(arc.to)) == there) explained[arc.to] = true;
    }
    for (std::uint32_t v = 0; v < vertices; ++v) {
      REQUIRE(explained[v] == search.label(VertexId(v)).reached());
    }
  }
}

TEST_CASE("answers that are taken over leave a workspace as new") {
  const OwnedSearchGraph graph = graph_of(2, {{0, 1, 6, 1}});
  MultiSourceDijkstra search(graph.view());
  search.run(std::vector{source(0, 0, 0)});
  const MultiSourceDijkstra::Answers answers = search.take();
  CHECK(answers.labels.at(1) == Label(Seconds::from_milliseconds(6), 0));
  CHECK(answers.length_mm.at(1) == 1);
  search.run(std::vector{source(1, 0, 0)});
  CHECK_FALSE(search.label(VertexId(0)).reached());
  CHECK(search.label(VertexId(1)).time() == Seconds());
}

}  // namespace coverage
