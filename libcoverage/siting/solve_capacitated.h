#pragma once

#include "libcoverage/base/execution.h"
#include "libcoverage/siting/siting_plan.h"

namespace coverage {

/// The goals `most_covered` and `least_mean` where sites have capacities (`single` or `split`
/// assignment), by CBC over a column a site and a column a pair within reach. Optimal within the
/// solver's tolerance (10⁻⁹ of the objective; the objective itself is exact). Rows without weight
/// are served by nobody.
///
/// Throws NoResultError where no plan keeps all limits, InputError for another goal and where there
/// are more than `most_capacitated_pairs`.
SitingPlan solve_capacitated(const SitingInstance& instance, const SitingProblem& problem,
                             const SolveOptions& options, const Execution& execution);

constexpr std::size_t most_capacitated_pairs = 5'000'000;
/// For callers that know before they search. Throws InputError for more pairs than that.
void require_capacitated_size(std::size_t pairs);

/// The objective of allocations, exact; nothing where a row with weight goes unserved though all
/// must be (`least_mean`), or where a capacity, a threshold or the rule of the assignment is
/// broken.
std::optional<Amount> evaluate_allocations(const SitingInstance& instance,
                                           const SitingProblem& problem, const SitingPlan& plan);

}  // namespace coverage
