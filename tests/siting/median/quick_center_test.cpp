#include "libcoverage/siting/median/quick_center.h"

#include <catch2/catch.hpp>

#include "libcoverage/siting/median/solve_center.h"
#include "network_fixture.h"
#include "siting/brute_force.h"
#include "siting/random_instance.h"

namespace coverage {
namespace {

SitingProblem random_center(std::mt19937& random) {
  SitingProblem problem{.goal = SitingGoal::least_worst, .most_sites = 1 + random() % 4};
  if (random() % 3 == 0) problem.budget = 4 + random() % 8;
  if (random() % 4 == 0) problem.nobody_beyond = 60 + random() % 40;
  if (random() % 3 == 0) {
    problem.group_limits = {{GroupIndex(0), static_cast<std::uint32_t>(random() % 2), 2}};
  }
  return problem;
}

QuickCenter looked(const SitingInstance& instance, const SitingProblem& problem,
                   const Execution& execution, double seconds = 60) {
  const SolveOptions options{.seconds = seconds};
  const SolverClock clock(options, execution);
  return quick_center(instance, problem, opening_rules(instance, problem), 1, clock);
}

QuickCenter looked(const SitingInstance& instance, const SitingProblem& problem) {
  return looked(instance, problem, quiet_execution());
}

/// Rows and candidates along a road, in minutes from its beginning.
SitingInstance road(const std::vector<int>& rows, const std::vector<int>& candidates) {
  SitingInstance instance;
  instance.weight.assign(rows.size(), 1);
  for (const int at : candidates) {
    instance.sites.push_back({.id = fmt::format("{}", at)});
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
      const auto value = static_cast<std::uint32_t>(std::abs(rows[row] - at));
      instance.values.entries.push_back({row, value});
    }
    instance.values.first.push_back(instance.values.entries.size());
  }
  return instance;
}

}  // namespace

TEST_CASE("a quick plan keeps all limits, and its bound holds, as enumeration tells") {
  const auto seed = GENERATE(range(0u, 400u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto instance = random_instance(random, 4 + random() % 7, 1 + random() % 20);
  const auto problem = random_center(random);
  const auto best = best_by_enumeration(instance, problem);
  if (!best) return;
  const QuickCenter quick = looked(instance, problem);
  CHECK(Amount{quick.bound} <= best->objective);
  if (!quick.sites) return;
  const auto objective = evaluate_plan(instance, problem, *quick.sites);
  REQUIRE(objective);
  CHECK(*objective >= best->objective);
}

TEST_CASE("centers of large matrices are solved to the optimum after a quick look") {
  const auto seed = GENERATE(range(0u, 100u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto instance = random_instance(random, 8, 12);
  const auto problem = random_center(random);
  const auto best = best_by_enumeration(instance, problem);
  if (!best) return;
  const auto plan = solve_center(instance, problem, {.many_pairs = 0}, quiet_execution());
  CHECK(plan.objective == best->objective);
  CHECK(plan.optimal());
}

TEST_CASE("rows that no place serves together prove a bound: two homes at each end of a road") {
  const auto instance = road({0, 20, 80, 100}, {0, 10, 50, 90});
  const SitingProblem problem{.goal = SitingGoal::least_worst, .most_sites = 1};
  // From the middle everybody is within 50; within 49 no place serves both ends.
  const QuickCenter one = looked(instance, problem);
  REQUIRE(one.sites);
  CHECK(*one.sites == std::vector{CandidateIndex(2)});
  CHECK(one.bound == 50);
}

TEST_CASE("rows that a plan leaves far away are looked at from then on") {
  // More rows than are asked at first: one in many is far from the road's two ends.
  std::vector<int> rows;
  for (int i = 0; i < 2'000; ++i) rows.push_back(i % 2 ? i % 10 : 1'000 - i % 10);
  rows[1'357] = 500;
  const auto instance = road(rows, {0, 5, 500, 995, 1'000});
  const QuickCenter quick = looked(instance, {.goal = SitingGoal::least_worst, .most_sites = 3});
  REQUIRE(quick.sites);
  CHECK(evaluate_plan(instance, {.goal = SitingGoal::least_worst, .most_sites = 3}, *quick.sites) ==
        Amount{5});
}

TEST_CASE("a row out of reach leaves no quick plan, and what is open anyway may do alone") {
  auto instance = road({0, 10}, {0, 5});
  instance.weight.push_back(3);
  const SitingProblem problem{.goal = SitingGoal::least_worst, .most_sites = 1};
  CHECK_FALSE(looked(instance, problem).sites);
  instance.weight.back() = 0;
  instance.sites.rows()[0].rule = SiteRule::mandatory;
  instance.sites.rows()[1].rule = SiteRule::forbidden;
  const auto quick = looked(instance, problem);
  REQUIRE(quick.sites);
  CHECK(*quick.sites == std::vector{CandidateIndex(0)});
}

TEST_CASE("without time there is a first plan all the same; stopped before it there is none") {
  const auto instance = road({0, 20, 80, 100}, {0, 10, 50, 90});
  const SitingProblem problem{.goal = SitingGoal::least_worst, .most_sites = 2};
  CHECK(looked(instance, problem, quiet_execution(), 0).sites);
  const std::atomic<bool> stop = true;
  Execution execution = quiet_execution();
  execution.stop = &stop;
  CHECK_THROWS_AS(looked(instance, problem, execution), Interrupted);
}

}  // namespace coverage
