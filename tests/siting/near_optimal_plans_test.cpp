#include "libcoverage/siting/near_optimal_plans.h"

#include <catch2/catch.hpp>

#include "network_fixture.h"
#include "siting/brute_force.h"
#include "siting/capacity/brute_force_capacities.h"
#include "siting/covering/random_covering.h"

namespace coverage {
namespace {

std::optional<Amount> objective_of(const SitingInstance& instance, const SitingProblem& problem,
                                   const std::vector<CandidateIndex>& sites) {
  if (problem.assignment != Assignment::nearest) return amount_by_trying(instance, problem, sites);
  return evaluate_plan(instance, problem, sites);
}

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
    if (holds_other) continue;
    const auto objective = objective_of(instance, problem, sites);
    if (!objective) continue;
    const bool is_better =
        !best || (is_maximised(problem.goal) ? *objective > *best : *objective < *best);
    if (is_better) best = objective;
  }
  return best;
}

/// Holds a whole list against enumeration: each plan is the best that holds none before it, and
/// nothing that is near enough comes after the last.
void check_list(SitingInstance instance, const SitingProblem& problem, const NearOptimal& wanted) {
  if (!best_beside(instance, problem, {})) return;
  std::vector<SiteRule> rules;
  for (const CandidateSite& site : instance.sites) rules.push_back(site.rule);
  const auto found = near_optimal_plans(instance, problem, wanted, {}, quiet_execution());
  for (std::size_t c = 0; c < rules.size(); ++c) {
    CHECK(instance.sites[CandidateIndex::from_size(c)].rule == rules[c]);
  }
  REQUIRE_FALSE(found.plans.empty());
  CHECK(found.is_complete);
  const std::span plans(found.plans);
  const Amount worst = worst_within(problem.goal, plans[0].objective, wanted.share_millionths);
  for (std::size_t i = 0; i < plans.size(); ++i) {
    CHECK(objective_of(instance, problem, plans[i].sites) == plans[i].objective);
    CHECK(best_beside(instance, problem, plans.first(i)) == plans[i].objective);
    CHECK((is_maximised(problem.goal) ? plans[i].objective >= worst : plans[i].objective <= worst));
    CHECK(plans[i].bound == plans[0].objective);
  }
  if (plans.size() == wanted.most_plans) return;
  const auto next = best_beside(instance, problem, plans);
  if (next) CHECK((is_maximised(problem.goal) ? *next < worst : *next > worst));
}

}  // namespace

TEST_CASE("each alternative is the best plan that holds all the sites of none before it") {
  const auto seed = GENERATE(range(0u, 80u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  // Without sites that do not count: opening one more is not another plan.
  auto instance = random_instance(random, 8, 12);
  for (CandidateSite& site : instance.sites.rows()) site.counts = true;
  check_list(instance, random_covering(random), {.most_plans = 4, .share_millionths = 100'000});
}

TEST_CASE("alternatives of medians and centers keep existing sites, budgets and groups") {
  const auto seed = GENERATE(range(0u, 80u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto instance = random_instance(random, 8, 10);
  SitingProblem problem = random_covering(random);
  problem.goal = seed % 2 ? SitingGoal::least_mean : SitingGoal::least_worst;
  check_list(instance, problem, {.most_plans = 5, .share_millionths = 150'000});
}

TEST_CASE("alternatives where sites have capacities are those that trying all plans finds") {
  const auto seed = GENERATE(range(0u, 30u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto instance = with_capacities(random);
  SitingProblem problem{.goal = seed % 2 ? SitingGoal::most_covered : SitingGoal::least_mean,
                        .threshold = 60,
                        .most_sites = 1 + random() % 3};
  problem.assignment = seed / 2 % 2 ? Assignment::single : Assignment::split;
  check_list(instance, problem, {.most_plans = 3, .share_millionths = 200'000});
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

TEST_CASE("a plan that is known is not looked for again") {
  std::mt19937 random(11);
  auto instance = random_instance(random, 9, 20);
  const SitingProblem problem{.goal = SitingGoal::least_mean, .most_sites = 3};
  const NearOptimal wanted{.most_plans = 4, .share_millionths = 300'000};
  const auto found = near_optimal_plans(instance, problem, wanted, {}, quiet_execution());
  REQUIRE(found.plans.size() > 1);
  NearOptimal knowing = wanted;
  knowing.known_best = found.plans[0];
  const auto again = near_optimal_plans(instance, problem, knowing, {}, quiet_execution());
  REQUIRE(again.plans.size() == found.plans.size());
  for (std::size_t i = 0; i < found.plans.size(); ++i) {
    CHECK(again.plans[i].sites == found.plans[i].sites);
  }
}

TEST_CASE("the worst that is near enough is exact, and never beyond the share") {
  CHECK(worst_within(SitingGoal::most_covered, 1000, 10'000) == 990);
  CHECK(worst_within(SitingGoal::least_mean, 1000, 10'000) == 1010);
  CHECK(worst_within(SitingGoal::most_covered, 150, 10'000) == 149);
  CHECK(worst_within(SitingGoal::least_worst, 150, 10'000) == 151);
  CHECK(worst_within(SitingGoal::least_worst, 0, 10'000) == 0);
  const Amount large = Amount{9'007'199'254'740'993} * 1'000'000;
  CHECK(worst_within(SitingGoal::least_mean, large, 10'000) == large + large / 100);
}

TEST_CASE("without time the list says that it is not whole") {
  std::mt19937 random(4);
  auto instance = random_instance(random, 12, 60);
  const auto found = near_optimal_plans(instance, {.threshold = 20, .most_sites = 5}, {},
                                        {.seconds = 0}, quiet_execution());
  CHECK_FALSE(found.plans.empty());
  CHECK_FALSE(found.is_complete);
}

TEST_CASE("a list that is stopped has the best plan, and says that it is not whole") {
  std::mt19937 random(4);
  auto instance = random_instance(random, 12, 60);
  const SitingProblem problem{.threshold = 20, .most_sites = 5};
  NearOptimal wanted;
  wanted.known_best =
      near_optimal_plans(instance, problem, {.most_plans = 1}, {}, quiet_execution()).plans[0];
  const std::atomic<bool> stop = true;
  Progress silent;
  const auto found = near_optimal_plans(instance, problem, wanted, {}, {silent, 1, &stop});
  REQUIRE(found.plans.size() == 1);
  CHECK(found.plans[0].sites == wanted.known_best->sites);
  CHECK_FALSE(found.is_complete);
}

}  // namespace coverage
