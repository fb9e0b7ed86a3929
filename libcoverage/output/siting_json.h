#pragma once

#include <string>

#include "libcoverage/output/siting_results.h"

namespace coverage {

/// `sites.json`: what was asked, the population and what of it was left out, today's access, and
/// each plan with its proof, its sites and what they change; then what is lost if an existing site
/// closes. Times in seconds, weights exact.
std::string siting_json(const SitingResults& siting);

}  // namespace coverage
