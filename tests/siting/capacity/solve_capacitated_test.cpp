#include "libcoverage/siting/capacity/solve_capacitated.h"

#include <catch2/catch.hpp>

#include "error_text.h"
#include "libcoverage/base/error.h"
#include "libcoverage/siting/capacity/evaluate_allocations.h"
#include "network_fixture.h"
#include "siting/capacity/capacitated_world.h"

namespace coverage {

TEST_CASE("problems with capacities are solved to the optimum that trying all plans finds") {
  const auto seed = GENERATE(range(0u, 400u));
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

TEST_CASE("whatever the time, plans keep all limits and bounds hold") {
  unsigned planned = 0;
  for (unsigned seed = 0; seed < 400; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const SitingInstance instance = with_capacities(random);
    const SitingProblem problem = random_capacitated(random);
    const double seconds = seed % 2 ? 1e-9 : 3e-5;
    try {
      const auto plan =
          solve_capacitated(instance, problem, {.seconds = seconds}, quiet_execution());
      ++planned;
      CHECK(evaluate_allocations(instance, problem, plan) == plan.objective);
      const auto expected = best_by_trying(instance, problem);
      REQUIRE(expected);
      CHECK_FALSE(is_better(problem.goal, *expected, plan.bound));
      CHECK_FALSE(is_better(problem.goal, plan.objective, *expected));
    } catch (const NoResultError&) {
      continue;  // none in that time
    }
  }
  CHECK(planned > 50);
}

TEST_CASE("weights in millionths and long times are solved as small numbers are") {
  unsigned optimal = 0;
  for (unsigned seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    SitingInstance instance = with_capacities(random);
    const SitingProblem problem = random_capacitated(random);
    const auto expected = best_by_trying(instance, problem);
    if (!expected) continue;
    constexpr std::int64_t million = 1'000'003;
    for (auto& weight : instance.weight) weight *= million;
    for (auto& site : instance.sites) {
      if (site.capacity) *site.capacity *= million;
    }
    const auto plan = solve_capacitated(instance, problem, {}, quiet_execution());
    CHECK(plan.objective == *expected * million);
    CHECK(plan.optimal());
    ++optimal;
  }
  CHECK(optimal > 80);
}

TEST_CASE("who finds no place goes unserved where covering") {
  auto instance = two_sites(0, 5);
  SitingProblem problem{.goal = SitingGoal::most_covered, .threshold = 9, .most_sites = 2};
  problem.assignment = Assignment::split;
  CHECK(solve_capacitated(instance, problem, {}, quiet_execution()).objective == 5);
  problem.assignment = Assignment::single;
  instance.sites[CandidateIndex(1)].capacity = 8;
  CHECK(solve_capacitated(instance, problem, {}, quiet_execution()).objective == 7);
}

TEST_CASE("the room of the largest sites that may open is held against all weight") {
  const auto instance = two_sites(5, 6);
  SitingProblem problem{.goal = SitingGoal::least_mean, .most_sites = 1};
  problem.assignment = Assignment::split;
  const auto error =
      error_text([&] { solve_capacitated(instance, problem, {}, quiet_execution()); });
  CHECK(error.find("together hold 66 % of the weight") != std::string::npos);
}

TEST_CASE("whole rows that no choice of sites can hold are refused, though their parts would fit") {
  const auto instance = two_sites(5, 4);  // 4 + 3 + 2 = 9, but 5 is 3 + 2 and 4 is 4: it fits
  SitingProblem problem{.goal = SitingGoal::least_mean, .assignment = Assignment::single};
  CHECK(solve_capacitated(instance, problem, {}, quiet_execution()).objective == Amount{5 + 36});
  const auto tight = two_sites(8, 1);
  const auto error = error_text([&] { solve_capacitated(tight, problem, {}, quiet_execution()); });
  CHECK(error.find("no plan keeps the number of sites, the capacities") != std::string::npos);
}

TEST_CASE("a stop before any plan interrupts; one after it gives the plan with its bound") {
  const auto instance = two_sites(6, 9);
  SitingProblem problem{.goal = SitingGoal::least_mean, .most_sites = 2};
  problem.assignment = Assignment::single;
  std::atomic<bool> stop = true;
  Execution execution = quiet_execution();
  execution.stop = &stop;
  const auto impossible = two_sites(8, 1);
  CHECK_THROWS_AS(solve_capacitated(impossible, problem, {}, execution), Interrupted);
  stop = false;
  SolveOptions options;
  options.on_improvement = [&](const SitingPlan&) { stop = true; };
  const auto plan = solve_capacitated(instance, problem, options, execution);
  CHECK(evaluate_allocations(instance, problem, plan) == plan.objective);
  CHECK(plan.bound <= *best_by_trying(instance, problem));
}

}  // namespace coverage
