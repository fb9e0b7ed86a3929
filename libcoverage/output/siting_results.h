#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "libcoverage/output/results.h"
#include "libcoverage/siting/siting_plan.h"

namespace coverage {

/// What a site does in a plan. All figures are of the weight that was asked for.
struct SiteOutcome {
  enum class Status { proposed, existing, closed };
  FacilityIndex facility;  ///< in `Results::facilities`; its id is the candidate's
  Status status = Status::existing;
  std::string cost;  ///< of proposed sites, as written
  Weight catchment;  ///< nearest to it with the plan; of closed sites, today
  Weight gained;     ///< of those, within the target with the plan and not today
  /// Within the target with the plan and, without this site, no longer; nothing where the target
  /// has a distance. Of closed sites, today.
  std::optional<Weight> lost_without;
  std::optional<Weight> in_reach;  ///< within the target's time of it, whichever is nearest
  std::optional<Weight> overlap;   ///< of those, also of another site that exists
  std::optional<double> mean_before_s,
      mean_after_s;                     ///< of its catchment, where reached both times
  std::vector<CommuneIndex> leave_gap;  ///< of those that the plan leads out, where it gains most
};

/// A plan with its proof, and what becomes of the study by it.
struct PlanOutcome {
  std::uint32_t new_sites = 0;  ///< sites that open
  Amount objective = 0, bound = 0;
  double gap = 0;
  std::optional<Amount> greedy;    ///< what opening the best next site, one by one, would give
  std::vector<SiteOutcome> sites;  ///< proposed, then closed, then existing, each in order
  std::vector<CommuneIndex> leave_gap, enter_gap;
  std::size_t query = 0;  ///< in `Results::queries`: access with the plan

  bool optimal() const { return objective == bound; }
};

/// What is lost if an existing site closes and nothing opens.
struct SiteLoss {
  FacilityIndex facility;
  Weight catchment;            ///< nearest to it today
  std::optional<Weight> lost;  ///< within the target today, of no other site
  std::vector<CommuneIndex> enter_gap;
};

/// What coverage-sites found for a study. The first query of `results` is access today, with the
/// target that plans are read by; each plan has its own after it. Proposals stand among the
/// facilities, after those that exist.
struct SitingResults {
  Results results;
  SitingGoal goal = SitingGoal::most_covered;
  std::string problem_name;
  std::optional<std::uint32_t> asked_sites;  ///< p
  std::optional<Seconds> threshold;          ///< of goals that cover
  int cost_decimals = 0;
  Message candidate_kind;
  std::size_t candidates = 0;
  std::size_t existing = 0;
  bool may_close = false;
  std::vector<Message> limits;           ///< of the question, in words: a budget, EPCIs…
  Weight total, unsnapped, unreachable;  ///< population; left out of the problem, and why
  std::vector<PlanOutcome> plans;        ///< one, or one a number of sites
  std::vector<SiteLoss> losses;          ///< the most needed site first
  double seconds = 0;  ///< that the solver took; in no file that must be the same again
};

}  // namespace coverage
