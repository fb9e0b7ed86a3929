#include "libcoverage/siting/median/solve_center.h"

#include <catch2/catch.hpp>

#include "libcoverage/base/error.h"
#include "network_fixture.h"
#include "siting/brute_force.h"
#include "siting/median/graph_instance.h"
#include "siting/random_instance.h"

namespace coverage {
namespace {

/// Five villages on a road at 0, 10, 25, 70 and 100, with a place in each.
SitingInstance road() {
  const std::vector<std::uint32_t> at = {0, 10, 25, 70, 100};
  SitingInstance instance;
  instance.weight = {1, 1, 1, 1, 1};
  for (const std::uint32_t site : at) {
    instance.sites.push_back({.id = "village"});
    for (std::uint32_t row = 0; row < 5; ++row) {
      instance.values.entries.push_back({row, site > at[row] ? site - at[row] : at[row] - site});
    }
    instance.values.first.push_back(instance.values.entries.size());
  }
  return instance;
}

SitingPlan center(const SitingInstance& instance, SitingProblem problem,
                  const SolveOptions& options = {}) {
  problem.goal = SitingGoal::least_worst;
  return solve_center(instance, problem, options, quiet_execution());
}

std::vector<CandidateIndex> sites(std::vector<std::uint32_t> numbers) {
  return {numbers.begin(), numbers.end()};
}

}  // namespace

TEST_CASE("one site stands in the middle of the road, two in the middle of each half") {
  const auto one = center(road(), {.most_sites = 1});
  CHECK(one.sites == sites({3}));
  CHECK(one.objective == 70);
  CHECK(one.optimal());
  const auto two = center(road(), {.most_sites = 2});
  CHECK(two.objective == 30);
  CHECK(two.optimal());
  const auto all = center(road(), {});
  CHECK(all.objective == 0);
  CHECK(all.optimal());
}

TEST_CASE("how many live somewhere does not matter to a center, but that nobody does") {
  auto instance = road();
  instance.weight = {1, 1000, 1, 1, 1};
  CHECK(center(instance, {.most_sites = 1}).objective == 70);
  instance.weight[4] = 0;
  const auto plan = center(instance, {.most_sites = 1});
  CHECK(plan.sites == sites({2}));
  CHECK(plan.objective == 45);
}

TEST_CASE("a center cannot do better than its group, its budget or what exists allow") {
  auto instance = road();
  for (std::uint32_t c = 0; c < 5; ++c) {
    instance.sites[CandidateIndex(c)].group = GroupIndex(c / 3);
    instance.sites[CandidateIndex(c)].cost = 1 + c;
  }
  const auto west = center(instance, {.group_limits = {{GroupIndex(1), 0, 0}}});
  CHECK(west.objective == 75);
  const auto cheap = center(instance, {.budget = 3});  // 0, 1, 2, or 0 and 1
  CHECK(cheap.sites == sites({2}));
  instance.sites[CandidateIndex(0)].rule = SiteRule::mandatory;
  const auto beside = center(instance, {.most_sites = 2});
  CHECK(beside.sites == sites({0, 3}));
  CHECK(beside.objective == 30);
}

TEST_CASE("what exists may be farther off than any value of places, in another unit") {
  auto instance = road();
  for (ReachEntry& entry : instance.values.entries) entry.time_ms *= 10;
  instance.sites[CandidateIndex(0)].rule = SiteRule::mandatory;
  for (const std::uint32_t c : {1u, 2u})
    instance.sites[CandidateIndex(c)].rule = SiteRule::forbidden;
  for (ReachEntry& entry : instance.values.entries) entry.time_ms += entry.time_ms == 250 ? 7 : 0;
  const auto plan = center(instance, {.most_sites = 2});
  CHECK(plan.objective == 300);
  instance.weight = {1, 1, 1, 0, 0};  // nobody is left for whom places are nearer
  const auto settled = center(instance, {.most_sites = 2});
  CHECK(settled.objective == 257);
  CHECK(settled.optimal());
}

TEST_CASE("each plan and bound that a center tells of holds, and none is worse than before") {
  std::size_t told = 0;
  for (unsigned seed = 0; seed < 150; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto instance = random_instance(random, 8, 15);
    const SitingProblem problem{.goal = SitingGoal::least_worst, .most_sites = 3};
    const auto best = best_by_enumeration(instance, problem);
    if (!best) continue;
    std::optional<SitingPlan> last;
    SolveOptions options;
    options.many_pairs = seed % 2 ? 1 : 1'000'000;
    options.on_improvement = [&](const SitingPlan& plan) {
      CHECK(evaluate_plan(instance, problem, plan.sites) == plan.objective);
      CHECK(plan.bound <= best->objective);
      if (last) CHECK(plan.objective <= last->objective);
      if (last) CHECK(plan.bound >= last->bound);
      last = plan;
      ++told;
    };
    const auto plan = solve_center(instance, problem, options, quiet_execution());
    CHECK(plan.objective == best->objective);
    CHECK(plan.optimal());
  }
  CHECK(told > 100);
}

TEST_CASE("a center that is good enough ends the search, and without time there is none") {
  const auto instance = graph_instance(150, 2);
  const SitingProblem problem{.goal = SitingGoal::least_worst, .most_sites = 8};
  const auto best = center(instance, problem);
  REQUIRE(best.optimal());
  const auto near = center(instance, problem, {.accepted_gap = 0.5});
  CHECK(gap_of(near) <= 0.5);
  CHECK(near.bound <= best.objective);
  CHECK(near.objective >= best.objective);
  CHECK_THROWS_AS(center(instance, problem, {.seconds = 0}), NoResultError);
}

TEST_CASE("a center that is stopped before its first plan is interrupted") {
  const std::atomic<bool> stop = true;
  Execution execution = quiet_execution();
  execution.stop = &stop;
  const SitingProblem problem{.goal = SitingGoal::least_worst, .most_sites = 2};
  CHECK_THROWS_AS(solve_center(road(), problem, {}, execution), Interrupted);
}

TEST_CASE("a center is the same for any number of threads") {
  const auto instance = graph_instance(120, 8);
  const SitingProblem problem{.goal = SitingGoal::least_worst, .most_sites = 9};
  const SolveOptions options{.many_pairs = GENERATE(std::uint64_t{1000}, std::uint64_t{1} << 40)};
  const auto one = solve_center(instance, problem, options, quiet_execution(1));
  const auto four = solve_center(instance, problem, options, quiet_execution(4));
  CHECK(one.sites == four.sites);
  CHECK(one.objective == four.objective);
  CHECK(one.bound == four.bound);
}

}  // namespace coverage
