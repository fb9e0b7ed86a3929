#pragma once

#include <optional>

#include "libcoverage/base/execution.h"
#include "libcoverage/siting/siting_plan.h"

namespace coverage {

/// How many alternatives to look for, and how much worse they may be.
struct NearOptimal {
  std::size_t most_plans = 5;                 ///< the best one included
  std::int64_t share_millionths = 10'000;     ///< of the best objective
  std::optional<SitingPlan> known_best = {};  ///< what `solve_siting` found: not looked for again
};

struct Alternatives {
  /// The best first; none opens all the sites of one before it. Each has the bound of the whole
  /// problem: its gap is its distance from the optimum.
  std::vector<SitingPlan> plans;
  /// Proven: no plan was missed that is better than one of these, or near enough where there are
  /// fewer than asked for.
  bool is_complete = true;
};

/// The worst objective that is still within a share of the best, rounded towards the best.
Amount worst_within(SitingGoal goal, Amount best, std::int64_t share_millionths);

/// Plans almost as good as the best, in order, for any goal: a planner has reasons that no table
/// holds. Plans that do not open all of a plan's sites are parted by the first of them that they
/// leave out, and each part is solved for itself (Lawler 1972). A part is given up as soon as its
/// bound says that nothing in it is near enough.
///
/// `options.seconds` are for all of it. Where they end, or the run is stopped, the list has the
/// plans that were met on the way too, and is not complete. Rules of sites are changed while it
/// looks, and given back as they were. Throws as `solve_siting` where there is not even one plan.
Alternatives near_optimal_plans(SitingInstance& instance, const SitingProblem& problem,
                                const NearOptimal& wanted, const SolveOptions& options,
                                const Execution& execution);

}  // namespace coverage
