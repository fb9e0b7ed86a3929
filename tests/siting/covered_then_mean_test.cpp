#include "libcoverage/siting/covered_then_mean.h"

#include <catch2/catch.hpp>

#include "brute_force.h"
#include "network_fixture.h"
#include "random_instance.h"

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

}  // namespace

TEST_CASE("of the plans that cover most, the one with the least mean is found") {
  const auto seed = GENERATE(range(0u, 40u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const SitingInstance instance = random_instance(random, 8, 12);
  SitingProblem problem{.goal = SitingGoal::most_covered, .threshold = 40};
  problem.most_sites = 1 + random() % 4;
  if (random() % 3 == 0) problem.budget = 7;
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
  REQUIRE(best);
  const auto result = solve_covered_then_mean(instance, problem, {}, quiet_execution());
  CHECK(result.covered.optimal());
  CHECK(result.mean_is_proven);
  CHECK(evaluate_plan(instance, problem, result.covered.sites) == result.covered.objective);
  CHECK(order_of(instance, problem, result.covered.sites) == *best);
  CHECK(result.weighted_value == std::get<2>(*best));
}

}  // namespace coverage
