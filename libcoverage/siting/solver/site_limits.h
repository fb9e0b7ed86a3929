#pragma once

#include <span>

#include "libcoverage/siting/siting_problem.h"
#include "libcoverage/siting/solver/mip_model.h"

namespace coverage {

/// Adds the limits of a problem on the sites themselves (their number, their costs, their groups)
/// and on who must have one near (`nobody_beyond`). `columns`: by candidate its column, whole and
/// between 0 and 1, bounded by its rule.
void add_site_limits(MipModel& model, std::span<const int> columns, const SitingInstance& instance,
                     const SitingProblem& problem);

/// A column for each candidate, bounded by its rule, without a cost.
std::vector<int> add_site_columns(MipModel& model, const SitingInstance& instance);

}  // namespace coverage
