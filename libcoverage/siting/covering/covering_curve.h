#pragma once

#include "libcoverage/base/execution.h"
#include "libcoverage/siting/siting_plan.h"

namespace coverage {

/// For p = 1 … `most` the best plan of at most p sites (`most_covered`, `twice_covered`), each
/// solved for itself, for optima are not nested; `options.seconds` are for each. Nothing where so
/// few sites cannot keep the limits, or none was found in time. Neither objectives nor bounds fall
/// as p grows. The instance is read and reduced once.
///
/// Throws as `check_covering` for what `most` sites cannot do, InputError for another goal.
std::vector<std::optional<SitingPlan>> covering_curve(const SitingInstance& instance,
                                                      SitingProblem problem, std::uint32_t most,
                                                      const SolveOptions& options,
                                                      const Execution& execution);

}  // namespace coverage
