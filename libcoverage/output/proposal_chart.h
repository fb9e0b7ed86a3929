#pragma once

#include <string>

#include "libcoverage/output/siting_results.h"

namespace coverage {

/// What each further site brings, as an inline SVG: the objective of each plan with its bound, and
/// greedy opening beside it. Shares of the population for goals that cover, minutes for times.
/// Empty with fewer than two plans, and where the objective is a cost.
std::string proposal_chart(const SitingResults& siting, Language language);

}  // namespace coverage
