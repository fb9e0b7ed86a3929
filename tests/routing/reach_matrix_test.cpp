#include "libcoverage/routing/reach_matrix.h"

#include <catch2/catch.hpp>

#include "error_text.h"
#include "libcoverage/routing/plain_dijkstra.h"
#include "network_fixture.h"
#include "routing/random_graph.h"

namespace coverage {
namespace {

using Departure = ReachTargets::Departure;

Seconds ms(std::uint32_t milliseconds) {
  return Seconds::from_milliseconds(milliseconds);
}

/// A problem by chance, with its rows by the plain search.
struct RandomProblem {
  explicit RandomProblem(std::uint32_t seed)
      : random(seed),
        vertices(1 + below(40)),
        graph(graph_of(vertices, random_arcs(random, vertices, 50))),
        count(below(200)),
        bound(ms(below(120))) {
    for (std::uint32_t i = 0; count > 0 && i < 2 * count; ++i) {
      departures.push_back({VertexId(below(vertices)), below(count), ms(below(30))});
    }
    candidates.resize(below(12));
    for (ReachCandidate& candidate : candidates) {
      candidate.sources = random_sources(random, vertices, 50);
      if (count > 0 && below(2) == 0) candidate.direct.push_back({below(count), below(150)});
    }
  }

  ReachProblem problem(const ReachTargets& targets) const {
    return {.graph = graph.view(),
            .targets = targets,
            .candidates = candidates.size(),
            .describe = [this](std::size_t c, ReachCandidate& result) { result = candidates[c]; },
            .bound = bound};
  }

  std::vector<ReachEntry> expected_row(const ReachCandidate& candidate) const {
    std::vector<Seconds> best(count, Seconds::unreachable());
    const auto answers = plain_nearest(graph.view(), candidate.sources);
    for (const Departure& departure : departures) {
      const auto& answer = answers[departure.vertex.value()];
      if (!answer) continue;
      best[departure.target] = std::min(best[departure.target], answer->time + departure.time);
    }
    for (const ReachEntry& direct : candidate.direct) {
      best[direct.target] = std::min(best[direct.target], ms(direct.time_ms));
    }
    std::vector<ReachEntry> row;
    for (std::uint32_t target = 0; target < count; ++target) {
      if (best[target] <= bound) row.push_back({target, best[target].milliseconds()});
    }
    return row;
  }

  /// The times to the nearest of some places, with a change that limits allow.
  ReachLimits limits_of(std::span<const SearchSource> places, std::uint32_t more,
                        std::uint32_t least) const {
    const std::uint32_t never = Seconds::unreachable().milliseconds();
    ReachLimits limits{std::vector(vertices, never), std::vector(count, never)};
    const auto answers = plain_nearest(graph.view(), places);
    for (std::uint32_t v = 0; v < vertices; ++v) {
      if (answers[v]) limits.vertex_ms[v] = answers[v]->time.milliseconds();
    }
    for (const Departure& departure : departures) {
      std::uint32_t& best = limits.target_ms[departure.target];
      best = std::min(best,
                      limits.vertex_ms[departure.vertex.value()] + departure.time.milliseconds());
    }
    for (auto* times : {&limits.vertex_ms, &limits.target_ms}) {
      for (std::uint32_t& time : *times) time = std::max(time + more, least);
    }
    return limits;
  }

  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); }

  std::mt19937 random;
  std::uint32_t vertices;
  OwnedSearchGraph graph;
  std::uint32_t count;
  Seconds bound;
  std::vector<Departure> departures;
  std::vector<ReachCandidate> candidates;
};

}  // namespace

TEST_CASE("rows have the targets within reach by number, for any number of threads and any block") {
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    const RandomProblem random(seed);
    const ReachTargets targets(random.graph.view(), random.count, random.departures);
    ReachProblem problem = random.problem(targets);
    problem.block_rows = 1 + seed % 7;
    std::size_t next = 0;
    stream_reach(problem, quiet_execution(1 + seed % 3), [&](std::span<const ReachRow> rows) {
      REQUIRE(rows.size() <= problem.block_rows);
      for (const ReachRow& row : rows) {
        REQUIRE(row.candidate == next++);
        REQUIRE(std::vector<ReachEntry>(row.entries.begin(), row.entries.end()) ==
                random.expected_row(random.candidates[row.candidate]));
      }
    });
    REQUIRE(next == random.candidates.size());
  }
}

