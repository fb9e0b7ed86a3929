#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "libcoverage/siting/siting_plan.h"

namespace coverage {

/// By demand row the least value to any of some sites; nothing where none reaches it.
std::vector<std::optional<std::uint32_t>> nearest_values(const SitingInstance& instance,
                                                         std::span<const CandidateIndex> sites);

/// The exact objective of a plan, from the instance alone: what every solver's answer is measured
/// by. Nothing where the plan breaks a limit, leaves a mandatory site out, opens a forbidden one,
/// or where a goal that needs everybody in reach (`least_mean`, `least_worst`) leaves out a row
/// with a weight. `sites` in any order, each once.
std::optional<Amount> evaluate_plan(const SitingInstance& instance, const SitingProblem& problem,
                                    std::span<const CandidateIndex> sites);

/// Whether more of the objective is better.
constexpr bool is_maximised(SitingGoal goal) {
  return goal == SitingGoal::most_covered || goal == SitingGoal::twice_covered;
}

constexpr bool is_better(SitingGoal goal, Amount a, Amount b) {
  return is_maximised(goal) ? a > b : a < b;
}

/// The weight that `fewest_sites` must cover: the share of all, rounded up.
std::int64_t weight_to_cover(const SitingInstance& instance, const SitingProblem& problem);

}  // namespace coverage
