#pragma once

#include "libcoverage/siting/siting_plan.h"

namespace coverage {

/// The largest value at which a site may serve demand: the threshold of a problem that covers, and
/// what nobody may exceed.
std::uint32_t largest_value_served(const SitingProblem& problem);

/// The objective of allocations, exact; nothing where a row with weight goes unserved though all
/// must be (`least_mean`), or where a capacity, a threshold or the rule of the assignment is
/// broken.
std::optional<Amount> evaluate_allocations(const SitingInstance& instance,
                                           const SitingProblem& problem, const SitingPlan& plan);

}  // namespace coverage
