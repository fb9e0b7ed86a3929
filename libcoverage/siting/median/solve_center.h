#pragma once

#include "libcoverage/base/execution.h"
#include "libcoverage/siting/siting_plan.h"

namespace coverage {

/// p-center (Hakimi 1964), goal `least_worst`: the plan whose largest value to a row with a weight
/// is least, within all limits of the problem.
///
/// Bisection over the values that occur (Minieka 1970): whether all rows can be served within one
/// is asked of a few rows first, to which those left out are added (Contardo, Iori & Kramer 2019).
/// Where pairs are many a quick look (`quick_center`) comes first: no better plan has values beyond
/// its worst, which need not be listed. Everything else as for `solve_median`.
SitingPlan solve_center(const SitingInstance& instance, const SitingProblem& problem,
                        const SolveOptions& options, const Execution& execution);

}  // namespace coverage
