#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "libcoverage/base/message.h"
#include "libcoverage/siting/siting_plan.h"
#include "libcoverage/study/siting_of_study.h"

namespace coverage {

/// As `plan_json` of tables: times in seconds, weights in inhabitants; `p` is the number of new
/// sites, `sites` are those that open, `existing` those that stay, `closed` those that close;
/// `query`, `weight`, `candidates`, and the population left out stand beside. Who is assigned where
/// is left to the outputs.
nlohmann::ordered_json study_plan_json(const SitingStudy& study, const std::string& problem_name,
                                       const SitingPlan& plan, double seconds);

/// "2 new sites; 81,200 of 90,000 inhabitants covered (90.2 %); proven optimal.", for people.
std::string study_plan_sentence(const SitingStudy& study, const SitingPlan& plan,
                                Language language);

/// A row a site:
/// `site,name,status,commune,epci,lon,lat,cost,weight,covered_weight,lost_weight,mean_time_s`, with
/// those that close (`closed`) last; `weight` is what the site serves, and where capacities hold
/// what the solver assigned to it. With `others`, plans beside the best one, each row begins with
/// the number of its plan and `best` or `alternative`.
std::string study_plan_csv(const SitingStudy& study, const SitingPlan& plan,
                           const std::vector<SitingPlan>* others = nullptr);

/// As `alternatives_json` of tables, with what stays and what closes.
nlohmann::ordered_json study_alternatives_json(const SitingStudy& study,
                                               const std::vector<SitingPlan>& plans);

}  // namespace coverage
