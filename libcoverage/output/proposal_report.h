#pragma once

#include <string>

#include "libcoverage/output/siting_results.h"

namespace coverage {

/// The report on plans: one self-contained HTML page (no network). The question in words; the curve
/// of what each further site brings, with greedy opening beside the proven; per plan its proof, a
/// map (who is newly within the target), what each site does, the communes that leave the gap; what
/// is lost if an existing site closes; sources and hypotheses.
std::string render_proposals(const SitingResults& siting, Language language);

/// "optimum prouvé", "à 0,4 % au plus de l’optimum".
std::string proof_words(const PlanOutcome& plan, Language language);

}  // namespace coverage
