#include "libcoverage/study/siting_outcome.h"

#include <algorithm>

#include "libcoverage/base/error.h"
#include "libcoverage/siting/capacity/solve_capacitated.h"
#include "libcoverage/siting/decimal_amount.h"
#include "libcoverage/study/input_files.h"
#include "libcoverage/study/network_result.h"
#include "libcoverage/study/plan_effects.h"

namespace coverage {

namespace {

std::vector<const SitingPlan*> all_plans(const SolvedPlans& solved) {
  std::vector<const SitingPlan*> plans;
  for (const SitingPlan& plan : solved.plans) plans.push_back(&plan);
  for (const SitingPlan& plan : solved.alternatives) plans.push_back(&plan);
  return plans;
}

/// Existing sites alone, all of them.
SitingInstance without_proposals(const SitingStudy& study) {
  SitingInstance instance = study.tables.instance;
  for (std::size_t s = 0; s < study.places.size(); ++s) {
    const auto site = CandidateIndex::from_size(s);
    const bool exists = study.places[site].exists();
    instance.sites[site].rule = exists ? SiteRule::mandatory : SiteRule::forbidden;
  }
  return instance;
}

/// Where capacities hold, who finds a place at the existing sites: in the least mean time where
/// there is room for all, else as many as possible.
std::optional<SitingPlan> plan_of_today(const SitingStudy& study, const Execution& execution) {
  constexpr double seconds = 30;
  const SitingInstance instance = without_proposals(study);
  SitingProblem problem{.goal = study.problem.goal, .threshold = study.problem.threshold};
  problem.assignment = study.problem.assignment;
  for (const bool everybody : {true, false}) {
    if (everybody && problem.goal != SitingGoal::least_mean) continue;
    if (!everybody && problem.goal == SitingGoal::least_mean) {
      problem.goal = SitingGoal::most_covered;
      problem.threshold = std::numeric_limits<std::uint32_t>::max();
    }
    try {
      return solve_capacitated(instance, problem, {.seconds = seconds}, execution);
    } catch (const NoResultError&) {
      // Not everybody finds a place, or not in that time.
    }
  }
  return {};
}

PlanAccess access_today(const PlanAccessSearch& search, const Execution& execution) {
  const SitingStudy& study = search.study();
  if (study.problem.assignment != Assignment::nearest) {
    if (const auto plan = plan_of_today(study, execution)) return search.of(*plan);
  }
  return search.nearest(search.existing_sites());
}

SitingLimits limits_of(const SitingStudy& study) {
  const SitingQuestion& question = study.question;
  SitingLimits limits;
  if (study.problem.budget) {
    limits.budget = decimal_text(*study.problem.budget, study.tables.instance.units.cost_decimals);
  }
  for (std::size_t k = 0; k < question.epci_limits.size(); ++k) {
    const EpciLimit& limit = question.epci_limits[k];
    const GroupIndex group = study.problem.group_limits[k].group;
    limits.epcis.push_back({study.tables.groups[group], limit.least, limit.most});
  }
  limits.nobody_beyond = question.nobody_beyond;
  if (study.problem.goal == SitingGoal::fewest_sites && question.share_millionths < 1'000'000) {
    limits.share = static_cast<double>(question.share_millionths) / 1e6;
  }
  for (std::size_t s = 0; s < study.places.size(); ++s) {
    const auto site = CandidateIndex::from_size(s);
    const SitingPlace& place = study.places[site];
    const SiteRule rule = study.tables.instance.sites[site].rule;
    if (place.exists() || rule == SiteRule::optional) continue;
    (rule == SiteRule::mandatory ? limits.mandatory : limits.forbidden)
        .push_back({place.id, place.name});
  }
  limits.most_closed = question.most_closed;
  limits.assignment = question.assignment;
  limits.then_mean = question.then_mean;
  return limits;
}

QueryResult query_result(const Query& query, PlanAccess access) {
  QueryResult result;
  result.query = query;
  result.facilities = std::move(access.facilities);
  result.demand = std::move(access.times);
  result.indicators = std::move(access.indicators);
  return result;
}

class OutcomeBuilder {
 public:
  OutcomeBuilder(SitingStudy& study, const SolvedPlans& solved, const Execution& execution)
      : study_(study),
        solved_(solved),
        execution_(execution),
        search_(study, all_plans(solved), execution),
        reach_(search_) {}

  SitingResults build() {
    execution_.progress.stage({"What plans change", "Ce que changent les plans"},
                              solved_.plans.size() + solved_.alternatives.size() + 1);
    const PlanAccess today = access_today(search_, execution_);
    execution_.progress.advance(1);
    add_plans(today);
    add_alternatives(today);
    result_.losses = site_losses(today, search_, reach_);
    result_.results.queries.front() = query_result(search_.query(), today);
    describe_question();
    collect();
    return std::move(result_);
  }

