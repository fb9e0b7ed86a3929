#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

#include "apps/shared/sites_command.h"
#include "libcoverage/model/study.h"
#include "libcoverage/siting/siting_plan.h"
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

/// As `plan_json` of tables: times in seconds, weights in inhabitants; `p` is the number of new
/// sites, `sites` are those that open, `existing` those that stay, `closed` those that close;
/// `query`, `weight`, `candidates`, and the population left out stand beside.
nlohmann::ordered_json study_plan_json(const SitingStudy& study, const std::string& problem_name,
                                       const SitingPlan& plan, double seconds);

/// "2 new sites; 81,200 of 90,000 inhabitants covered (90.2 %); proven optimal.", for people.
std::string study_plan_sentence(const SitingStudy& study, const SitingPlan& plan,
                                Language language);

/// A row a site:
/// `site,name,status,commune,epci,lon,lat,cost,weight,covered_weight,lost_weight,mean_time_s`, with
/// those that close (`closed`) last.
std::string study_plan_csv(const SitingStudy& study, const SitingPlan& plan);

}  // namespace coverage
