#include "libcoverage/siting/covering/solve_covering.h"

#include <catch2/catch.hpp>

#include "network_fixture.h"
#include "siting/brute_force.h"
#include "siting/covering/random_covering.h"

namespace coverage {
namespace {

std::optional<SitingPlan> solved(const SitingInstance& instance, const SitingProblem& problem,
                                 const SolveOptions& options = {}) {
  try {
    return solve_covering(instance, problem, options, quiet_execution());
  } catch (const NoResultError&) {
    return {};
  }
}

}  // namespace

TEST_CASE("covering is solved to the optimum that enumeration finds, with every goal and limit") {
  const auto seed = GENERATE(range(0u, 300u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto instance = random_covering_instance(random, 10, 14);
  const auto problem = random_covering(random);
  const auto best = best_by_enumeration(instance, problem);
  const auto plan = solved(instance, problem);
  REQUIRE(plan.has_value() == best.has_value());
  if (!best) return;
  CHECK(plan->objective == best->objective);
  CHECK(plan->optimal());
  CHECK(evaluate_plan(instance, problem, plan->sites) == plan->objective);
  CHECK(std::ranges::is_sorted(plan->sites));
}

TEST_CASE("weights of many digits are solved to their last one") {
  const auto seed = GENERATE(range(0u, 60u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  auto instance = random_covering_instance(random, 10, 14);
  for (std::int64_t& weight : instance.weight) {
    if (weight > 0)
      weight = weight * 1'000'000'000'000'000 + static_cast<std::int64_t>(random() % 9);
  }
  auto problem = random_covering(random);
  const auto best = best_by_enumeration(instance, problem);
  const auto plan = solved(instance, problem);
  REQUIRE(plan.has_value() == best.has_value());
  if (!best) return;
  CHECK(plan->objective == best->objective);
  CHECK(plan->optimal());
}

TEST_CASE("each improvement is a whole plan, and neither it nor the bound gets worse") {
  const auto seed = GENERATE(range(0u, 30u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto instance = random_covering_instance(random, 12, 40);
  const SitingProblem problem{.threshold = 15, .most_sites = 4};
  std::vector<SitingPlan> seen;
  SolveOptions options;
  options.on_improvement = [&](const SitingPlan& plan) { seen.push_back(plan); };
  const auto plan = solved(instance, problem, options);
  if (!plan) return;
  REQUIRE_FALSE(seen.empty());
  for (std::size_t i = 0; i < seen.size(); ++i) {
    CHECK(evaluate_plan(instance, problem, seen[i].sites) == seen[i].objective);
    CHECK(seen[i].bound >= plan->objective);
    if (i > 0) CHECK(seen[i].objective >= seen[i - 1].objective);
    if (i > 0) CHECK(seen[i].bound <= seen[i - 1].bound);
  }
  CHECK(seen.back().sites == plan->sites);
  CHECK(seen.back().bound == plan->bound);
}

TEST_CASE("without time the greedy plan is given, with a bound that holds") {
  std::mt19937 random(3);
  const auto instance = random_covering_instance(random, 12, 40);
  const SitingProblem problem{.threshold = 15, .most_sites = 4};
  const auto plan = solved(instance, problem, {.seconds = 0});
  const auto best = best_by_enumeration(instance, problem);
  REQUIRE(plan);
  REQUIRE(best);
  CHECK(plan->objective <= best->objective);
  CHECK(plan->bound >= best->objective);
  const auto greedy = greedy_plan(instance, problem, quiet_execution());
  REQUIRE(greedy);
  CHECK(greedy->objective == plan->objective);
}

TEST_CASE("a run that is stopped throws Interrupted, after what it found was reported") {
  std::mt19937 random(3);
  const auto instance = random_covering_instance(random, 12, 40);
  std::atomic<bool> stop = false;
  Execution execution = quiet_execution();
  execution.stop = &stop;
  SolveOptions options;
  int reported = 0;
  options.on_improvement = [&](const SitingPlan&) {
    stop = true;
    ++reported;
  };
  CHECK_THROWS_AS(solve_covering(instance, {.threshold = 15, .most_sites = 4}, options, execution),
                  Interrupted);
  CHECK(reported > 0);
}

TEST_CASE("an instance without demand has a plan that opens nothing") {
  SitingInstance instance;
  instance.sites.push_back({.id = "a"});
  instance.values.first.push_back(0);
  for (const SitingGoal goal : {SitingGoal::fewest_sites, SitingGoal::most_covered}) {
    const auto plan = solved(instance, {.goal = goal});
    REQUIRE(plan);
    CHECK(plan->sites.empty());
    CHECK(plan->optimal());
  }
}

TEST_CASE("the plan does not depend on the number of threads") {
  std::mt19937 random(8);
  const auto instance = random_covering_instance(random, 60, 300);
  const SitingProblem problem{.threshold = 3, .most_sites = 9};
  const auto one = solve_covering(instance, problem, {}, quiet_execution(1));
  const auto four = solve_covering(instance, problem, {}, quiet_execution(4));
  CHECK(one.sites == four.sites);
  CHECK(one.bound == four.bound);
}

}  // namespace coverage
