#pragma once

#include <string>

#include "apps/shared/sites_report.h"
#include "apps/shared/sites_search.h"
#include "libcoverage/study/siting_of_study.h"

namespace coverage {

/// What was asked, of tables or of a study, and how it is answered.
struct SitesAnswer {
  const SitesOptions& options;
  PlanReport report;
  const SitingStudy* study = nullptr;  ///< none: of tables

  /// For standard output: JSON, or a table of sites or of the curve. An interrupted answer says so
  /// in JSON (`stopped`).
  std::string text(const FoundSites& found) const;
  /// For people: the plan and its proof, alternatives, and where the search was cut short.
  std::string sentences(const FoundSites& found) const;
};

/// Why the search ended before it had proven all: `interrupted`, `time_limit`; empty where it did
/// what was asked.
std::string why_stopped(const FoundSites& found, const SitesOptions& options);

}  // namespace coverage
