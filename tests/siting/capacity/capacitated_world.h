#pragma once

#include <functional>

#include "libcoverage/siting/capacity/capacitated_model.h"
#include "siting/capacity/brute_force_capacities.h"

namespace coverage {

/// Two sites and three rows of weight 4, 3 and 2; everybody is nearest to the first.
inline SitingInstance two_sites(std::int64_t first, std::int64_t second) {
  SitingInstance instance;
  instance.weight = {4, 3, 2};
  instance.values = {{0, 3, 6}, {{0, 1}, {1, 1}, {2, 1}, {0, 9}, {1, 5}, {2, 3}}};
  instance.sites.push_back({.id = "near", .capacity = first});
  instance.sites.push_back({.id = "far", .capacity = second});
  return instance;
}

/// A problem with capacities by chance: both goals, both assignments, every limit.
inline SitingProblem random_capacitated(std::mt19937& random) {
  SitingProblem problem{.threshold = 20 + static_cast<std::uint32_t>(random() % 70)};
  problem.goal = random() % 2 ? SitingGoal::most_covered : SitingGoal::least_mean;
  problem.assignment = random() % 2 ? Assignment::single : Assignment::split;
  if (random() % 4) problem.most_sites = random() % 5;
  if (random() % 3 == 0) problem.budget = random() % 12;
  if (random() % 5 == 0) problem.nobody_beyond = 60 + random() % 40;
  if (random() % 3 == 0) problem.group_limits = {{GroupIndex(0), 0, 1}, {GroupIndex(1), 1, {}}};
  return problem;
}

/// The same as costs: what `best_by_trying` finds.
inline std::optional<Amount> least_cost_by_trying(const CapacitatedModel& model) {
  const auto best = best_by_trying(model.instance, model.problem);
  if (!best) return {};
  return objective_of(model, *best);  // which is its own inverse
}

inline bool never() {
  return false;
}

}  // namespace coverage
