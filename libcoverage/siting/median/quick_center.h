#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "libcoverage/siting/opening_rules.h"
#include "libcoverage/siting/solver/solver_clock.h"

namespace coverage {

/// What a quick look at a center with many places finds.
struct QuickCenter {
  /// All sites that are open, ascending; nothing where no plan that serves everybody was met.
  std::optional<std::vector<CandidateIndex>> sites = {};
  std::uint32_t bound = 0;  ///< no plan's largest value is less
};

/// A good plan for a p-center whose matrix is too large to be listed by row: bisection of the
/// radius for a few rows, which `weighted_cover` looks for plans to serve; rows that a plan leaves
/// farther away are looked at from then on. As many rows as sites and one more, no two of which a
/// place serves within a radius, prove that no plan has that radius (Hochbaum & Shmoys 1985).
///
/// Reads the matrix once a round; takes `share` of the time that the clock has left, but goes on
/// until the first plan is met. Does not depend on the number of threads.
QuickCenter quick_center(const SitingInstance& instance, const SitingProblem& problem,
                         const OpeningRules& rules, double share, const SolverClock& clock);

}  // namespace coverage
