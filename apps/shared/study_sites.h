#pragma once

#include <string>
#include <utility>
#include <vector>

#include "apps/shared/sites_command.h"
#include "libcoverage/model/study.h"
#include "libcoverage/study/siting_of_study.h"

namespace coverage {

/// What the options ask of a study. Throws UsageError for a limit that is no time, or a budget that
/// is no number.
SitingQuestion siting_question(const SitesOptions& options);

/// `--candidates` as keys of the study: `seats`, `junctions`, `grid`, `grid:METRES`,
/// `facilities:CONDITION`, else a file of points, relative to the working folder.
std::vector<std::pair<std::string, std::string>> candidate_settings(const std::string& spec);

/// The question as settings of the manifest: `sites.problem`, `sites.p`…, those that were given.
std::vector<std::pair<std::string, std::string>> question_settings(const SitesOptions& options);

/// The study of the options, with their settings.
Study study_of_options(const SitesOptions& options);

}  // namespace coverage
