#include "libcoverage/siting/median/solve_center.h"

#include "libcoverage/siting/evaluate_plan.h"
#include "libcoverage/siting/infeasible_siting.h"
#include "libcoverage/siting/median/cover_within.h"
#include "libcoverage/siting/median/part_of_places.h"
#include "libcoverage/siting/median/quick_center.h"
#include "libcoverage/siting/median/swap_search.h"
#include "libcoverage/siting/solver/solver_clock.h"

namespace coverage {
namespace {

constexpr double share_for_part = 0.25;  // of the time

class CenterSolver {
 public:
  CenterSolver(const SitingInstance& instance, const SitingProblem& problem,
               const SolveOptions& options, const Execution& execution)
      : instance_(instance), asked_(problem), options_(options), clock_(options, execution) {}

  SitingPlan solve() {
    auto rules = opening_rules(instance_, asked_);
    const auto listed = places_at_a_time(instance_, rules, options_.many_pairs);
    // Listing pairs by row takes long before they are too many for that.
    if (count_pairs(rules) >= options_.many_pairs / 10) look_quickly(rules, share_for_part);
    if (listed && !plan_) search_part(rules, *listed);
    if (plan_ && plan_->objective == plan_->bound) return proven();
    if (plan_ && gap_of(*plan_) <= options_.accepted_gap) return *plan_;
    if (plan_ && !has_time_to_list(rules)) {
      look_quickly(rules, 1);
      return *plan_;
    }
    SitingProblem better = asked_;
    if (plan_) better.nobody_beyond = static_cast<std::uint32_t>(plan_->objective) - 1;
    median_ = plan_ ? listed_median(instance_, better, std::move(rules), clock_.execution())
                    : median_problem(instance_, better, std::move(rules), clock_.execution());
    if (!plan_) find_first_plan(clock_);
    high_ = units_above(plan_->objective);
    const auto least = least_possible();
    if (!least) return proven();
    raise_bound(std::max(*least, units_above(plan_->bound)));
    halve(clock_, [this](std::uint32_t low) { raise_bound(low); });
    return *plan_;
  }

 private:
  SitingPlan proven() {
    plan_->bound = plan_->objective;
    return *plan_;
  }

  std::uint64_t count_pairs(const OpeningRules& rules) const {
    std::uint64_t pairs = 0;
    for (const CandidateIndex place : rules.places) pairs += instance_.row(place).size();
    return pairs;
  }

  void look_quickly(const OpeningRules& rules, double share) {
    const QuickCenter quick = quick_center(instance_, asked_, rules, share, clock_);
    if (quick.sites) offer_sites(*quick.sites);
    if (!plan_) return;
    plan_->bound = std::max(plan_->bound, std::min(Amount{quick.bound}, plan_->objective));
    options_.on_improvement(*plan_);
  }

  /// Nothing ends the listing of pairs by row: it is not begun where it would outlast the time.
  bool has_time_to_list(const OpeningRules& rules) const {
    constexpr double pairs_a_second = 5e6;
    std::uint64_t pairs = 0;
    for (const CandidateIndex place : rules.places) {
      if (clock_.is_over()) return false;
      for (const ReachEntry& entry : instance_.row(place))
        pairs += entry.time_ms < plan_->objective;
    }
    return static_cast<double>(pairs) < pairs_a_second * clock_.seconds_left();
  }

  /// A plan of a part of the places, near to the best of all: values beyond its worst are of no use
  /// to any better one, and need not be listed.
  void search_part(const OpeningRules& rules, std::size_t number) {
    const auto part = part_of_places(instance_, asked_, rules, number);
    median_ = listed_median(instance_, asked_, rules_of_part(rules, part), clock_.execution());
    if (contradict(median_.problem.rules) || !least_possible()) return;
    const SolveOptions shorter{.seconds = share_for_part * clock_.seconds_left(),
                               .explains = false};
    const SolverClock clock(shorter, clock_.execution());
    offer(first_places([&] { return clock.is_over(); }));
    if (!plan_) return;
    high_ = units_above(plan_->objective);
    low_ = *least_possible();
    halve(clock, [this](std::uint32_t low) { low_ = std::max(low_, std::min(low, high_)); });
    low_ = 0;
  }

  std::vector<std::uint32_t> first_places(const std::function<bool()>& stop) const {
    return improve_by_swaps(median_.problem, greedy_places(median_.problem, stop), stop);
  }

  void find_first_plan(const SolverClock& clock) {
    offer(first_places([&] { return clock.is_over(); }));
    if (!plan_) offer(some_plan(instance_, asked_, median_, clock));
  }

  /// Halves what lies between what is ruled out and what the plan does.
  template <class RuleOut>
  void halve(const SolverClock& clock, const RuleOut& rule_out) {
    CoverSearch search(median_, clock);
    while (low_ < high_ && !clock.is_over() && gap_of(*plan_) > options_.accepted_gap) {
      const std::uint32_t middle = low_ + (high_ - low_) / 2;
      const CoverAnswer answer = search.within(middle, median_.problem.rules);
      if (answer.status == CoverAnswer::Status::stopped) break;
      if (answer.status == CoverAnswer::Status::served) offer(answer.places);
      if (answer.status == CoverAnswer::Status::impossible) rule_out(middle + 1);
    }
  }

  /// Each row's nearest place: nobody can do better. Nothing where a row has none.
  std::optional<std::uint32_t> least_possible() const {
    std::uint32_t least = 0;
    for (std::size_t row = 0; row < median_.demand.size(); ++row) {
      const auto list = median_.problem.row(row);
      if (list.empty() && median_.must_be_served(row)) return {};
      const auto nearest =
          list.empty() ? static_cast<std::uint32_t>(median_.open_value[row]) : list.front().value;
      least = std::max(least, nearest);
    }
    return least;
  }

  /// Where the unit is that of the values below, the plan's own need not be a multiple.
  std::uint32_t units_above(Amount value) const {
    const Amount unit = median_.value_unit;
    return static_cast<std::uint32_t>((value + unit - 1) / unit);
  }

  void offer(std::span<const std::uint32_t> places) {
    offer_sites(sites_of(median_.problem.rules, places));
  }

  void offer_sites(const std::vector<CandidateIndex>& sites) {
    const auto objective = evaluate_plan(instance_, asked_, sites);
    if (!objective || (plan_ && *objective >= plan_->objective)) return;
    plan_ = SitingPlan{sites, *objective, plan_ ? plan_->bound : 0};
    high_ = units_above(*objective);
    options_.on_improvement(*plan_);
  }

  void raise_bound(std::uint32_t low) {
    low_ = std::max(low_, std::min(low, high_));
    plan_->bound = low_ == high_ ? plan_->objective : Amount{low_} * median_.value_unit;
    options_.on_improvement(*plan_);
  }

  const SitingInstance& instance_;
  const SitingProblem& asked_;
  const SolveOptions& options_;
  SolverClock clock_;
  MedianProblem median_;
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
