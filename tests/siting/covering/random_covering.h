#pragma once

#include "siting/random_instance.h"

namespace coverage {

/// A covering problem by chance: every goal, every limit alone and with others.
inline SitingProblem random_covering(std::mt19937& random) {
  constexpr SitingGoal goals[] = {SitingGoal::fewest_sites, SitingGoal::most_covered,
                                  SitingGoal::twice_covered};
  const auto chance = [&](std::uint32_t below) {
    return static_cast<std::uint32_t>(random() % below);
  };
  SitingProblem problem{.goal = goals[chance(3)], .threshold = 10 + chance(40)};
  if (chance(3)) problem.most_sites = chance(6);
  if (chance(3) == 0) problem.budget = 4 + chance(12);
  if (chance(2)) problem.share_millionths = 400'000 + chance(600'001);
  if (chance(3) == 0) problem.nobody_beyond = 30 + chance(60);
  for (std::uint32_t group = 0; group < 3; ++group) {
    if (chance(3)) continue;
    GroupLimit limit{.group = GroupIndex(group), .least = chance(2)};
    if (chance(2)) limit.most = limit.least + chance(2);
    problem.group_limits.push_back(limit);
  }
  return problem;
}

/// Some optional sites that do not count: they may close.
inline SitingInstance random_covering_instance(std::mt19937& random, std::size_t candidates,
                                               std::size_t rows) {
  SitingInstance instance = random_instance(random, candidates, rows);
  for (CandidateSite& site : instance.sites.rows()) {
    if (random() % 10 == 0) site.counts = false;
  }
  for (std::size_t row = 0; row < rows; ++row)
    instance.demand_id.push_back(fmt::format("d{}", row));
  return instance;
}

}  // namespace coverage
