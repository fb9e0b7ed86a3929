#pragma once

#include "libcoverage/siting/covering/covering_model.h"

namespace coverage {

/// Refuses what cannot be computed (InputError: no candidates, numbers below 0, tables of different
/// lengths, a share above all) and what no plan can do (NoResultError), each with the closest
/// setting that can: demand that no candidate reaches, a share out of reach, limits that contradict
/// each other or the sites in every plan, a budget that pays for no site.
void check_covering(const SitingInstance& instance, const SitingProblem& problem);

}  // namespace coverage
