#include "libcoverage/siting/covering/covered_then_mean.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "libcoverage/base/error.h"
#include "libcoverage/siting/covering/solve_covering.h"
#include "libcoverage/siting/evaluate_plan.h"
#include "libcoverage/siting/median/solve_median.h"
#include "libcoverage/siting/solver/time_limit.h"

namespace coverage {
namespace {

/// More than twice what tables may hold: to be out of reach is worse than any value.
constexpr std::uint32_t most_value = std::numeric_limits<std::uint32_t>::max() - 1;
/// Weights sum to less than this, so that programs that divide them stay exact.
constexpr Amount most_weight = Amount{1} << 60;

Amount all_weight(const SitingInstance& instance) {
  return std::accumulate(instance.weight.begin(), instance.weight.end(), Amount{0});
}

/// The instance with each row a second time, as a row that costs nothing within the threshold and
/// `penalty` × the weight beyond, and with a place that pays it: rows that are not covered are not
/// forbidden. It serves the rows themselves too, at the worst of all values, where nobody asks that
/// all be reached.
class Penalised {
 public:
  Penalised(const SitingInstance& instance, const SitingProblem& problem)
      : rows_(static_cast<std::uint32_t>(instance.demand_count())), once_(all_weight(instance)) {
    result_.sites = instance.sites;
    result_.weight = instance.weight;
    result_.weight.resize(std::size_t{2} * rows_);
    result_.values.first = {0};
    for (std::size_t s = 0; s < instance.sites.size(); ++s) {
      add_site(instance.row(CandidateIndex::from_size(s)), problem.threshold);
    }
    add_nowhere(problem.nobody_beyond);
  }

  /// Whether weights leave room for penalties so many times as heavy.
  bool may_weigh(std::int64_t penalty) const { return once_ * (penalty + 1) < most_weight; }
  const SitingInstance& weighing(std::int64_t penalty) {
    for (std::uint32_t row = 0; row < rows_; ++row) {
      result_.weight[rows_ + row] = result_.weight[row] * penalty;
    }
    return result_;
  }

 private:
  void end_row() { result_.values.first.push_back(result_.values.entries.size()); }

  void add_site(std::span<const ReachEntry> entries, std::uint32_t threshold) {
    auto& all = result_.values.entries;
    all.insert(all.end(), entries.begin(), entries.end());
    for (const ReachEntry& entry : entries) {
      if (entry.time_ms <= threshold) all.push_back({rows_ + entry.target, 0});
    }
    end_row();
  }

  void add_nowhere(const std::optional<std::uint32_t>& nobody_beyond) {
    for (std::uint32_t row = 0; row < rows_ && !nobody_beyond; ++row) {
      result_.values.entries.push_back({row, most_value});
    }
    for (std::uint32_t row = 0; row < rows_; ++row) {
      result_.values.entries.push_back({rows_ + row, nobody_beyond.value_or(most_value)});
    }
    end_row();
    CandidateSite nowhere;
    nowhere.rule = SiteRule::mandatory;
    nowhere.counts = false;
    result_.sites.push_back(nowhere);
  }

  std::uint32_t rows_;
  Amount once_;
  SitingInstance result_;
};

Amount sum_of_values(const SitingInstance& instance, std::span<const CandidateIndex> sites) {
  const auto nearest = nearest_values(instance, sites);
  Amount sum = 0;
  for (std::size_t row = 0; row < nearest.size(); ++row) {
    if (nearest[row]) sum += Amount{instance.weight[row]} * *nearest[row];
  }
  return sum;
}

/// Nothing where time or a signal ends the search before a plan that serves everybody is met.
std::optional<SitingPlan> plan_in_time(const SitingInstance& instance, const SitingProblem& problem,
                                       const SolveOptions& options, const Execution& execution) {
  try {
    return solve_median(instance, problem, options, execution);
  } catch (const NoResultError&) {
  } catch (const Interrupted&) {
  }
  return {};
}

}  // namespace

CoveredThenMean solve_covered_then_mean(const SitingInstance& instance,
                                        const SitingProblem& problem, const SolveOptions& options,
                                        const Execution& execution) {
  CoveredThenMean result;
  const TimeLimit limit(options.seconds);
  result.covered = solve_covering(instance, problem, options, execution);
  Penalised penalised(instance, problem);
  SitingProblem median = problem;
  median.goal = SitingGoal::least_mean;
  SolveOptions quietly = options;
  quietly.on_improvement = [](const SitingPlan&) {};
  constexpr std::int64_t heavier = 1000;
  for (std::int64_t penalty = 1; penalised.may_weigh(penalty); penalty *= heavier) {
    quietly.seconds = limit.left();
    if (quietly.seconds <= 0) break;
    auto plan = plan_in_time(penalised.weighing(penalty), median, quietly, execution);
    if (!plan) break;
    std::erase(plan->sites, CandidateIndex::from_size(instance.sites.size()));
    const auto covered = evaluate_plan(instance, problem, plan->sites);
    if (!covered || *covered < result.covered.objective) continue;
    result.covered.sites = plan->sites;
    result.covered.objective = *covered;
    result.mean_is_proven = plan->optimal() && result.covered.optimal();
    break;
  }
  result.weighted_value = sum_of_values(instance, result.covered.sites);
  return result;
}

}  // namespace coverage
