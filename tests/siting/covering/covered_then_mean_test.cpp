#include "libcoverage/siting/covering/covered_then_mean.h"

#include <catch2/catch.hpp>

#include "libcoverage/base/error.h"
#include "network_fixture.h"
#include "siting/brute_force.h"
#include "siting/random_instance.h"

namespace coverage {
namespace {

/// What a plan leaves: not covered, not reached, then the sum of values: less is better.
std::tuple<Amount, Amount, Amount> order_of(const SitingInstance& instance,
                                            const SitingProblem& problem,
                                            const std::vector<CandidateIndex>& sites) {
  const auto nearest = nearest_values(instance, sites);
  Amount uncovered = 0, unreached = 0, sum = 0;
  for (std::size_t row = 0; row < nearest.size(); ++row) {
    const Amount weight = instance.weight[row];
    if (!nearest[row]) unreached += weight;
    if (!nearest[row] || *nearest[row] > problem.threshold) uncovered += weight;
    if (nearest[row]) sum += weight * *nearest[row];
  }
  return {uncovered, unreached, sum};
}

/// The least of all plans of the first eight candidates; nothing where none keeps the limits.
std::optional<std::tuple<Amount, Amount, Amount>> least_order(const SitingInstance& instance,
                                                              const SitingProblem& problem) {
  std::optional<std::tuple<Amount, Amount, Amount>> best;
  for (std::uint32_t set = 0; set < 1u << 8; ++set) {
    std::vector<CandidateIndex> sites;
    for (std::uint32_t c = 0; c < 8; ++c) {
      if (set >> c & 1u) sites.emplace_back(c);
    }
    if (!evaluate_plan(instance, problem, sites)) continue;
    const auto order = order_of(instance, problem, sites);
    if (!best || order < *best) best = order;
  }
  return best;
}

void check_against_all_plans(const SitingInstance& instance, const SitingProblem& problem) {
  const auto best = least_order(instance, problem);
  if (!best) {
    CHECK_THROWS_AS(solve_covered_then_mean(instance, problem, {}, quiet_execution()),
                    NoResultError);
    return;
  }
  const auto result = solve_covered_then_mean(instance, problem, {}, quiet_execution());
  CHECK(result.covered.optimal());
  CHECK(result.mean_is_proven);
  CHECK(evaluate_plan(instance, problem, result.covered.sites) == result.covered.objective);
  CHECK(order_of(instance, problem, result.covered.sites) == *best);
  CHECK(result.weighted_value == std::get<2>(*best));
}

}  // namespace

TEST_CASE("of the plans that cover most, the one with the least mean is found") {
  const auto seed = GENERATE(range(0u, 40u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const SitingInstance instance = random_instance(random, 8, 12);
  SitingProblem problem{.goal = SitingGoal::most_covered, .threshold = 40};
  problem.most_sites = 1 + random() % 4;
  if (random() % 3 == 0) problem.budget = 7;
  check_against_all_plans(instance, problem);
}

TEST_CASE("values as large as tables allow leave room for what is not covered") {
  const auto seed = GENERATE(range(0u, 30u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  SitingInstance instance = random_instance(random, 8, 12);
  for (ReachEntry& entry : instance.values.entries) entry.time_ms *= 18'000'000;
  for (std::uint32_t row = 0; row < 12; ++row) {
    instance.weight[row] = 1 + static_cast<std::int64_t>(random() % 1'000'000'000);
  }
  SitingProblem problem{.goal = SitingGoal::most_covered, .threshold = 40 * 18'000'000};
  problem.most_sites = 1 + random() % 3;
  const auto best = least_order(instance, problem);
  if (!best) return;  // more mandatory sites than may open
  const auto result = solve_covered_then_mean(instance, problem, {}, quiet_execution());
  CHECK(result.mean_is_proven);
  CHECK(std::get<0>(order_of(instance, problem, result.covered.sites)) == std::get<0>(*best));
}

TEST_CASE("a value that nobody may exceed holds for the mean too") {
  const auto seed = GENERATE(range(0u, 40u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const SitingInstance instance = random_instance(random, 8, 6);
  SitingProblem problem{.goal = SitingGoal::most_covered, .threshold = 30};
  problem.most_sites = 2 + random() % 4;
  problem.nobody_beyond = 20 + random() % 80;
  check_against_all_plans(instance, problem);
}

/// Two rows, each with a place at 10; a place between them at 40 and 60: the threshold is 30, and
/// nobody may have more than 50. The penalty on what is not covered must not break that limit.
TEST_CASE("values between the threshold and what nobody may exceed are allowed, at a penalty") {
  SitingInstance instance;
  instance.weight = {2, 1};
  instance.values = {{0, 2, 4, 5}, {{0, 40}, {1, 10}, {0, 10}, {1, 45}, {0, 5}}};
  for (const char* id : {"second", "first", "alone"}) instance.sites.push_back({.id = id});
  SitingProblem problem{.goal = SitingGoal::most_covered, .threshold = 30, .most_sites = 1};
  problem.nobody_beyond = 50;
  const auto result = solve_covered_then_mean(instance, problem, {}, quiet_execution());
  CHECK(result.covered.sites == std::vector{CandidateIndex(1)});
  CHECK(result.covered.objective == 2);
  CHECK(result.weighted_value == 2 * 10 + 45);
  CHECK(result.mean_is_proven);
}

TEST_CASE("the largest values that tables may hold take a penalty too") {
  constexpr std::uint32_t largest = 2'000'000'000;
  SitingInstance instance;
  instance.weight = {1, 1};
  instance.values = {{0, 2, 4}, {{0, 7}, {1, largest}, {0, 7}, {1, largest - 5}}};
  for (const char* id : {"a", "b"}) instance.sites.push_back({.id = id});
  const SitingProblem problem{.goal = SitingGoal::most_covered, .threshold = 10, .most_sites = 1};
  const auto result = solve_covered_then_mean(instance, problem, {}, quiet_execution());
  CHECK(result.covered.sites == std::vector{CandidateIndex(1)});
  CHECK(result.weighted_value == Amount{7} + largest - 5);
  CHECK(result.mean_is_proven);
}

}  // namespace coverage
