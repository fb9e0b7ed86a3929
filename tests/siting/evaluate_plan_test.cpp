#include "libcoverage/siting/evaluate_plan.h"

#include <catch2/catch.hpp>

#include "siting/brute_force.h"

namespace coverage {
namespace {

/// Three places on a road, ten minutes from each to the next; A's site exists.
///
///     A ---10--- B ---10--- C        weights 5, 3, 2
SitingInstance three_places() {
  SitingInstance instance;
  instance.weight = {5, 3, 2};
  instance.values = {
      {0, 3, 6, 9}, {{0, 0}, {1, 10}, {2, 20}, {0, 10}, {1, 0}, {2, 10}, {0, 20}, {1, 10}, {2, 0}}};
  instance.sites.push_back({.id = "A", .rule = SiteRule::mandatory, .counts = false});
  instance.sites.push_back({.id = "B", .cost = 4, .group = GroupIndex(0)});
  instance.sites.push_back({.id = "C", .cost = 2, .group = GroupIndex(1)});
  return instance;
}

std::optional<Amount> value_of(SitingProblem problem, std::vector<std::uint32_t> sites) {
  std::vector<CandidateIndex> open(sites.begin(), sites.end());
  return evaluate_plan(three_places(), problem, open);
}

}  // namespace

TEST_CASE("each goal is measured from the values alone") {
  CHECK(value_of({.goal = SitingGoal::most_covered, .threshold = 9}, {0}) == Amount{5});
  CHECK(value_of({.goal = SitingGoal::most_covered, .threshold = 10}, {0}) == Amount{8});
  CHECK(value_of({.goal = SitingGoal::twice_covered, .threshold = 10}, {0, 2}) == Amount{3});
  CHECK(value_of({.goal = SitingGoal::least_mean}, {0}) == Amount{70});
  CHECK(value_of({.goal = SitingGoal::least_mean}, {0, 1}) == Amount{20});
  CHECK(value_of({.goal = SitingGoal::least_worst}, {0}) == Amount{20});
  CHECK(value_of({.goal = SitingGoal::fewest_sites, .threshold = 10}, {0, 1}) == Amount{4});
  CHECK_FALSE(value_of({.goal = SitingGoal::fewest_sites, .threshold = 10}, {0}));
  CHECK(value_of({.goal = SitingGoal::fewest_sites, .threshold = 10, .share_millionths = 800'000},
                 {0}) == Amount{0});
}

TEST_CASE("a plan that breaks a limit has no objective") {
  const SitingProblem any;
  CHECK(value_of(any, {0, 1, 2}));
  CHECK_FALSE(value_of(any, {1, 2}));  // A stays
  CHECK_FALSE(value_of({.most_sites = 1}, {0, 1, 2}));
  CHECK(value_of({.most_sites = 1}, {0, 1}));  // A does not count
  CHECK_FALSE(value_of({.budget = 5}, {0, 1, 2}));
  CHECK(value_of({.budget = 6}, {0, 1, 2}));
  CHECK_FALSE(value_of({.group_limits = {{GroupIndex(1), 1, {}}}}, {0, 1}));
  CHECK_FALSE(value_of({.group_limits = {{GroupIndex(0), 0, 0}}}, {0, 1}));
  CHECK_FALSE(value_of({.nobody_beyond = 19}, {0}));
  CHECK(value_of({.nobody_beyond = 20}, {0}));
}

TEST_CASE("enumeration finds the best of the three places") {
  const auto instance = three_places();
  const auto best =
      best_by_enumeration(instance, {.goal = SitingGoal::least_mean, .most_sites = 1});
  REQUIRE(best);
  CHECK(best->sites == std::vector{CandidateIndex(0), CandidateIndex(1)});
  CHECK(best->objective == Amount{20});
  CHECK_FALSE(best_by_enumeration(instance, {.most_sites = 0, .nobody_beyond = 9}));
}

TEST_CASE("a gap is measured against the larger of objective and bound") {
  CHECK(gap_of({{}, 90, 100}) == Approx(0.1));
  CHECK(gap_of({{}, 100, 90}) == Approx(0.1));
  CHECK(gap_of({{}, 0, 0}) == 0);
}

}  // namespace coverage
