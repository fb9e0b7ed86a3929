#include "libcoverage/siting/near_optimal_plans.h"

#include <catch2/catch.hpp>

#include "brute_force.h"
#include "network_fixture.h"
#include "random_covering.h"

namespace coverage {
namespace {

/// The best plan by enumeration that holds all the sites of none of some others.
std::optional<Amount> best_beside(const SitingInstance& instance, const SitingProblem& problem,
                                  std::span<const SitingPlan> others) {
  std::optional<Amount> best;
  const std::size_t candidates = instance.sites.size();
  for (std::uint32_t set = 0; set < 1u << candidates; ++set) {
    std::vector<CandidateIndex> sites;
    for (std::uint32_t c = 0; c < candidates; ++c) {
      if (set >> c & 1u) sites.emplace_back(c);
    }
    const bool holds_other = std::ranges::any_of(
        others, [&](const SitingPlan& other) { return std::ranges::includes(sites, other.sites); });
    const auto objective = evaluate_plan(instance, problem, sites);
    if (holds_other || !objective) continue;
    const bool is_better =
        !best || (is_maximised(problem.goal) ? *objective > *best : *objective < *best);
    if (is_better) best = objective;
  }
  return best;
}

}  // namespace

TEST_CASE("each alternative is the best plan that holds all the sites of none before it") {
  const auto seed = GENERATE(range(0u, 60u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  // Without sites that do not count: opening one more is not another plan.
  auto instance = random_instance(random, 8, 12);
  for (CandidateSite& site : instance.sites.rows()) site.counts = true;
  const auto problem = random_covering(random);
  if (!best_by_enumeration(instance, problem)) return;
  const NearOptimal wanted{.most_plans = 4, .share = 0.1};
  const auto found = near_optimal_plans(instance, problem, wanted, {}, quiet_execution());
  REQUIRE_FALSE(found.plans.empty());
  CHECK(found.is_complete);
  const std::span plans(found.plans);
  for (std::size_t i = 0; i < plans.size(); ++i) {
    CHECK(evaluate_plan(instance, problem, plans[i].sites) == plans[i].objective);
    CHECK(best_beside(instance, problem, plans.first(i)) == plans[i].objective);
  }
  if (plans.size() == wanted.most_plans) return;
  const auto next = best_beside(instance, problem, plans);
  const double best = static_cast<double>(plans[0].objective);
  if (!next) return;
  CHECK((is_maximised(problem.goal) ? static_cast<double>(*next) < best - 0.1 * best
                                    : static_cast<double>(*next) > best + 0.1 * best));
}

TEST_CASE("a twin that the best plan dominates is an alternative") {
  SitingInstance instance;
  instance.weight = {7};
  instance.values = {{0, 1, 2}, {{0, 0}, {0, 0}}};
  instance.sites.push_back({.id = "library"});
  instance.sites.push_back({.id = "post office"});
  const auto found = near_optimal_plans(instance, {.most_sites = 1}, {}, {}, quiet_execution());
  REQUIRE(found.plans.size() == 2);
  CHECK(found.plans[0].sites == std::vector{CandidateIndex(0)});
  CHECK(found.plans[1].sites == std::vector{CandidateIndex(1)});
}

TEST_CASE("without time the best known is the only plan, and the list says that it is not whole") {
  std::mt19937 random(4);
  const auto instance = random_instance(random, 12, 60);
  const auto found = near_optimal_plans(instance, {.threshold = 20, .most_sites = 5}, {},
                                        {.seconds = 0}, quiet_execution());
  CHECK(found.plans.size() == 1);
  CHECK_FALSE(found.is_complete);
}

}  // namespace coverage
