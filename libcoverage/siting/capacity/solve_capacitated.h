#pragma once

#include "libcoverage/base/execution.h"
#include "libcoverage/siting/siting_plan.h"

namespace coverage {

/// The goals `most_covered` and `least_mean` where sites have capacities (`single` or `split`
/// assignment). Rows without weight are served by nobody; who finds no place goes unserved where
/// covering, and makes a plan impossible where the mean is asked for.
///
/// Plans by greedy choice and swaps, what given sites serve by exact flows (whole rows rounded from
/// them), a bound by Lagrangian relaxation, and branch and bound; whole rows in small problems by
/// CBC too. A plan is optimal only where the bound, rounded to what plans can cost, meets what it
/// costs in whole numbers. Time or a stop of `execution` give the best plan found with its bound;
/// Interrupted where there is none yet.
///
/// Throws NoResultError where no plan keeps all limits, or none was found in time, InputError for
/// another goal. Memory: 24 bytes for each pair of demand and open site, and what `solve_median`
/// and `solve_covering` take.
SitingPlan solve_capacitated(const SitingInstance& instance, const SitingProblem& problem,
                             const SolveOptions& options, const Execution& execution);

}  // namespace coverage
