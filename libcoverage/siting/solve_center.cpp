#include "libcoverage/siting/solve_center.h"

#include "libcoverage/siting/cover_within.h"
#include "libcoverage/siting/evaluate_plan.h"
#include "libcoverage/siting/infeasible_siting.h"
#include "libcoverage/siting/solver_clock.h"
#include "libcoverage/siting/swap_search.h"

namespace coverage {
namespace {

class CenterSolver {
 public:
  CenterSolver(const SitingInstance& instance, const SitingProblem& problem,
               const SolveOptions& options, const Execution& execution)
      : instance_(instance),
        asked_(problem),
        options_(options),
        clock_(options, execution),
        median_(median_problem(instance, problem, opening_rules(instance, problem), execution)),
        search_(median_, clock_) {}

  SitingPlan solve() {
    find_first_plan();
    raise_bound(least_possible());
    while (low_ < high_ && !clock_.is_over() && gap_of(*plan_) > options_.accepted_gap) {
      const std::uint32_t middle = low_ + (high_ - low_) / 2;
      const CoverAnswer answer = search_.within(middle, median_.problem.rules);
      if (answer.status == CoverAnswer::Status::stopped) break;
      if (answer.status == CoverAnswer::Status::served) offer(answer.places);
      if (answer.status == CoverAnswer::Status::impossible) raise_bound(middle + 1);
    }
    return *plan_;
  }

 private:
  void find_first_plan() {
    const auto over = [this] { return clock_.is_over(); };
    offer(improve_by_swaps(median_.problem, greedy_places(median_.problem, over), over));
    if (!plan_) offer(some_plan(instance_, asked_, median_, clock_));
  }

  /// Each row's nearest place: nobody can do better.
  std::uint32_t least_possible() const {
    std::uint32_t least = 0;
    for (std::size_t row = 0; row < median_.demand.size(); ++row) {
      const auto list = median_.problem.row(row);
      const auto nearest =
          list.empty() ? static_cast<std::uint32_t>(median_.open_value[row]) : list.front().value;
      least = std::max(least, nearest);
    }
    return least;
  }

  void offer(std::span<const std::uint32_t> places) {
    const auto sites = sites_of(median_.problem.rules, places);
    const auto objective = evaluate_plan(instance_, asked_, sites);
    if (!objective || (plan_ && *objective >= plan_->objective)) return;
    plan_ = SitingPlan{sites, *objective, plan_ ? plan_->bound : 0};
    high_ = static_cast<std::uint32_t>(*objective / median_.value_unit);
    options_.on_improvement(*plan_);
  }

  void raise_bound(std::uint32_t low) {
    low_ = std::max(low_, std::min(low, high_));
    plan_->bound = Amount{low_} * median_.value_unit;
    options_.on_improvement(*plan_);
  }

  const SitingInstance& instance_;
  const SitingProblem& asked_;
  const SolveOptions& options_;
  SolverClock clock_;
  MedianProblem median_;
  CoverSearch search_;
  std::optional<SitingPlan> plan_;
  std::uint32_t low_ = 0;   ///< no plan's largest value is less
  std::uint32_t high_ = 0;  ///< the plan's largest value
};

}  // namespace

SitingPlan solve_center(const SitingInstance& instance, const SitingProblem& problem,
                        const SolveOptions& options, const Execution& execution) {
  return CenterSolver(instance, problem, options, execution).solve();
}

}  // namespace coverage
