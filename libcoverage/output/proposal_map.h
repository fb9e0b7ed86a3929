#pragma once

#include <string>

#include "libcoverage/output/report_map.h"
#include "libcoverage/output/siting_results.h"

namespace coverage {

/// What a plan adds to the map of its access times: the ground from which people would go to each
/// proposal, those who are newly within the target, and the proposals by name. Names are placed so
/// that none lies over another where there is room.
MapOverlay proposal_overlay(const SitingResults& siting, const PlanOutcome& plan,
                            const MapFrame& frame, Language language);

/// "Sources : communes (2018), routes (2026)…": what stands below a map that is taken out of its
/// page.
std::string map_sources(const Results& results, Language language);

}  // namespace coverage
