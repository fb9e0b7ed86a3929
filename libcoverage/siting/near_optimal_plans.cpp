#include "libcoverage/siting/near_optimal_plans.h"

#include <algorithm>

#include "libcoverage/base/error.h"
#include "libcoverage/siting/check_covering.h"
#include "libcoverage/siting/covering_solver.h"
#include "libcoverage/siting/evaluate_plan.h"
#include "libcoverage/siting/reduce_covering.h"
#include "libcoverage/siting/solve_covering.h"
#include "libcoverage/siting/time_limit.h"

namespace coverage {
namespace {

/// The plans that open some sites and not others, by the best of them.
struct Part {
  SitingPlan best;
  std::vector<CandidateIndex> opened = {};
  std::vector<CandidateIndex> closed = {};
};

class Ranking {
 public:
  Ranking(SitingInstance instance, const SitingProblem& problem, const SolveOptions& options,
          const Execution& execution)
      : instance_(std::move(instance)),
        problem_(problem),
        execution_(execution),
        limit_(options.seconds) {
    parts_.push_back({.best = solve_covering(instance_, problem, options, execution)});
    is_complete_ = parts_.front().best.optimal();
  }

  Alternatives rank(const NearOptimal& wanted) {
    Alternatives found;
    worst_ = worst_of(parts_.front().best.objective, wanted.share);
    while (!parts_.empty() && found.plans.size() < wanted.most_plans) {
      const auto next = std::ranges::min_element(parts_, [&](const Part& a, const Part& b) {
        return is_better(a.best, b.best.objective);
      });
      const Part part = std::move(*next);
      parts_.erase(next);
      found.plans.push_back(part.best);
      if (found.plans.size() < wanted.most_plans) divide(part);
    }
    found.is_complete = is_complete_;
    return found;
  }

 private:
  bool is_better(const SitingPlan& plan, Amount objective) const {
    return is_maximised(problem_.goal) ? plan.objective > objective : plan.objective < objective;
  }

  Amount worst_of(Amount best, double share) const {
    const auto part = static_cast<Amount>(static_cast<double>(best) * share);
    return is_maximised(problem_.goal) ? best - part : best + part;
  }

  /// All plans of a part that lack one of its best plan's sites.
  void divide(const Part& part) {
    std::vector<CandidateIndex> opened = part.opened;
    for (const CandidateIndex site : part.best.sites) {
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
    if (limit_.is_over()) is_complete_ = false;
    if (!is_complete_) return;
    set_rules(opened, SiteRule::mandatory);
    set_rules(closed, SiteRule::forbidden);
    const auto best = solve();
    set_rules(opened, SiteRule::optional);
    set_rules(closed, SiteRule::optional);
    if (!best) return;
    if (!best->optimal()) is_complete_ = false;
    if (is_better(*best, worst_) || best->objective == worst_) {
      parts_.push_back({*best, opened, closed});
    }
  }

  void set_rules(const std::vector<CandidateIndex>& sites, SiteRule rule) {
    for (const CandidateIndex site : sites) instance_.sites[site].rule = rule;
  }

  /// Nothing where no plan of the part keeps the limits.
  std::optional<SitingPlan> solve() {
    try {
      check_covering(instance_, problem_);
    } catch (const NoResultError&) {
      return {};
    }
    const SolveOptions options{.seconds = limit_.left()};
    CoveringSolver solver(reduce_covering(instance_, problem_, {}, execution_), options,
                          execution_);
    auto plan = solver.solve();
    if (!plan && !solver.is_proven()) is_complete_ = false;
    return plan;
  }

  SitingInstance instance_;
  const SitingProblem& problem_;
  const Execution& execution_;
  TimeLimit limit_;
  std::vector<Part> parts_;
  Amount worst_ = 0;
  bool is_complete_ = true;
};

}  // namespace

Alternatives near_optimal_plans(SitingInstance instance, const SitingProblem& problem,
                                const NearOptimal& wanted, const SolveOptions& options,
                                const Execution& execution) {
  return Ranking(std::move(instance), problem, options, execution).rank(wanted);
}

}  // namespace coverage
