#pragma once

#include "libcoverage/siting/median/assignment_problem.h"
#include "libcoverage/siting/solver/solver_clock.h"

namespace coverage {

/// Throws NoResultError where some row of a median has no place that may serve it: the first by
/// name, how many with what weight, and the least value that would do where a limit is to blame.
void refuse_unreachable(const SitingInstance& instance, const SitingProblem& problem,
                        const MedianProblem& median);

/// Places that serve every row within all limits, for where choosing greedily found none. Throws
/// NoResultError where there are none, with the number of sites or the budget that it would take;
/// Interrupted where the run is stopped before either is known, and NoResultError where time is up.
std::vector<std::uint32_t> some_plan(const SitingInstance& instance, const SitingProblem& problem,
                                     const MedianProblem& median, const SolverClock& clock);

}  // namespace coverage
