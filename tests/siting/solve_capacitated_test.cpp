#include "libcoverage/siting/solve_capacitated.h"

#include <catch2/catch.hpp>

#include "brute_force_capacities.h"
#include "error_text.h"
#include "libcoverage/base/error.h"
#include "network_fixture.h"

namespace coverage {

TEST_CASE("problems with capacities are solved to the optimum that trying all plans finds") {
  const auto seed = GENERATE(range(0u, 60u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const SitingInstance instance = with_capacities(random);
  SitingProblem problem;
  problem.goal = seed % 2 ? SitingGoal::most_covered : SitingGoal::least_mean;
  problem.assignment = seed / 2 % 2 ? Assignment::single : Assignment::split;
  problem.threshold = 60;
  problem.most_sites = 1 + random() % 3;
  if (random() % 3 == 0) problem.budget = 6;
  if (random() % 5 == 0) problem.nobody_beyond = 80;
  if (random() % 4 == 0) problem.group_limits = {{GroupIndex(0), 0, 1}, {GroupIndex(1), 1, {}}};
  const auto expected = best_by_trying(instance, problem);
  if (!expected) {
    CHECK_THROWS_AS(solve_capacitated(instance, problem, {}, quiet_execution()), NoResultError);
    return;
  }
  const SitingPlan plan = solve_capacitated(instance, problem, {}, quiet_execution());
  CHECK(plan.objective == *expected);
  CHECK(plan.optimal());
  CHECK(evaluate_allocations(instance, problem, plan) == plan.objective);
}

TEST_CASE(
    "a site that is full sends the rest to the next, or a whole row where none may be split") {
  // Two sites; everybody is nearest to the first, which holds five.
  SitingInstance instance;
  instance.weight = {4, 3};
  instance.values = {{0, 2, 4}, {{0, 1}, {1, 1}, {0, 10}, {1, 10}}};
  instance.sites.push_back({.id = "near", .capacity = 5});
  instance.sites.push_back({.id = "far"});
  SitingProblem problem{.goal = SitingGoal::least_mean, .most_sites = 2};
  problem.assignment = Assignment::split;
  CHECK(solve_capacitated(instance, problem, {}, quiet_execution()).objective == Amount{5 + 20});
  problem.assignment = Assignment::single;
  CHECK(solve_capacitated(instance, problem, {}, quiet_execution()).objective == Amount{4 + 30});
  problem.most_sites = 1;
  instance.sites[CandidateIndex(1)].capacity = 1;
  const auto error =
      error_text([&] { solve_capacitated(instance, problem, {}, quiet_execution()); });
  CHECK(error.find("hold 85 % of the weight") != std::string::npos);
  problem.goal = SitingGoal::least_worst;
  CHECK_THROWS_AS(solve_capacitated(instance, problem, {}, quiet_execution()), InputError);
}

}  // namespace coverage
