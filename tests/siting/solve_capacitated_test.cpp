#include "libcoverage/siting/solve_capacitated.h"

#include <catch2/catch.hpp>
#include <map>

#include "error_text.h"
#include "libcoverage/base/error.h"
#include "libcoverage/siting/evaluate_plan.h"
#include "network_fixture.h"
#include "random_instance.h"

namespace coverage {
namespace {

/// The best allocation to open sites, by trying all: rows one after the other (in parts of weight 1
/// where they may be split), a state being what room is left.
std::optional<Amount> best_allocation(const SitingInstance& instance, const SitingProblem& problem,
                                      const std::vector<CandidateIndex>& sites) {
  using Room = std::vector<std::int64_t>;
  const bool maximises = is_maximised(problem.goal);
  Room room;
  for (const CandidateIndex site : sites)
    room.push_back(instance.sites[site].capacity.value_or(999));
  std::map<Room, Amount> states = {{room, 0}};
  for (std::uint32_t row = 0; row < instance.demand_count(); ++row) {
    const bool splits = problem.assignment == Assignment::split;
    const std::int64_t part = splits ? 1 : instance.weight[row];
    for (std::int64_t left = instance.weight[row]; left > 0; left -= part) {
      std::map<Room, Amount> next;
      const auto offer = [&](const Room& key, Amount amount) {
        const auto [place, is_new] = next.emplace(key, amount);
        if (!is_new && (maximises ? amount > place->second : amount < place->second)) {
          place->second = amount;
        }
      };
      for (const auto& [state, amount] : states) {
        if (maximises) offer(state, amount);
        for (std::size_t s = 0; s < sites.size(); ++s) {
          for (const ReachEntry& entry : instance.row(sites[s])) {
            if (entry.target != row || state[s] < part) continue;
            if (maximises && entry.time_ms > problem.threshold) continue;
            if (problem.nobody_beyond && entry.time_ms > *problem.nobody_beyond) continue;
            Room after = state;
            after[s] -= part;
            offer(after, amount + (maximises ? Amount{part} : Amount{part} * entry.time_ms));
          }
        }
      }
      states = std::move(next);
    }
  }
  std::optional<Amount> best;
  for (const auto& [state, amount] : states) {
    if (!best || (maximises ? amount > *best : amount < *best)) best = amount;
  }
  return best;
}

std::optional<Amount> best_by_trying(const SitingInstance& instance, SitingProblem problem) {
  std::optional<Amount> best;
  for (std::uint32_t set = 0; set < 1u << instance.sites.size(); ++set) {
    std::vector<CandidateIndex> sites;
    for (std::uint32_t c = 0; c < instance.sites.size(); ++c) {
      if (set >> c & 1u) sites.emplace_back(c);
    }
    // Without capacities the limits on sites are the same; the goal is one that any plan meets.
    SitingProblem limits = problem;
    limits.goal = SitingGoal::most_covered;
    if (!evaluate_plan(instance, limits, sites)) continue;
    const auto amount = best_allocation(instance, problem, sites);
    if (!amount) continue;
    if (!best || (is_maximised(problem.goal) ? *amount > *best : *amount < *best)) best = amount;
  }
  return best;
}

SitingInstance with_capacities(std::mt19937& random) {
  SitingInstance instance = random_instance(random, 5, 5);
  for (auto& weight : instance.weight) weight %= 5;
  for (auto& site : instance.sites) {
    if (random() % 4) site.capacity = 1 + static_cast<std::int64_t>(random() % 9);
  }
  return instance;
}

}  // namespace

TEST_CASE("problems with capacities are solved to the optimum that trying all plans finds") {
  const auto seed = GENERATE(range(0u, 60u));
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

}  // namespace coverage
