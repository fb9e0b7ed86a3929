#include "libcoverage/siting/allocate_greedily.h"

#include <catch2/catch.hpp>

#include "libcoverage/base/error.h"
#include "libcoverage/siting/evaluate_plan.h"
#include "libcoverage/siting/solve_capacitated.h"
#include "network_fixture.h"
#include "random_instance.h"

namespace coverage {
namespace {

/// Two sites and three rows of weight 4, 3 and 2; everybody is nearest to the first.
SitingInstance two_sites(std::int64_t first, std::int64_t second) {
  SitingInstance instance;
  instance.weight = {4, 3, 2};
  instance.values = {{0, 3, 6}, {{0, 1}, {1, 1}, {2, 1}, {0, 9}, {1, 5}, {2, 3}}};
  instance.sites.push_back({.id = "near", .capacity = first});
  instance.sites.push_back({.id = "far", .capacity = second});
  return instance;
}

std::vector<std::int64_t> served_by_first(const std::vector<Allocation>& allocations) {
  std::vector<std::int64_t> weight(3, 0);
  for (const Allocation& part : allocations) {
    if (part.site == CandidateIndex(0)) weight[part.row] += part.weight;
  }
  return weight;
}

const std::vector<CandidateIndex> both = {CandidateIndex(0), CandidateIndex(1)};
using Weights = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("who loses most by the second site is served by the first, as long as it has room") {
  SitingProblem problem{.goal = SitingGoal::least_mean, .assignment = Assignment::single};
  CHECK(served_by_first(allocate_greedily(two_sites(7, 9), problem, both)) == Weights{4, 3, 0});
  CHECK(served_by_first(allocate_greedily(two_sites(6, 9), problem, both)) == Weights{4, 0, 2});
  problem.assignment = Assignment::split;
  CHECK(served_by_first(allocate_greedily(two_sites(6, 9), problem, both)) == Weights{4, 2, 0});
}

TEST_CASE("a row for which no site has room moves another one out of its way") {
  // The first two rows fill the first site; the third reaches no other.
  SitingInstance instance = two_sites(7, 4);
  instance.values = {{0, 3, 5}, {{0, 1}, {1, 1}, {2, 1}, {0, 9}, {1, 2}}};
  instance.weight = {4, 3, 3};
  const SitingProblem problem{.goal = SitingGoal::least_mean, .assignment = Assignment::single};
  const auto allocations = allocate_greedily(instance, problem, both);
  CHECK(served_by_first(allocations) == Weights{4, 0, 3});
  CHECK(allocations.size() == 3);
}

TEST_CASE("of equal worth the first site is opened, within the number that may") {
  SitingProblem problem{.goal = SitingGoal::most_covered, .threshold = 9, .most_sites = 1};
  problem.assignment = Assignment::split;
  CHECK(open_greedily(two_sites(5, 5), problem).sites == std::vector{CandidateIndex(0)});
  CHECK(open_greedily(two_sites(5, 6), problem).sites == std::vector{CandidateIndex(1)});
  problem.most_sites = 0;
  CHECK(open_greedily(two_sites(5, 6), problem).sites.empty());
}

TEST_CASE("greedy allocations keep capacities, thresholds and the rule of the assignment") {
  unsigned complete = 0;
  for (unsigned seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    SitingInstance instance = random_instance(random, 6, 9);
    for (auto& site : instance.sites) {
      if (random() % 4) site.capacity = static_cast<std::int64_t>(random() % 150);
    }
    SitingProblem problem{.threshold = 60, .most_sites = 1 + random() % 5};
    problem.goal = seed % 2 ? SitingGoal::most_covered : SitingGoal::least_mean;
    problem.assignment = seed / 2 % 2 ? Assignment::single : Assignment::split;
    if (random() % 3 == 0) problem.nobody_beyond = 70;
    SitingPlan plan;
    try {
      plan = open_greedily(instance, problem);
    } catch (const NoResultError&) {
      continue;  // more mandatory sites than may be open
    }
    // What goes unserved is allowed where as much as possible is covered.
    SitingProblem any = problem;
    any.goal = SitingGoal::most_covered;
    any.threshold = problem.goal == SitingGoal::most_covered ? problem.threshold : 1'000'000;
    REQUIRE(evaluate_allocations(instance, any, plan));
    if (evaluate_allocations(instance, problem, plan)) ++complete;
  }
  CHECK(complete > 100);
}

TEST_CASE("without time for the solver the greedy plan is given, with a bound that holds") {
  const auto instance = two_sites(5, 6);
  SitingProblem problem{.goal = SitingGoal::most_covered, .threshold = 9, .most_sites = 2};
  problem.assignment = Assignment::single;
  const auto plan = solve_capacitated(instance, problem, {.seconds = 1e-9}, quiet_execution());
  CHECK(evaluate_allocations(instance, problem, plan) == plan.objective);
  CHECK(plan.objective <= 9);
  CHECK(plan.bound >= 9);
}

}  // namespace coverage
