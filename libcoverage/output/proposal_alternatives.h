#pragma once

#include <string>

#include "libcoverage/output/siting_results.h"

namespace coverage {

/// The section of the report on plans that are almost as good as the last one: per alternative its
/// sites by name, those it has in place of the best plan's set off, its result and the difference.
/// Says where time was too short to rule out others. Empty where none were asked for.
std::string alternatives_section(const SitingResults& siting, Language language);

}  // namespace coverage
