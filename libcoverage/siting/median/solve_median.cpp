#include "libcoverage/siting/median/solve_median.h"

#include <cmath>

#include "libcoverage/siting/evaluate_plan.h"
#include "libcoverage/siting/infeasible_siting.h"
#include "libcoverage/siting/median/assignment_problem.h"
#include "libcoverage/siting/median/branch_search.h"
#include "libcoverage/siting/median/part_of_places.h"
#include "libcoverage/siting/median/sift_places.h"
#include "libcoverage/siting/median/swap_search.h"
#include "libcoverage/siting/solver/solver_clock.h"

namespace coverage {
namespace {

class MedianSolver {
 public:
  MedianSolver(const SitingInstance& instance, const SitingProblem& problem,
               const SolveOptions& options, const Execution& execution)
      : instance_(instance), asked_(problem), options_(options), clock_(options, execution) {}

  SitingPlan solve() {
    Sifted sifted{.rules = opening_rules(instance_, asked_)};
    const auto listed = places_at_a_time(instance_, sifted.rules, options_.many_pairs);
    if (listed) sifted = sift(sifted.rules, *listed);
    if (!sifted.is_decided && !(plan_ && is_over(in_units(plan_->bound)))) search(sifted);
    if (sifted.is_decided) plan_->bound = plan_->objective;
    return *plan_;
  }

 private:
  Sifted sift(const OpeningRules& rules, std::size_t listed) {
    return sift_places(instance_, asked_, rules,
                       {.most_listed = listed,
                        .on_plan = [this](auto sites) { return measure(sites); },
                        .on_bound = [this](double bound) { raise_bound(bound); },
                        .stop = [this] { return is_over(plan_ ? in_units(plan_->bound) : -1); }},
                       clock_.execution());
  }

  /// Among the places that are left.
  void search(Sifted& sifted) {
    median_ = plan_
                  ? listed_median(instance_, asked_, std::move(sifted.rules), clock_.execution())
                  : median_problem(instance_, asked_, std::move(sifted.rules), clock_.execution());
    if (!plan_) find_first_plan();
    // Nothing is gained by plans that cost more than the one known.
    serve_everybody(median_, in_units(plan_->objective) + 1);
    raise_bound(each_row_by_itself());
    for (double& price : sifted.prices) price /= static_cast<double>(median_.unit);
    const auto result =
        search_places(median_.problem, {.best = in_units(plan_->objective),
                                        .prices = std::move(sifted.prices),
                                        .clock = &clock_,
                                        .on_plan = [this](auto places) { return offer(places); },
                                        .on_bound = [this](double bound) { raise_bound(bound); },
                                        .stop = [this](double bound) { return is_over(bound); }});
    raise_bound(result.bound);
    if (result.is_complete) plan_->bound = plan_->objective;
  }

  double in_units(Amount amount) const {
    return static_cast<double>(amount) / static_cast<double>(median_.unit);
  }

  bool is_over(double bound) const {
    if (clock_.is_over()) return true;
    if (!plan_ || options_.accepted_gap <= 0) return false;
    return bound >= (1 - options_.accepted_gap) * in_units(plan_->objective);
  }

  void find_first_plan() {
    const auto never = [] { return false; };
    auto places = greedy_places(median_.problem, never);
    places = improve_by_swaps(median_.problem, places, [this] { return is_over(-1); });
    offer(places);
    if (!plan_) offer(some_plan(instance_, asked_, median_, clock_));
  }

  /// What nearest places of all would cost.
  double each_row_by_itself() const {
    double sum = 0;
    for (std::size_t row = 0; row < median_.problem.rows(); ++row) {
      const auto list = median_.problem.row(row);
      if (list.empty()) continue;  // what is open anyway serves it, or no better plan does
      sum += median_.problem.weight[row] * list.front().value;
    }
    return sum;
  }

  double offer(std::span<const std::uint32_t> places) {
    const double amount = measure(sites_of(median_.problem.rules, places));
    return amount / static_cast<double>(median_.unit);
  }

  /// The sum of weight × value of the best plan, this one included.
  double measure(std::span<const CandidateIndex> sites) {
    const auto objective = evaluate_plan(instance_, asked_, sites);
    if (objective && (!plan_ || *objective < plan_->objective)) {
      plan_ = SitingPlan{{sites.begin(), sites.end()}, *objective, plan_ ? plan_->bound : 0};
      options_.on_improvement(*plan_);
    }
    return plan_ ? static_cast<double>(plan_->objective) : std::numeric_limits<double>::infinity();
  }

  /// A bound in units, which objectives are whole multiples of; rounded so that it stays one.
  void raise_bound(double bound) {
    if (!(bound > 0)) return;
    const double whole = std::ceil(bound * (1 - 1e-15) - 1e-6);
    const Amount amount = std::min(static_cast<Amount>(whole) * median_.unit, plan_->objective);
    if (amount <= plan_->bound) return;
    plan_->bound = amount;
    options_.on_improvement(*plan_);
  }

  const SitingInstance& instance_;
  const SitingProblem& asked_;
  const SolveOptions& options_;
  SolverClock clock_;
  MedianProblem median_;  ///< while places are sifted empty, its unit 1
  std::optional<SitingPlan> plan_;
};

}  // namespace

SitingPlan solve_median(const SitingInstance& instance, const SitingProblem& problem,
                        const SolveOptions& options, const Execution& execution) {
  return MedianSolver(instance, problem, options, execution).solve();
}

}  // namespace coverage
