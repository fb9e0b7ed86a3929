#pragma once

#include <string>

#include "libcoverage/output/report_map.h"
#include "libcoverage/output/siting_results.h"

namespace coverage {

/// Everything about one plan of the report: its headline and proof, its map, its sites, communes.
std::string plan_section(const SitingResults& siting, const PlanOutcome& plan, const ReportMap& map,
                         Language language);

/// The objective of a plan in words: "304 870 habitants à moins de 10 min (92,4 %)".
std::string objective_words(const SitingResults& siting, Amount amount, Language language);

}  // namespace coverage
