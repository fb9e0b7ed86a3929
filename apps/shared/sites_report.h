#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "libcoverage/siting/pair_instance.h"
#include "libcoverage/siting/siting_plan.h"

namespace coverage {

/// A plan for tables made elsewhere, as machines read it: numbers in the unit of the tables.
struct PlanReport {
  const PairInstance& tables;
  const SitingProblem& problem;
  std::string problem_name;
  std::optional<double> threshold = {};  ///< as it was asked; none: the problem's
};

/// `{problem, p, threshold, objective, bound, gap, optimal, sites: [ids], existing: [ids], seconds,
/// …}`: `sites` are those that the plan opens; `objective` is the weight covered, the weighted sum
/// of values, the largest value, or the cost of the sites. Where capacities hold also `served`,
/// `unserved` and `assignment: [{demand, site, weight}]`.
nlohmann::ordered_json plan_json(const PlanReport& report, const SitingPlan& plan, double seconds);

/// A whole number of 10^-decimals as JSON has it: whole where it is, else the nearest double.
nlohmann::ordered_json amount_json(Amount amount, int decimals);

/// `[{objective, bound, gap, sites: [ids], …}]` of plans beside the best one; `bound` is that of
/// the whole problem, so that `gap` is how far from the optimum a plan is at most.
nlohmann::ordered_json alternatives_json(const PlanReport& report,
                                         const std::vector<SitingPlan>& plans);

/// A row a site: `site,status,group,cost,weight,covered_weight,lost_weight,mean_value`; `weight` is
/// what it serves: as the nearest site, or where capacities hold as the solver assigned it. With
/// `others`, plans beside the best one, each row begins with the number of its plan and `best`
/// or `alternative`.
std::string plan_csv(const PlanReport& report, const SitingPlan& plan,
                     const std::vector<SitingPlan>* others = nullptr);
/// A row a number of sites: `p,objective,bound,gap,optimal,sites`, ids separated by spaces; the
/// number alone where so few sites cannot keep the limits.
std::string curve_csv(const PlanReport& report,
                      const std::vector<std::optional<SitingPlan>>& plans);

/// "2 other plans within 1 % of it.", and whether any was missed for want of time.
std::string alternatives_sentence(std::size_t count, bool is_complete, double within_percent,
                                  Language language);

/// "proven optimal", "at most 0.4 % from the optimum".
std::string proof_text(const SitingPlan& plan, Language language);

/// "3 sites; 81,200 of 90,000 covered (90.2 %); proven optimal.", in one sentence for people.
std::string plan_sentence(const PlanReport& report, const SitingPlan& plan, Language language);

}  // namespace coverage
