#include "libcoverage/siting/near_optimal_plans.h"

#include <algorithm>

#include "libcoverage/base/error.h"
#include "libcoverage/siting/evaluate_plan.h"
#include "libcoverage/siting/solve_siting.h"
#include "libcoverage/siting/solver/time_limit.h"

namespace coverage {
namespace {

/// Ends the search of a part whose bound is known to be too bad.
struct NothingNearEnough {};

/// Changes rules of sites, and gives them back.
class RuleChange {
 public:
  explicit RuleChange(SitingInstance& instance) : instance_(instance) {}
  RuleChange(const RuleChange&) = delete;
  RuleChange& operator=(const RuleChange&) = delete;
  ~RuleChange() {
    for (const CandidateIndex site : changed_) instance_.sites[site].rule = SiteRule::optional;
  }
  /// `sites` are optional ones.
  void set(const std::vector<CandidateIndex>& sites, SiteRule rule) {
    for (const CandidateIndex site : sites) instance_.sites[site].rule = rule;
    changed_.insert(changed_.end(), sites.begin(), sites.end());
  }

 private:
  SitingInstance& instance_;
  std::vector<CandidateIndex> changed_;
};

bool opens_all_of(const SitingPlan& plan, const SitingPlan& other) {
  return std::ranges::includes(plan.sites, other.sites);
}

/// The plans that open some sites and not others, by the best of them.
struct Part {
  SitingPlan best;
  std::vector<CandidateIndex> opened = {};
  std::vector<CandidateIndex> closed = {};
};

class Ranking {
 public:
  Ranking(SitingInstance& instance, const SitingProblem& problem, const NearOptimal& wanted,
          const SolveOptions& options, const Execution& execution)
      : instance_(instance),
        problem_(problem),
        wanted_(wanted),
        options_(options),
        execution_(execution),
        limit_(options.seconds) {}

  Alternatives rank() {
    parts_.push_back({.best = find_best()});
    is_complete_ = parts_.front().best.optimal();
    bound_ = parts_.front().best.bound;
    while (!parts_.empty() && found_.size() < wanted_.most_plans) {
      const auto next = std::ranges::min_element(parts_, [&](const Part& a, const Part& b) {
        return is_better(problem_.goal, a.best.objective, b.best.objective);
      });
      const Part part = std::move(*next);
      parts_.erase(next);
      const auto listed = std::ranges::find_if(
          found_, [&](const SitingPlan& plan) { return opens_all_of(part.best, plan); });
      const SitingPlan without = listed == found_.end() ? part.best : *listed;
      if (listed == found_.end()) found_.push_back(part.best);
      if (found_.size() < wanted_.most_plans) divide(part, without);
    }
    if (!is_complete_) add_met();
    return {in_order(), is_complete_};
  }

 private:
  bool is_near(Amount objective) const {
    return !is_better(problem_.goal, worst_within(problem_.goal, best_, wanted_.share_millionths),
                      objective);
  }

  SitingPlan find_best() {
    if (wanted_.known_best) {
      best_ = wanted_.known_best->objective;
      return *wanted_.known_best;
    }
    SolveOptions options = options_;
    options.on_improvement = [&](const SitingPlan& plan) {
      best_ = plan.objective;
      met_.push_back(plan);
      options_.on_improvement(plan);
    };
    SitingPlan best = solve_siting(instance_, problem_, options, execution_);
    best_ = best.objective;
    return best;
  }

  /// All plans of a part that lack one of a plan's sites.
  void divide(const Part& part, const SitingPlan& plan) {
    std::vector<CandidateIndex> opened = part.opened;
    for (const CandidateIndex site : plan.sites) {
      const CandidateSite& place = instance_.sites[site];
      if (place.rule != SiteRule::optional || !place.counts) continue;
      if (std::ranges::find(part.opened, site) != part.opened.end()) continue;
      std::vector<CandidateIndex> closed = part.closed;
      closed.push_back(site);
      add_part(opened, closed);
      opened.push_back(site);
    }
  }

  void add_part(const std::vector<CandidateIndex>& opened,
                const std::vector<CandidateIndex>& closed) {
    if (execution_.is_stopped() || limit_.is_over()) {
      is_complete_ = false;
      return;
    }
    RuleChange rules(instance_);
    rules.set(opened, SiteRule::mandatory);
    rules.set(closed, SiteRule::forbidden);
    const auto best = solve_part();
    if (!best) return;
    if (!best->optimal()) is_complete_ = false;
    if (is_better(problem_.goal, best->objective, best_)) best_ = best->objective;
    if (is_near(best->objective)) parts_.push_back({*best, opened, closed});
  }

  /// Nothing where no plan of the part keeps the limits, or none is near enough.
  std::optional<SitingPlan> solve_part() {
    SolveOptions options{.seconds = limit_.left(), .accepted_gap = options_.accepted_gap};
    options.explains = false;
    options.on_improvement = [&](const SitingPlan& plan) {
      met_.push_back(plan);
      if (!is_near(plan.bound)) throw NothingNearEnough();
    };
    try {
      return solve_siting(instance_, problem_, options, execution_);
    } catch (const NothingNearEnough&) {
      met_.pop_back();
    } catch (const NoResultError&) {
      if (limit_.is_over()) is_complete_ = false;
    } catch (const Interrupted&) {
      is_complete_ = false;
    }
    return {};
  }

  /// Plans that searches came by, where time was too short to look for the best ones.
  void add_met() {
    std::ranges::stable_sort(met_, [&](const SitingPlan& a, const SitingPlan& b) {
      return is_better(problem_.goal, a.objective, b.objective);
    });
    for (const SitingPlan& plan : met_) {
      if (found_.size() >= wanted_.most_plans) break;
      const bool is_known = std::ranges::any_of(found_, [&](const SitingPlan& other) {
        return opens_all_of(plan, other) || opens_all_of(other, plan);
      });
      if (!is_known) found_.push_back(plan);
    }
  }

  std::vector<SitingPlan> in_order() {
    std::ranges::stable_sort(found_, [&](const SitingPlan& a, const SitingPlan& b) {
      return is_better(problem_.goal, a.objective, b.objective);
    });
    best_ = found_.front().objective;
    std::erase_if(found_, [&](const SitingPlan& plan) { return !is_near(plan.objective); });
    for (SitingPlan& plan : found_) plan.bound = bound_;
    return found_;
  }

  SitingInstance& instance_;
  const SitingProblem& problem_;
  const NearOptimal& wanted_;
  const SolveOptions& options_;
  const Execution& execution_;
  TimeLimit limit_;
  std::vector<Part> parts_;
  std::vector<SitingPlan> found_;
  std::vector<SitingPlan> met_;  ///< by any search on its way
  Amount best_ = 0, bound_ = 0;
  bool is_complete_ = true;
};

}  // namespace

Amount worst_within(SitingGoal goal, Amount best, std::int64_t share_millionths) {
  constexpr Amount million = 1'000'000;
  const Amount whole = best / million, rest = best % million;
  const Amount part = whole * share_millionths + rest * share_millionths / million;
  return is_maximised(goal) ? best - part : best + part;
}

Alternatives near_optimal_plans(SitingInstance& instance, const SitingProblem& problem,
                                const NearOptimal& wanted, const SolveOptions& options,
                                const Execution& execution) {
  return Ranking(instance, problem, wanted, options, execution).rank();
}

}  // namespace coverage
