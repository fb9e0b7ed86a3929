#pragma once

#include <optional>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/siting/siting_plan.h"

namespace coverage {

/// The best plan for any goal, with its bound; each goal by the method that suits it. Throws
/// NoResultError where no plan keeps all limits: which, why, and the closest setting that works.
SitingPlan solve_siting(const SitingInstance& instance, const SitingProblem& problem,
                        const SolveOptions& options, const Execution& execution);

/// The best plan of at most p counted sites for p = 1 … `problem.most_sites`: each solved for
/// itself, for the best two sites need not hold the best one. Nothing where so few sites cannot
/// keep the limits. Throws as `solve_siting` where not even the last can.
std::vector<std::optional<SitingPlan>> marginal_curve(const SitingInstance& instance,
                                                      SitingProblem problem,
                                                      const SolveOptions& options,
                                                      const Execution& execution);

}  // namespace coverage
