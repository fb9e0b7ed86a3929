#pragma once

#include "libcoverage/base/execution.h"
#include "libcoverage/siting/siting_plan.h"

namespace coverage {

/// p-median (Hakimi 1964), goal `least_mean`: the plan with the least sum of weight × value, within
/// all limits of the problem, each row with a weight being served by its nearest site (capacities:
/// `solve_capacitated`).
///
/// A plan by greedy choice and fast interchange, a bound by Lagrangian relaxation, places fixed by
/// both, and branch and bound over what remains. Single-threaded after the lists are sorted,
/// repeatable unless time ends it. Sites that no limit counts are always open: they never harm.
///
/// When time is up, the gap is small enough, or `execution` is stopped, the best plan found is
/// given with its bound; Interrupted where there is none yet. Throws NoResultError where no plan
/// keeps the limits, with the closest setting that does.
SitingPlan solve_median(const SitingInstance& instance, const SitingProblem& problem,
                        const SolveOptions& options, const Execution& execution);

}  // namespace coverage
