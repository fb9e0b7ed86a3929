#pragma once

#include <optional>
#include <string>
#include <vector>

#include "libcoverage/output/siting_results.h"
#include "libcoverage/siting/siting_plan.h"
#include "libcoverage/study/siting_of_study.h"

namespace coverage {

/// Plans for a question on a study, by number of new sites.
struct SolvedPlans {
  std::string problem_name;  ///< as it was asked for: `mclp`
  std::vector<SitingPlan> plans;
  /// By plan what greedy opening gives; empty, or nothing, where it does not apply.
  std::vector<std::optional<Amount>> greedy;
  double seconds = 0;
  /// Other plans almost as good as the last of `plans`, the best first.
  std::vector<SitingPlan> alternatives = {};
  bool alternatives_asked = false;
  bool alternatives_complete = true;
  double within_percent = 1;
  std::string stopped = {};  ///< `interrupted`, `time_limit`; empty: all was done
};

/// What becomes of the study by each plan, site by site and commune by commune: access is searched
/// anew with the sites of the plan, so that every figure is what a run of the study would say. And
/// what is lost if any one existing site closes. Where capacities hold, everybody is served as the
/// solver assigned them, and today is who finds a place at the existing sites. `study` is used up.
///
/// Takes 8 bytes for each pair of a site (existing, or of any plan) and a home within the target's
/// time, and 24 bytes a home and plan.
SitingResults siting_outcome(SitingStudy&& study, const SolvedPlans& solved,
                             const Execution& execution);

}  // namespace coverage
