#pragma once

#include "libcoverage/base/execution.h"
#include "libcoverage/siting/siting_plan.h"

namespace coverage {

/// A plan by two goals in their order: no plan covers more weight, and of those that cover as much
/// none has a lower mean.
struct CoveredThenMean {
  SitingPlan covered;  ///< its sites are the answer; objective and bound are of `most_covered`
  Amount weighted_value = 0;    ///< sum of weight × value of the rows that the plan reaches
  bool mean_is_proven = false;  ///< no plan that covers as much has a lower mean
};

/// Solves `most_covered`, then p-median with a penalty on all weight that is not covered, a
/// thousand times heavier until the least penalised plan covers as much as can be covered: then no
/// plan that does has a lower mean, for all of them pay the same penalties.
///
/// A row that a plan does not reach counts as one at 4.29 × 10⁹, above all that tables may hold.
/// The matrix is held twice more. Throws what `solve_covering` throws.
CoveredThenMean solve_covered_then_mean(const SitingInstance& instance,
                                        const SitingProblem& problem, const SolveOptions& options,
                                        const Execution& execution);

}  // namespace coverage
