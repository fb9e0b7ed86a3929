#pragma once

#include "libcoverage/base/execution.h"
#include "libcoverage/siting/siting_plan.h"

namespace coverage {

/// How many alternatives to look for, and how much worse they may be.
struct NearOptimal {
  std::size_t most_plans = 5;  ///< the best one included
  double share = 0.01;         ///< of the best objective
};

struct Alternatives {
  std::vector<SitingPlan> plans;  ///< the best first; none opens all the sites of one before it
  bool is_complete = true;        ///< no better one was missed for want of time
};

/// Plans almost as good as the best, in order: a planner has reasons that no table holds. Those
/// that do not hold all of a plan's sites are parted by the first of them that they leave out, and
/// each part is solved for itself (Lawler 1972), candidates that the best plan's sites dominate
/// included. `options.seconds` are for all of it.
///
/// Takes the instance by value, for it forbids and demands sites: move what is large. Throws as
/// `solve_covering`.
Alternatives near_optimal_plans(SitingInstance instance, const SitingProblem& problem,
                                const NearOptimal& wanted, const SolveOptions& options,
                                const Execution& execution);

}  // namespace coverage
