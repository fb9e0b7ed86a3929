#include "libcoverage/siting/solve_siting.h"

#include "libcoverage/base/error.h"
#include "libcoverage/siting/capacity/solve_capacitated.h"
#include "libcoverage/siting/covering/covering_curve.h"
#include "libcoverage/siting/covering/solve_covering.h"
#include "libcoverage/siting/evaluate_plan.h"
#include "libcoverage/siting/median/solve_center.h"
#include "libcoverage/siting/median/solve_median.h"

namespace coverage {

SitingPlan solve_siting(const SitingInstance& instance, const SitingProblem& problem,
                        const SolveOptions& options, const Execution& execution) {
  if (problem.assignment != Assignment::nearest) {
    return solve_capacitated(instance, problem, options, execution);
  }
  switch (problem.goal) {
    case SitingGoal::least_mean:
      return solve_median(instance, problem, options, execution);
    case SitingGoal::least_worst:
      return solve_center(instance, problem, options, execution);
    case SitingGoal::fewest_sites:
    case SitingGoal::most_covered:
    case SitingGoal::twice_covered:
      break;
  }
  return solve_covering(instance, problem, options, execution);
}

std::vector<std::optional<SitingPlan>> marginal_curve(const SitingInstance& instance,
                                                      SitingProblem problem,
                                                      const SolveOptions& options,
                                                      const Execution& execution) {
  const std::uint32_t most = problem.most_sites.value_or(0);
  if (is_maximised(problem.goal) && problem.assignment == Assignment::nearest) {
    auto plans = covering_curve(instance, problem, most, options, execution);
    // Which says why, if it was not for the time.
    if (!plans.empty() && !plans.back()) {
      plans.back() = solve_siting(instance, problem, options, execution);
    }
    return plans;
  }
  std::vector<std::optional<SitingPlan>> plans;
  for (std::uint32_t p = 1; p <= most; ++p) {
    problem.most_sites = p;
    plans.emplace_back();
    try {
      plans.back() = solve_siting(instance, problem, options, execution);
    } catch (const NoResultError&) {
      if (p == most) throw;
    }
    execution.check_interrupted();
  }
  return plans;
}

}  // namespace coverage
