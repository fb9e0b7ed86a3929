#include "libcoverage/siting/solve_siting.h"

#include <catch2/catch.hpp>

#include "libcoverage/base/error.h"
#include "network_fixture.h"
#include "siting/brute_force.h"
#include "siting/random_instance.h"

namespace coverage {
namespace {

constexpr SitingGoal goals[] = {SitingGoal::fewest_sites, SitingGoal::most_covered,
                                SitingGoal::twice_covered, SitingGoal::least_mean,
                                SitingGoal::least_worst};

/// Three villages on a road at 0, 10 and 30, where 5, 3 and 2 live, with a place in each.
SitingInstance three_villages() {
  SitingInstance instance;
  instance.weight = {5, 3, 2};
  instance.values = {
      {0, 3, 6, 9}, {{0, 0}, {1, 10}, {2, 30}, {0, 10}, {1, 0}, {2, 20}, {0, 30}, {1, 20}, {2, 0}}};
  for (const char* id : {"a", "b", "c"}) instance.sites.push_back({.id = id, .capacity = 6});
  return instance;
}

std::vector<std::optional<Amount>> curve_of(const SitingInstance& instance,
                                            const SitingProblem& problem) {
  std::vector<std::optional<Amount>> amounts;
  for (const auto& plan : marginal_curve(instance, problem, {}, quiet_execution())) {
    amounts.push_back(plan ? std::optional(plan->objective) : std::nullopt);
  }
  return amounts;
}

}  // namespace

TEST_CASE("each goal is solved for what it asks, of one small world") {
  const auto objective = [](const SitingProblem& problem) {
    return solve_siting(three_villages(), problem, {}, quiet_execution()).objective;
  };
  const std::uint32_t near = 10;
  CHECK(objective({.goal = SitingGoal::fewest_sites, .threshold = near}) == 2);
  CHECK(objective({.goal = SitingGoal::most_covered, .threshold = near, .most_sites = 1}) == 8);
  CHECK(objective({.goal = SitingGoal::twice_covered, .threshold = near, .most_sites = 2}) == 8);
  CHECK(objective({.goal = SitingGoal::least_mean, .most_sites = 1}) == 90);
  CHECK(objective({.goal = SitingGoal::least_worst, .most_sites = 1}) == 20);
  SitingProblem full{.goal = SitingGoal::most_covered, .threshold = near, .most_sites = 1};
  full.assignment = Assignment::split;
  CHECK(objective(full) == 6);
  full.assignment = Assignment::single;  // five and three do not fit together
  CHECK(objective(full) == 5);
}

TEST_CASE(
    "a curve is, for each number of sites, what trying all finds, and nothing where none is") {
  for (const SitingGoal goal : goals) {
    unsigned points = 0, gaps = 0, refused = 0;
    for (unsigned seed = 0; seed < 120; ++seed) {
      CAPTURE(goal, seed);
      std::mt19937 random(seed);
      const auto instance = random_instance(random, 7, 8);
      SitingProblem problem{.goal = goal, .threshold = 50, .share_millionths = 700'000};
      if (seed % 3 == 0) problem.group_limits = {{GroupIndex(0), 1, 2}, {GroupIndex(1), 1}};
      if (seed % 4 == 0) problem.budget = 8;
      std::vector<std::optional<Amount>> expected;
      for (std::uint32_t p = 1; p <= 5; ++p) {
        problem.most_sites = p;
        const auto best = best_by_enumeration(instance, problem);
        expected.push_back(best ? std::optional(best->objective) : std::nullopt);
        best ? ++points : ++gaps;
      }
      if (!expected.back()) {
        ++refused;
        CHECK_THROWS_AS(curve_of(instance, problem), NoResultError);
        continue;
      }
      CHECK(curve_of(instance, problem) == expected);
    }
    CHECK(points > 50);
    CHECK(gaps > 10);
    CHECK(refused > 0);
  }
}

TEST_CASE("a curve of no site has no plan, and one of more sites than there are ends level") {
  SitingProblem problem{.goal = SitingGoal::least_mean};
  CHECK(curve_of(three_villages(), problem).empty());
  problem.most_sites = 0;
  CHECK(curve_of(three_villages(), problem).empty());
  problem.most_sites = 5;
  CHECK(curve_of(three_villages(), problem) == std::vector<std::optional<Amount>>{90, 30, 0, 0, 0});
}

TEST_CASE("with capacities a curve has nothing where so few sites hold too little") {
  SitingProblem problem{.goal = SitingGoal::least_mean, .most_sites = 3};
  problem.assignment = Assignment::split;
  // Two sites hold twelve of ten: at a and b two of c go 20 far, at a and c three of b.
  CHECK(curve_of(three_villages(), problem) == std::vector<std::optional<Amount>>{{}, 40, 0});
}

TEST_CASE("a curve that is stopped is interrupted, not cut short") {
  for (const SitingGoal goal : goals) {
    CAPTURE(goal);
    const std::atomic<bool> stop = true;
    Execution execution = quiet_execution();
    execution.stop = &stop;
    const SitingProblem problem{.goal = goal, .threshold = 10, .most_sites = 2};
    CHECK_THROWS_AS(marginal_curve(three_villages(), problem, {}, execution), Interrupted);
  }
}

}  // namespace coverage
