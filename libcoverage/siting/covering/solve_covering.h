#pragma once

#include "libcoverage/base/execution.h"
#include "libcoverage/siting/covering/covering_model.h"
#include "libcoverage/siting/siting_plan.h"

namespace coverage {

/// The best plan of a covering problem, `fewest_sites`, `most_covered` or `twice_covered`, under
/// all limits of the problem, with a bound that is proven in whole numbers wherever `optimal()`:
/// exact reductions, a greedy plan improved by exchanges, prices that bound what any plan can do
/// and rule candidates out, and what is left by branch and bound where it is small enough. Sites
/// that would be open for nothing are closed.
///
/// At `options.seconds` the best plan so far is given. `options.on_improvement` is called with a
/// whole plan and its bound each time that either is better: on Interrupted the last is the best.
/// The plan depends neither on the number of threads nor, unless time runs out, on the clock.
///
/// Throws InputError and NoResultError as `check_covering`; NoResultError where no plan keeps all
/// limits together, which says how many sites or what budget would do; SolverError where time ends
/// before any plan is found, or is proven not to exist.
SitingPlan solve_covering(const SitingInstance& instance, const SitingProblem& problem,
                          const SolveOptions& options, const Execution& execution);

/// The greedy plan alone, in the same shape, to stand beside the best one: its bound is that of
/// the reductions. Nothing where it leaves limits unmet.
std::optional<SitingPlan> greedy_plan(const SitingInstance& instance, const SitingProblem& problem,
                                      const Execution& execution);

}  // namespace coverage
