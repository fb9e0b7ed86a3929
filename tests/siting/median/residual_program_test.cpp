#include "libcoverage/siting/median/residual_program.h"

#include <catch2/catch.hpp>

#include "libcoverage/siting/median/solve_median.h"
#include "network_fixture.h"
#include "siting/brute_force.h"
#include "siting/median/graph_instance.h"
#include "siting/random_instance.h"

namespace coverage {
namespace {

double in_units(const MedianProblem& median, Amount amount) {
  return static_cast<double>(amount) / static_cast<double>(median.unit);
}

}  // namespace

TEST_CASE("what prices leave of a median holds its optimum, and nothing below it") {
  int medians = 0;
  for (unsigned seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto instance = random_instance(random, 8, 12);
    const SitingProblem problem{.goal = SitingGoal::least_mean, .most_sites = 4};
    const auto best = best_by_enumeration(instance, problem);
    if (!best) continue;
    ++medians;
    const auto median =
        median_problem(instance, problem, opening_rules(instance, problem), quiet_execution());
    // Prices of nothing prove a bound of nothing: every pair within the limit is left.
    const std::vector<double> free(median.problem.rows(), 0.0);
    const SolveOptions options;
    const Execution execution = quiet_execution();
    const SolverClock clock(options, execution);
    const double least = in_units(median, best->objective);
    const auto found = solve_residual({median.problem, free, 0, least}, clock, 60);
    CHECK(found.is_decided);
    REQUIRE(found.is_found);
    CHECK(evaluate_plan(instance, problem, sites_of(median.problem.rules, found.places)) ==
          best->objective);
    const auto below = solve_residual({median.problem, free, 0, least - 1}, clock, 60);
    CHECK(below.is_decided);
    CHECK_FALSE(below.is_found);
  }
  CHECK(medians > 10);
}

TEST_CASE("costs too large for the solver's tolerance are left undecided") {
  const auto instance = graph_instance(30, 1);
  const SitingProblem problem{.goal = SitingGoal::least_mean, .most_sites = 3};
  const auto median =
      median_problem(instance, problem, opening_rules(instance, problem), quiet_execution());
  const std::vector<double> free(median.problem.rows(), 0.0);
  const Execution execution = quiet_execution();
  const SolveOptions options;
  const SolverClock clock(options, execution);
  CHECK_FALSE(solve_residual({median.problem, free, 0, 1e12}, clock, 60).is_decided);
}

TEST_CASE("a median whose bound ties with the plan before last is decided by the program left") {
  const auto instance = graph_instance(700, 6);
  const SitingProblem problem{.goal = SitingGoal::least_mean, .most_sites = 140};
  const auto plan = solve_median(instance, problem, {}, quiet_execution());
  CHECK(plan.optimal());
  CHECK(plan.objective == evaluate_plan(instance, problem, plan.sites));
}

}  // namespace coverage
