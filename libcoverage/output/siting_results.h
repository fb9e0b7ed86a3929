#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "libcoverage/output/results.h"
#include "libcoverage/siting/siting_plan.h"

namespace coverage {

/// A part of a demand point, mostly all of it, and the site that serves it.
struct ServedPart {
  DemandIndex point;
  FacilityIndex facility;
  Weight weight;
  Seconds time;
  bool is_covered = false;  ///< within the target
};

/// What the question demands beside its goal: plans that break any of it were never looked at.
struct SitingLimits {
  struct OfEpci {
    std::string name;
    std::uint32_t least = 0;
    std::optional<std::uint32_t> most = {};
  };
  struct Place {
    std::string id, name;
  };
  std::string budget = {};  ///< of the proposals, as written; empty: none
  std::vector<OfEpci> epcis = {};
  std::optional<Seconds> nobody_beyond = {};
  std::optional<double> share = {};  ///< of the population to cover, where not all of it
  std::vector<Place> mandatory = {}, forbidden = {};  ///< candidates
  std::optional<std::uint32_t> most_closed = {};      ///< existing sites
  Assignment assignment = Assignment::nearest;
  bool then_mean = false;
};

/// What a site does in a plan. All figures are of the weight that was asked for.
struct SiteOutcome {
  enum class Status { proposed, existing, closed };
  FacilityIndex facility;  ///< in `Results::facilities`; its id is the candidate's
  Status status = Status::existing;
  std::string cost;  ///< of proposed sites, as written
  /// Nearest to it with the plan, or where capacities hold assigned to it; of closed sites, today.
  Weight catchment;
  Weight gained;  ///< of those, within the target with the plan and not today
  /// Within the target with the plan and, without this site, no longer; nothing where the target
  /// has a distance, or where capacities hold. Of closed sites, today.
  std::optional<Weight> lost_without;
  std::optional<Weight> in_reach;  ///< within the target's time of it, whichever is nearest
  std::optional<Weight> overlap;   ///< of those, also of another site that exists
  std::optional<double> mean_before_s,
      mean_after_s;                     ///< of its catchment, where reached both times
  std::vector<CommuneIndex> leave_gap;  ///< of those that the plan leads out, where it gains most
};

/// A plan with its proof, and what becomes of the study by it.
struct PlanOutcome {
  std::uint32_t number = 1;  ///< from 1, alternatives after the plans that were asked for
  bool is_alternative = false;
  std::uint32_t new_sites = 0;  ///< sites that open
  Amount objective = 0, bound = 0;
  double gap = 0;
  std::optional<Amount> greedy;    ///< what opening the best next site, one by one, would give
  std::vector<SiteOutcome> sites;  ///< proposed, then closed, then existing, each in order
  std::vector<CommuneIndex> leave_gap, enter_gap;
  /// Access with the plan: in `Results::queries`, of alternatives in `alternative_queries`.
  std::size_t query = 0;
  /// Where capacities hold: who is served where, and whom no site has room for.
  std::vector<ServedPart> assignment = {};
  std::optional<Weight> unserved = {};

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
  SitingLimits limits;
  Weight total, unsnapped, unreachable;  ///< population; left out of the problem, and why
  std::vector<PlanOutcome> plans;        ///< one, or one a number of sites
  /// Other plans within `within_percent` of the last of `plans`, the best first.
  std::vector<PlanOutcome> alternatives = {};
  std::vector<QueryResult> alternative_queries = {};
  bool alternatives_asked = false;
  bool alternatives_complete = true;  ///< else time was too short to rule out others
  double within_percent = 1;
  std::string stopped = {};      ///< `interrupted`, `time_limit`; empty: all was done
  std::vector<SiteLoss> losses;  ///< the most needed site first
  double seconds = 0;            ///< that the solver took; in no file that must be the same again
};

}  // namespace coverage
