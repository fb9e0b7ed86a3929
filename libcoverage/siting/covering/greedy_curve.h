#pragma once

#include <optional>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/siting/siting_problem.h"

namespace coverage {

/// What is had by opening the site that helps most, one after the other: the objective after 1, 2,
/// … `most_sites` sites that count; what proven plans are held against. With p sites it covers at
/// least 1 − 1/e of the optimum (Nemhauser, Wolsey & Fisher 1978). For `most_covered` and
/// `least_mean` under a number of sites alone; empty for other goals and under other limits. Of
/// equal sites the first. Nothing in place of a mean that leaves somebody out.
///
/// One pass over the matrix a site.
std::vector<std::optional<Amount>> greedy_curve(const SitingInstance& instance,
                                                const SitingProblem& problem,
                                                const Execution& execution);

}  // namespace coverage
