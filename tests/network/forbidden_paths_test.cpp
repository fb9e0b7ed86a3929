#include "libcoverage/network/forbidden_paths.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

namespace coverage {

namespace {

ForbiddenPath path(std::initializer_list<std::uint32_t> runs) {
  ForbiddenPath result;
  for (const std::uint32_t run : runs) result.push_back(DirectedRunId(run));
  return result;
}

/// Whether the automaton lets a whole trip through.
bool lets_through(const ForbiddenPaths& rules, const ForbiddenPath& trip) {
  ForbiddenPaths::State state = ForbiddenPaths::root;
  for (const DirectedRunId run : trip) {
    const auto next = rules.next(state, run);
    if (!next) return false;
    state = *next;
  }
  return true;
}

/// The obvious twin: looks for each forbidden path at each place of the trip.
bool is_free(const std::vector<ForbiddenPath>& paths, const ForbiddenPath& trip) {
  return std::none_of(paths.begin(), paths.end(), [&](const ForbiddenPath& forbidden) {
    return std::search(trip.begin(), trip.end(), forbidden.begin(), forbidden.end()) != trip.end();
  });
}

}  // namespace

TEST_CASE("a forbidden turn is forbidden after whatever came before") {
  const std::vector<ForbiddenPath> paths{path({1, 2})};
  const ForbiddenPaths rules(paths);
  CHECK_FALSE(lets_through(rules, path({1, 2})));
  CHECK_FALSE(lets_through(rules, path({7, 1, 1, 2})));
  CHECK(lets_through(rules, path({1, 3, 2})));
  CHECK(lets_through(rules, path({2, 1})));
}

TEST_CASE("a path over several runs is forbidden as a whole, its parts are not") {
  const std::vector<ForbiddenPath> paths{path({1, 2, 3})};
  const ForbiddenPaths rules(paths);
  CHECK(lets_through(rules, path({1, 2, 4})));
  CHECK(lets_through(rules, path({2, 3})));
  CHECK_FALSE(lets_through(rules, path({5, 1, 2, 3})));
}

TEST_CASE("without paths everything is allowed, and one run alone forbids nothing") {
  CHECK(lets_through(ForbiddenPaths(), path({1, 2, 3})));
  const std::vector<ForbiddenPath> paths{path({1})};
  CHECK(lets_through(ForbiddenPaths(paths), path({1, 1})));
}

TEST_CASE("random forbidden paths that overlap agree with looking for each of them") {
  const unsigned seed = GENERATE(range(0u, 50u));
  std::mt19937 random(seed);
  const auto some_path = [&](std::size_t least, std::size_t most) {
    ForbiddenPath result(least + random() % (most - least + 1));
    for (DirectedRunId& run : result) run = DirectedRunId(random() % 3);
    return result;
  };
  std::vector<ForbiddenPath> paths;
  for (int k = 0; k < 4; ++k) paths.push_back(some_path(2, 5));
  const ForbiddenPaths rules(paths);
  for (int k = 0; k < 200; ++k) {
    const ForbiddenPath trip = some_path(1, 9);
    CAPTURE(seed, k);
    CHECK(lets_through(rules, trip) == is_free(paths, trip));
  }
}

}  // namespace coverage
