#include "libcoverage/siting/covered_then_mean.h"

#include <algorithm>

#include "libcoverage/siting/evaluate_plan.h"
#include "libcoverage/siting/solve_covering.h"
#include "libcoverage/siting/solve_median.h"

namespace coverage {
namespace {

/// The largest value that tables may hold.
constexpr std::uint32_t most_value = 2'000'000'000;

std::uint32_t largest_value(const SitingInstance& instance) {
  std::uint32_t largest = 0;
  for (const ReachEntry& entry : instance.values.entries) {
    largest = std::max(largest, entry.time_ms);
  }
  return largest;
}

/// The instance with a penalty on values beyond the threshold, and with a place that serves
/// everybody at the worst of all values: rows out of reach of a plan are not forbidden.
SitingInstance penalised(const SitingInstance& instance, std::uint32_t threshold,
                         std::uint32_t penalty) {
  SitingInstance result = instance;
  for (ReachEntry& entry : result.values.entries) {
    if (entry.time_ms > threshold) entry.time_ms += penalty;
  }
  for (std::uint32_t row = 0; row < instance.demand_count(); ++row) {
    result.values.entries.push_back({row, most_value});
  }
  result.values.first.push_back(result.values.entries.size());
  CandidateSite nowhere;
  nowhere.rule = SiteRule::mandatory;
  nowhere.counts = false;
  result.sites.push_back(nowhere);
  return result;
}

Amount sum_of_values(const SitingInstance& instance, std::span<const CandidateIndex> sites) {
  const auto nearest = nearest_values(instance, sites);
  Amount sum = 0;
  for (std::size_t row = 0; row < nearest.size(); ++row) {
    if (nearest[row]) sum += Amount{instance.weight[row]} * *nearest[row];
  }
  return sum;
}

}  // namespace

CoveredThenMean solve_covered_then_mean(const SitingInstance& instance,
                                        const SitingProblem& problem, const SolveOptions& options,
                                        const Execution& execution) {
  CoveredThenMean result;
  result.covered = solve_covering(instance, problem, options, execution);
  const std::uint32_t penalty = most_value - 1 - largest_value(instance);
  SitingInstance second = penalised(instance, problem.threshold, penalty);
  SitingProblem median = problem;
  median.goal = SitingGoal::least_mean;
  SolveOptions quietly = options;
  quietly.on_improvement = [](const SitingPlan&) {};
  SitingPlan plan = solve_median(second, median, quietly, execution);
  std::erase(plan.sites, CandidateIndex::from_size(instance.sites.size()));
  const auto covered = evaluate_plan(instance, problem, plan.sites);
  if (covered && *covered >= result.covered.objective) {
    result.covered.sites = plan.sites;
    result.covered.objective = *covered;
    result.mean_is_proven = plan.optimal() && result.covered.optimal();
  }
  result.weighted_value = sum_of_values(instance, result.covered.sites);
  return result;
}

}  // namespace coverage
