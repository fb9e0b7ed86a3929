#pragma once

#include "libcoverage/siting/pair_instance.h"
#include "libcoverage/siting/siting_problem.h"

namespace coverage {

/// Refuses limits of a group that no plan keeps whatever the others are: a minimum above its
/// maximum or above its candidates, more decided sites than its maximum. Throws NoResultError that
/// names the group, and the closest limit that can be kept. What limits ask together is for the
/// search to say.
void check_groups(const PairInstance& tables, const SitingProblem& problem);

}  // namespace coverage