TEST_CASE(
    "below limits, rows have what whole rows have there: searches that stop early miss none") {
  std::size_t kept = 0, left_out = 0;
  for (std::uint32_t seed = 0; seed < 400; ++seed) {
    CAPTURE(seed);
    RandomProblem random(seed);
    const ReachTargets targets(random.graph.view(), random.count, random.departures);
    const auto places = random_sources(random.random, random.vertices, 50);
    const std::uint32_t more = seed % 2 ? random.below(9) : 0;
    const std::uint32_t least = seed % 3 ? 0 : random.below(60);
    const ReachLimits limits = random.limits_of(places, more, least);
    ReachProblem problem = random.problem(targets);
    problem.limits = &limits;
    const ReachMatrix matrix = reach_matrix(problem, quiet_execution(1 + seed % 3));
    REQUIRE(matrix.rows() == random.candidates.size());
    for (std::size_t c = 0; c < matrix.rows(); ++c) {
      auto expected = random.expected_row(random.candidates[c]);
      left_out += std::erase_if(expected, [&](const ReachEntry& entry) {
        return entry.time_ms >= limits.target_ms[entry.target];
      });
      kept += expected.size();
      REQUIRE(std::vector<ReachEntry>(matrix.row(c).begin(), matrix.row(c).end()) == expected);
    }
  }
  CHECK(kept > 1000);
  CHECK(left_out > 1000);
}

TEST_CASE("limits of other vertices or targets are refused") {
  const OwnedSearchGraph graph = graph_of(2, {{0, 1, 5, 5}});
  const ReachTargets one(graph.view(), 1, std::vector<Departure>{{VertexId(1), 0, {}}});
  ReachLimits limits{{9, 9, 9}, {9}};
  ReachProblem problem{.graph = graph.view(),
                       .targets = one,
                       .candidates = 1,
                       .describe = [](std::size_t, ReachCandidate&) {},
                       .bound = Seconds(),
                       .limits = &limits};
  CHECK_THROWS_AS(reach_matrix(problem, quiet_execution()), std::invalid_argument);
  limits = {{9, 9}, {}};
  CHECK_THROWS_AS(reach_matrix(problem, quiet_execution()), std::invalid_argument);
  limits = {{9, 9}, {9}};
  CHECK(reach_matrix(problem, quiet_execution()).rows() == 1);
}

TEST_CASE("without targets rows are empty, without candidates there is none") {
  const OwnedSearchGraph graph = graph_of(2, {{0, 1, 5, 5}});
  const ReachTargets nobody(graph.view(), 0, {});
  ReachProblem problem{.graph = graph.view(),
                       .targets = nobody,
                       .candidates = 2,
                       .describe =
                           [](std::size_t, ReachCandidate& result) {
                             result.sources = {{VertexId(0), Seconds(), Metres(), 0}};
                           },
                       .bound = Seconds()};
  const ReachMatrix empty_rows = reach_matrix(problem, quiet_execution());
  CHECK(empty_rows.first == std::vector<std::uint64_t>{0, 0, 0});
  problem.candidates = 0;
  CHECK(reach_matrix(problem, quiet_execution()).rows() == 0);
}

TEST_CASE("targets and candidates outside the network are named") {
  const OwnedSearchGraph graph = graph_of(2, {{0, 1, 5, 5}});
  const std::string vertices = " The network has 2 vertices, numbered from 0.";
  CHECK(error_text([&] {
          ReachTargets(graph.view(), 1, std::vector<Departure>{{VertexId(2), 0, {}}});
        }) == "target 0 stands on vertex 2." + vertices);
  CHECK_THROWS_AS(ReachTargets(graph.view(), 1, std::vector<Departure>{{VertexId(1), 1, {}}}),
                  std::out_of_range);
  const ReachTargets one(graph.view(), 1, std::vector<Departure>{{VertexId(1), 0, {}}});
  const ReachProblem problem{.graph = graph.view(),
                             .targets = one,
                             .candidates = 1,
                             .describe =
                                 [](std::size_t, ReachCandidate& result) {
                                   result.sources = {{VertexId(7), Seconds(), Metres(), 3}};
                                 },
                             .bound = Seconds::from_seconds(1)};
  CHECK(error_text([&] { reach_matrix(problem, quiet_execution(2)); }) ==
        "source 0 (order 3) stands on vertex 7." + vertices);
}

}  // namespace coverage
