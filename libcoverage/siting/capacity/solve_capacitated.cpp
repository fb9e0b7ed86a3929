#include "libcoverage/siting/capacity/solve_capacitated.h"

#include "libcoverage/base/error.h"
#include "libcoverage/siting/capacity/branch_capacitated.h"
#include "libcoverage/siting/capacity/capacitated_program.h"
#include "libcoverage/siting/capacity/open_greedily.h"
#include "libcoverage/siting/capacity/refuse_capacitated.h"
#include "libcoverage/siting/capacity/swap_capacitated.h"
#include "libcoverage/siting/covering/solve_covering.h"
#include "libcoverage/siting/median/assignment_problem.h"
#include "libcoverage/siting/median/solve_median.h"

namespace coverage {
namespace {

constexpr double share_without_capacities = 0.15;  // of the time
constexpr double share_for_swaps = 0.4;            // of what is left then
constexpr double share_before_program = 0.5;       // of what is left then

class CapacitatedSolver {
 public:
  CapacitatedSolver(const SitingInstance& instance, const SitingProblem& problem,
                    const SolveOptions& options, const Execution& execution)
      : options_(options),
        execution_(execution),
        clock_(options, execution),
        model_(capacitated_model(instance, problem)),
        plans_(model_, options, clock_) {}

  SitingPlan solve() {
    refuse_too_little_room(model_);
    start_from(open_greedily(model_));
    if (!plans_.is_over()) solve_without_capacities();
    if (!plans_.is_over()) improve();
    if (!plans_.is_over() || !plans_.best()) branch();
    if (plans_.best()) return *plans_.best();
    execution_.check_interrupted();
    if (is_impossible_) refuse_impossible();
    refuse_time(options_.seconds);
  }

 private:
  void start_from(const std::vector<std::uint32_t>& places) {
    auto found = plans_.measure(places);
    if (!found || (start_ && !serves_better(*found, *start_))) return;
    start_ = std::move(found);
  }

  void improve() {
    const auto places = start_ ? places_of(model_.rules, start_->sites) : open_greedily(model_);
    auto found = improve_by_swaps(model_, plans_, places, share_for_swaps * clock_.seconds_left(),
                                  execution_);
    if (found) start_ = std::move(found);
  }

  /// Who may be served by the nearest site whatever its capacity is served no worse.
  void solve_without_capacities() {
    SitingProblem free = model_.problem;
    free.assignment = Assignment::nearest;
    const SolveOptions options{.seconds = share_without_capacities * clock_.seconds_left(),
                               .explains = options_.explains && !plans_.best(),
                               .many_pairs = options_.many_pairs};
    const TimeLimit limit(options.seconds);
    try {
      const auto plan = model_.covers ? solve_covering(model_.instance, free, options, execution_)
                                      : solve_median(model_.instance, free, options, execution_);
      plans_.prove(objective_of(model_, plan.bound));
      start_from(places_of(model_.rules, plan.sites));
    } catch (const NoResultError&) {
      // Without a plan where capacities are left aside there is none, unless it was for the time.
      if (!plans_.best() && !limit.is_over()) throw;
    } catch (const Interrupted&) {
      if (!plans_.best()) throw;
    }
  }

  void branch() {
    const bool has_program = !model_.splits && fits_program(model_);
    const double seconds = clock_.seconds_left() * (has_program ? share_before_program : 1);
    const CapacitatedBranching options{.seconds = seconds, .prices = first_prices()};
    is_impossible_ = branch_capacitated(model_, plans_, options, execution_) && !plans_.best();
    if (is_impossible_ || !has_program || plans_.is_over()) return;
    is_impossible_ = solve_program(model_, plans_, clock_.seconds_left(), execution_);
  }

  /// What the flow of the best choice known says that rows would pay: there it is tight.
  std::vector<double> first_prices() const {
    double largest = 0;
    for (const ReachEntry& entry : model_.instance.values.entries) {
      if (entry.time_ms <= model_.largest) largest = std::max(largest, double{1} * entry.time_ms);
    }
    std::vector<double> prices(model_.weight.size(), model_.covers ? 1.0 : 2 * largest);
    if (!start_) return prices;
    const double unit = model_.covers ? 1 / start_->price_of_nobody : 1;
    for (std::size_t s = 0; s < start_->sites.size(); ++s) {
      for (const ReachEntry& entry : model_.instance.row(start_->sites[s])) {
        if (entry.time_ms > model_.largest) continue;
        const double pays = (model_.cost(entry.time_ms) + start_->price[s]) * unit;
        prices[entry.target] = std::min(prices[entry.target], pays);
      }
    }
    return prices;
  }

  const SolveOptions& options_;
  const Execution& execution_;
  SolverClock clock_;
  CapacitatedModel model_;
  CapacitatedPlans plans_;
  std::optional<CapacitatedPlans::Measured> start_;  ///< the best choice, whether or not all fit
  bool is_impossible_ = false;
};

void check_goal(const SitingProblem& problem) {
  if (problem.goal == SitingGoal::most_covered || problem.goal == SitingGoal::least_mean) return;
  throw InputError(
      {"capacities go with mclp and p-median", "les capacités vont avec mclp et p-median"},
      {"Leave --assignment out.", "Retirez --assignment."});
}

}  // namespace

SitingPlan solve_capacitated(const SitingInstance& instance, const SitingProblem& problem,
                             const SolveOptions& options, const Execution& execution) {
  check_goal(problem);
  return CapacitatedSolver(instance, problem, options, execution).solve();
}

}  // namespace coverage