 private:
  PlanOutcome outcome_of(const SitingPlan& plan, const PlanAccess& today, PlanAccess& then) {
    then = search_.of(plan);
    execution_.progress.advance(1);
    PlanOutcome outcome = plan_outcome(plan, today, then, search_, reach_);
    outcome.number = ++number_;
    return outcome;
  }

  void add_plans(const PlanAccess& today) {
    auto& queries = result_.results.queries;
    queries.emplace_back();  // today's
    for (std::size_t p = 0; p < solved_.plans.size(); ++p) {
      PlanAccess then;
      result_.plans.push_back(outcome_of(solved_.plans[p], today, then));
      PlanOutcome& outcome = result_.plans.back();
      if (p < solved_.greedy.size()) outcome.greedy = solved_.greedy[p];
      outcome.query = queries.size();
      queries.push_back(query_result(search_.query(), std::move(then)));
      Query& query = queries.back().query;
      query.label += message(" · plan of {}", " · plan à {}", outcome.new_sites)
                         .in(study_.inputs.study.language);
      query.name +=
          solved_.plans.size() == 1 ? "_plan" : fmt::format("_plan_{}", outcome.new_sites);
    }
  }

  void add_alternatives(const PlanAccess& today) {
    for (const SitingPlan& plan : solved_.alternatives) {
      PlanAccess then;
      PlanOutcome outcome = outcome_of(plan, today, then);
      outcome.is_alternative = true;
      outcome.query = result_.alternative_queries.size();
      result_.alternative_queries.push_back(query_result(search_.query(), std::move(then)));
      result_.alternatives.push_back(std::move(outcome));
    }
    result_.alternatives_asked = solved_.alternatives_asked;
    result_.alternatives_complete = solved_.alternatives_complete;
    result_.within_percent = solved_.within_percent;
  }

  void describe_question() {
    result_.goal = study_.problem.goal;
    result_.problem_name = solved_.problem_name;
    result_.asked_sites = study_.question.new_sites;
    result_.may_close = study_.question.allow_closing;
    if (covers_within_threshold(result_.goal)) result_.threshold = study_.question.threshold;
    result_.cost_decimals = study_.tables.instance.units.cost_decimals;
    result_.candidate_kind = study_.candidate_kind;
    result_.existing = search_.existing_sites().size();
    result_.candidates = study_.places.size() - result_.existing;
    result_.limits = limits_of(study_);
    result_.stopped = solved_.stopped;
    result_.total = study_.ledger.total;
    result_.unsnapped = study_.ledger.unsnapped;
    result_.unreachable = study_.ledger.unreachable;
    result_.seconds = solved_.seconds;
  }

  /// Everything that outputs read, in one place.
  void collect() {
    Results& results = result_.results;
    StudyInputs& inputs = study_.inputs;
    std::erase_if(inputs.study.thresholds,
                  [](const Threshold& threshold) { return threshold.distance.has_value(); });
    inputs.study.queries = {search_.query()};
    auto& snaps = inputs.networks[study_.network]->facility_snaps;
    snaps.resize(inputs.facilities.facilities.size());
    for (std::size_t s = 0; s < study_.places.size(); ++s) {
      const auto site = CandidateIndex::from_size(s);
      const FacilityIndex facility = search_.facility_of(site);
      if (facility.valid()) snaps[facility] = study_.places[site].snap;
    }
    results.networks.push_back(network_result(search_.network(), std::move(study_.demand_snaps)));
    results.inputs = input_files(inputs.study);
    results.study = std::move(inputs.study);
    results.crs = inputs.crs;
    results.territory = std::move(inputs.territory);
    results.facilities = std::move(inputs.facilities.facilities);
    results.demand = std::move(study_.demand);
    results.sources = std::move(inputs.sources);
    for (SourceReport& source : results.sources) {
      for (std::string& file : source.files) file = shown_path(file, results.study);
    }
    results.hypotheses = std::move(inputs.hypotheses);
  }

  SitingStudy& study_;
  const SolvedPlans& solved_;
  const Execution& execution_;
  PlanAccessSearch search_;
  SiteReach reach_;
  std::uint32_t number_ = 0;
  SitingResults result_;
};

}  // namespace

SitingResults siting_outcome(SitingStudy&& study, const SolvedPlans& solved,
                             const Execution& execution) {
  return OutcomeBuilder(study, solved, execution).build();
}

}  // namespace coverage
