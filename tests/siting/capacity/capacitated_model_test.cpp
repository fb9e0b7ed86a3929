#include "libcoverage/siting/capacity/capacitated_model.h"

#include <catch2/catch.hpp>

#include "siting/capacity/capacitated_world.h"

namespace coverage {

TEST_CASE("bounds are rounded up to what plans can cost, and never beyond") {
  SitingInstance instance = two_sites(40, 60);
  instance.weight = {20, 40, 60};
  for (ReachEntry& entry : instance.values.entries) entry.time_ms *= 3;
  SitingProblem problem{.goal = SitingGoal::least_mean, .assignment = Assignment::single};
  const auto model = capacitated_model(instance, problem);
  CHECK(model.unit == 60);
  CHECK(least_cost_above(model, -5) == 0);
  CHECK(least_cost_above(model, 0.25) == 60);
  CHECK(least_cost_above(model, 60) == 60);
  CHECK(least_cost_above(model, 60.5) == 120);
}

TEST_CASE("where rows are split, capacities break units too, and where covering values do not") {
  SitingInstance instance = two_sites(40, 50);
  instance.weight = {20, 40, 60};
  SitingProblem problem{.goal = SitingGoal::most_covered, .threshold = 9};
  problem.assignment = Assignment::single;
  CHECK(capacitated_model(instance, problem).unit == 20);
  problem.assignment = Assignment::split;
  CHECK(capacitated_model(instance, problem).unit == 10);
  instance.weight = {0, 0, 0};
  instance.sites[CandidateIndex(0)].capacity.reset();
  instance.sites[CandidateIndex(1)].capacity.reset();
  CHECK(capacitated_model(instance, problem).unit == 1);
}

TEST_CASE("the cost of covering is what goes unserved") {
  const auto instance = two_sites(4, 4);
  SitingProblem problem{.goal = SitingGoal::most_covered, .threshold = 9};
  CHECK(objective_of(capacitated_model(instance, problem), 2) == 7);
  problem.goal = SitingGoal::least_mean;
  CHECK(objective_of(capacitated_model(instance, problem), 2) == 2);
}

}  // namespace coverage
