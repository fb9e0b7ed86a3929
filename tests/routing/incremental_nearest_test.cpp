#include "libcoverage/routing/incremental_nearest.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "error_text.h"
#include "libcoverage/routing/plain_dijkstra.h"
#include "routing/random_graph.h"

namespace coverage {
namespace {

SearchSource source(std::uint32_t vertex, std::uint32_t time_ms, std::uint32_t order) {
  return {VertexId(vertex), Seconds::from_milliseconds(time_ms), Metres(), order};
}

/// 0 ⇄ 1 ⇄ … ⇄ n, ten seconds each.
OwnedSearchGraph two_way_road(std::uint32_t streets) {
  std::vector<PlainArc> arcs;
  for (std::uint32_t v = 0; v < streets; ++v) {
    arcs.push_back({v, v + 1, 10'000, 100});
    arcs.push_back({v + 1, v, 10'000, 100});
  }
  return graph_of(streets + 1, arcs);
}

std::vector<std::optional<PlainAnswer>> answers_of(const IncrementalNearest& nearest,
                                                   std::size_t vertices) {
  std::vector<std::optional<PlainAnswer>> answers(vertices);
  for (std::size_t v = 0; v < vertices; ++v) {
    const Label label = nearest.label(VertexId::from_size(v));
    if (!label.reached()) continue;
    answers[v] = {label.time(), label.order(), nearest.length(VertexId::from_size(v))};
  }
  return answers;
}

/// A network that changes at random, with what the plain search needs to follow.
class ChangingTown {
 public:
  explicit ChangingTown(std::uint32_t seed)
      : random_(seed),
        vertices_(1 + below(50)),
        longest_(std::vector<std::uint32_t>{3, 40, 5000, 400'000'000}[seed % 4]),
        start_(graph_of(vertices_, random_arcs(random_, vertices_, longest_))),
        graph_(start_.view()),
        nearest_(graph_, some_sources()) {}

  void change() {
    const std::uint32_t kind = below(5);
    if (kind == 0) nearest_.open(some_sources());
    if (kind == 1 && !open_.empty()) nearest_.close(take_out());
    if (kind == 2 && !open_.empty()) {
      const std::uint32_t closed = take_out();
      nearest_.move(closed, some_sources());
    }
    if (kind > 2) nearest_.follow(graph_.set_times(some_times()));
  }
  std::vector<std::optional<PlainAnswer>> found() const { return answers_of(nearest_, vertices_); }
  std::vector<std::optional<PlainAnswer>> expected() const {
    std::vector<SearchSource> sources;
    for (const auto& [order, s] : open_) sources.push_back(s);
    return plain_nearest(graph_.view(), sources);
  }
  std::vector<VertexId> changed() const {
    return {nearest_.changed().begin(), nearest_.changed().end()};
  }

 private:
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(random_() % n); }
  std::vector<SearchSource> some_sources() {
    std::vector<SearchSource> sources = random_sources(random_, vertices_, longest_);
    for (const SearchSource& s : sources) open_.insert({s.order, s});
    return sources;
  }
  std::uint32_t take_out() {
    auto one = open_.begin();
    std::advance(one, below(static_cast<std::uint32_t>(open_.size())));
    const std::uint32_t order = one->first;
    open_.erase(order);
    return order;
  }
  std::vector<EditableGraph::NewTime> some_times() {
    const auto arcs = static_cast<std::uint32_t>(graph_.view().arcs.size());
    std::vector<EditableGraph::NewTime> times(arcs == 0 ? 0 : 1 + below(4));
    for (auto& [arc, time] : times) {
      arc = below(arcs);
      const std::uint32_t new_ms[] = {0, below(longest_), graph_.view().arcs[arc].time_ms + 1,
                                      Seconds::unreachable().milliseconds()};
      time = Seconds::from_milliseconds(new_ms[below(4)]);
    }
    return times;
  }

  std::mt19937 random_;
  std::uint32_t vertices_, longest_;
  std::multimap<std::uint32_t, SearchSource> open_;
  OwnedSearchGraph start_;
  EditableGraph graph_;
  IncrementalNearest nearest_;
};

}  // namespace

TEST_CASE("after every change the answers are those of a new search") {
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    ChangingTown town(seed);
    auto before = town.found();
    REQUIRE(before == town.expected());
    for (int round = 0; round < 40; ++round) {
      CAPTURE(seed, round);
      town.change();
      const auto after = town.found();
      REQUIRE(after == town.expected());
      const std::vector<VertexId> changed = town.changed();
      for (std::size_t v = 0; v < after.size(); ++v) {
        const bool told = std::count(changed.begin(), changed.end(), VertexId::from_size(v)) > 0;
        REQUIRE((told || after[v] == before[v]));
      }
      before = after;
    }
  }
}

TEST_CASE("a change touches what it changes, and little beside it") {
  const OwnedSearchGraph road = two_way_road(1000);
  EditableGraph graph(road.view());
  IncrementalNearest nearest(graph, std::vector{source(0, 0, 1), source(1000, 0, 2)});
  // Strictly between 250 and 750: there the others are as near, and come first.
  nearest.open(std::vector{source(500, 0, 3)});
  CHECK(nearest.changed().size() == 499);
  nearest.close(3);
  CHECK(nearest.label(VertexId(500)) == Label(Seconds::from_seconds(5000), 1));
  nearest.open(std::vector{source(500, 0, 0)});
  nearest.move(0, std::vector{source(501, 0, 0)});
  CHECK(nearest.label(VertexId(500)) == Label(Seconds::from_seconds(10), 0));
  // The street from 490 to 491 is asked by nobody in this direction.
  nearest.follow(graph.set_times(std::vector<EditableGraph::NewTime>{
      {road.view().first[490] + 1, Seconds::from_seconds(20)}}));
  CHECK(nearest.changed().empty());
}

TEST_CASE(
    "of two equal ways to a place one is closed, and only that way's homes are searched again") {
  // 0 → 1 → 3 → 4 and 0 → 2 → 3, equally long.
  const OwnedSearchGraph roads =
      graph_of(5, {{0, 1, 5, 9}, {0, 2, 5, 9}, {1, 3, 5, 9}, {2, 3, 5, 9}, {3, 4, 5, 9}});
  EditableGraph graph(roads.view());
  IncrementalNearest nearest(graph, std::vector{source(0, 0, 0)});
  nearest.follow(graph.set_times(std::vector<EditableGraph::NewTime>{{0, Seconds::unreachable()}}));
  CHECK_FALSE(nearest.label(VertexId(1)).reached());
  CHECK(nearest.label(VertexId(4)) == Label(Seconds::from_milliseconds(15), 0));
  REQUIRE(nearest.changed().size() == 1);
  CHECK(nearest.changed().front() == VertexId(1));
}

TEST_CASE("a circle of roads without time and length does not hold itself up") {
  const OwnedSearchGraph roads = graph_of(3, {{0, 1, 7, 7}, {1, 2, 0, 0}, {2, 1, 0, 0}});
  EditableGraph graph(roads.view());
  IncrementalNearest nearest(graph, std::vector{source(0, 0, 0)});
  nearest.follow(graph.set_times(std::vector<EditableGraph::NewTime>{{0, Seconds::unreachable()}}));
  CHECK_FALSE(nearest.label(VertexId(1)).reached());
  CHECK_FALSE(nearest.label(VertexId(2)).reached());
}

TEST_CASE(
    "an arc that is named twice has its last time, and one that keeps its time is no change") {
  const OwnedSearchGraph roads = graph_of(2, {{0, 1, 7, 7}, {1, 0, 7, 7}});
  EditableGraph graph(roads.view());
  const auto seconds = [](double s) { return Seconds::from_seconds(s); };
  const auto changes = graph.set_times(
      std::vector<EditableGraph::NewTime>{{1, seconds(3)}, {0, seconds(0.007)}, {1, seconds(4)}});
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].arc == 1);
  CHECK(changes[0].tail == VertexId(1));
  CHECK(changes[0].old_ms == 7);
  CHECK(graph.view().arcs[1].time_ms == 4000);
}

TEST_CASE("closing what is not open, and arcs and vertices that do not exist, are refused") {
  const OwnedSearchGraph road = two_way_road(2);
  EditableGraph graph(road.view());
  IncrementalNearest nearest(graph, std::vector{source(0, 0, 1)});
  CHECK(error_text([&] { nearest.close(2); }) ==
        "no facility of order 2 is open. Name one that was opened and not closed since.");
  const std::string outside =
      "source 0 (order 5) stands on vertex 3. The network has 3 vertices, numbered from 0.";
  CHECK(error_text([&] { nearest.open(std::vector{source(3, 0, 5)}); }) == outside);
  CHECK(error_text([&] { nearest.move(1, std::vector{source(3, 0, 5)}); }) == outside);
  CHECK(error_text([&] {
          graph.set_times(std::vector<EditableGraph::NewTime>{{4, Seconds()}});
        }) == "there is no arc 4. The network has 4 arcs, numbered from 0.");
  CHECK(nearest.label(VertexId(2)) == Label(Seconds::from_seconds(20), 1));
}

TEST_CASE("the last facility closes and the first opens again") {
  const OwnedSearchGraph road = two_way_road(3);
  EditableGraph graph(road.view());
  IncrementalNearest nearest(graph, std::vector{source(0, 0, 1)});
  nearest.close(1);
  CHECK_FALSE(nearest.label(VertexId(0)).reached());
  CHECK(nearest.changed().size() == 4);
  nearest.open(std::vector{source(3, 0, 1)});
  CHECK(nearest.label(VertexId(0)) == Label(Seconds::from_seconds(30), 1));
}

}  // namespace coverage
