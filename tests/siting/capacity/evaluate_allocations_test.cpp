#include "libcoverage/siting/capacity/evaluate_allocations.h"

#include <catch2/catch.hpp>

#include "siting/capacity/capacitated_world.h"

namespace coverage {
namespace {

const CandidateIndex near_site(0), far_site(1);
const SitingProblem split_mean{.goal = SitingGoal::least_mean, .assignment = Assignment::split};
const SitingProblem whole_mean{.goal = SitingGoal::least_mean, .assignment = Assignment::single};

SitingPlan plan_of(std::vector<Allocation> allocations) {
  return {.sites = {near_site, far_site}, .allocations = std::move(allocations)};
}

}  // namespace

TEST_CASE("allocations are worth weight times value, or the weight that they cover") {
  const auto instance = two_sites(6, 9);
  const auto plan =
      plan_of({{0, near_site, 4}, {1, near_site, 2}, {1, far_site, 1}, {2, far_site, 2}});
  CHECK(evaluate_allocations(instance, split_mean, plan) == Amount{4 + 2 + 5 + 6});
  SitingProblem covering{.goal = SitingGoal::most_covered, .threshold = 5};
  covering.assignment = Assignment::split;
  CHECK(evaluate_allocations(instance, covering, plan) == Amount{9});
}

TEST_CASE("allocations that break a rule are worth nothing") {
  const auto instance = two_sites(6, 9);
  const auto is_refused = [&](const SitingProblem& problem, std::vector<Allocation> parts) {
    return !evaluate_allocations(instance, problem, plan_of(std::move(parts)));
  };
  const Allocation rest = {2, far_site, 2};
  CHECK_FALSE(is_refused(split_mean, {{0, near_site, 4}, {1, far_site, 3}, rest}));
  CHECK(is_refused(split_mean, {{0, near_site, 4}, {1, near_site, 3}, rest}));  // seven for six
  CHECK(is_refused(split_mean, {{0, near_site, 4}, rest}));                     // row 1 unserved
  CHECK(is_refused(split_mean, {{0, near_site, 4}, {1, far_site, 2}, rest}));   // a part unserved
  CHECK(is_refused(split_mean, {{0, near_site, 4}, {1, far_site, 4}, rest}));   // more than it has
  CHECK(is_refused(split_mean, {{0, near_site, -4}, {0, far_site, 8}, {1, far_site, 3}, rest}));
  CHECK(is_refused(whole_mean, {{0, near_site, 4}, {1, near_site, 2}, {1, far_site, 1}, rest}));
  SitingProblem covering{.goal = SitingGoal::most_covered, .threshold = 4};
  covering.assignment = Assignment::single;
  CHECK_FALSE(is_refused(covering, {rest}));
  CHECK(is_refused(covering, {{1, far_site, 3}}));   // beyond the threshold
  CHECK(is_refused(covering, {{0, near_site, 3}}));  // not whole
  CHECK(is_refused(covering, {{0, CandidateIndex(7), 4}}));
}

TEST_CASE("a site serves within the threshold of covering, and within what nobody may exceed") {
  SitingProblem problem{.goal = SitingGoal::most_covered, .threshold = 5};
  CHECK(largest_value_served(problem) == 5);
  problem.nobody_beyond = 3;
  CHECK(largest_value_served(problem) == 3);
  problem.nobody_beyond = 8;
  CHECK(largest_value_served(problem) == 5);
  problem.goal = SitingGoal::least_mean;
  CHECK(largest_value_served(problem) == 8);
}

}  // namespace coverage
