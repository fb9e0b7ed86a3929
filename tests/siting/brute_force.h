#pragma once

#include "libcoverage/siting/evaluate_plan.h"

namespace coverage {

/// The best plan of all 2ⁿ, the first of equals; nothing where none keeps all limits.
inline std::optional<SitingPlan> best_by_enumeration(const SitingInstance& instance,
                                                     const SitingProblem& problem) {
  std::optional<SitingPlan> best;
  const std::size_t candidates = instance.sites.size();
  for (std::uint32_t set = 0; set < 1u << candidates; ++set) {
    std::vector<CandidateIndex> sites;
    for (std::uint32_t c = 0; c < candidates; ++c) {
      if (set >> c & 1u) sites.emplace_back(c);
    }
    const auto objective = evaluate_plan(instance, problem, sites);
    if (!objective) continue;
    const bool is_better = !best || (is_maximised(problem.goal) ? *objective > best->objective
                                                                : *objective < best->objective);
    if (is_better) best = SitingPlan{sites, *objective, *objective};
  }
  return best;
}

}  // namespace coverage
