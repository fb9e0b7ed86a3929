#include "libcoverage/siting/covered_then_mean.h"

#include <algorithm>
#include <limits>

#include "libcoverage/base/error.h"
#include "libcoverage/siting/evaluate_plan.h"
#include "libcoverage/siting/solve_covering.h"
#include "libcoverage/siting/solve_median.h"
#include "libcoverage/siting/time_limit.h"

namespace coverage {
namespace {

/// More than twice what tables may hold, so that the penalty is more than any value.
constexpr std::uint32_t most_value = std::numeric_limits<std::uint32_t>::max() - 1;

std::uint32_t largest_value(const SitingInstance& instance) {
  std::uint32_t largest = 0;
  for (const ReachEntry& entry : instance.values.entries) {
    largest = std::max(largest, entry.time_ms);
  }
  return largest;
}

/// The instance with a penalty on values beyond the threshold, without those that nobody may have,
/// and where everybody may be left out with a place that serves all at the worst of all values.
SitingInstance penalised(const SitingInstance& instance, const SitingProblem& problem,
                         std::uint32_t penalty) {
  SitingInstance result = instance;
  auto& values = result.values;
  values.entries.clear();
  for (std::size_t site = 0; site < instance.sites.size(); ++site) {
    for (ReachEntry entry : instance.row(CandidateIndex::from_size(site))) {
      if (problem.nobody_beyond && entry.time_ms > *problem.nobody_beyond) continue;
      if (entry.time_ms > problem.threshold) entry.time_ms += penalty;
      values.entries.push_back(entry);
    }
    values.first[site + 1] = values.entries.size();
  }
  for (std::uint32_t row = 0; row < instance.demand_count() && !problem.nobody_beyond; ++row) {
    values.entries.push_back({row, most_value});
  }
  values.first.push_back(values.entries.size());
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

/// The least mean, penalties included; nothing where time ends before any plan is found.
std::optional<SitingPlan> least_penalised(const SitingInstance& instance, SitingProblem problem,
                                          const SolveOptions& options, const Execution& execution) {
  const std::uint32_t penalty = most_value - 1 - largest_value(instance);
  const SitingInstance second = penalised(instance, problem, penalty);
  problem.goal = SitingGoal::least_mean;
  problem.nobody_beyond.reset();
  try {
    SitingPlan plan = solve_median(second, problem, options, execution);
    std::erase(plan.sites, CandidateIndex::from_size(instance.sites.size()));
    return plan;
  } catch (const NoResultError&) {
  } catch (const Interrupted&) {
  }
  return {};
}

}  // namespace

CoveredThenMean solve_covered_then_mean(const SitingInstance& instance,
                                        const SitingProblem& problem, const SolveOptions& options,
                                        const Execution& execution) {
  const TimeLimit limit(options.seconds);
  CoveredThenMean result;
  result.covered = solve_covering(instance, problem, options, execution);
  const SolveOptions quietly{.seconds = limit.left(), .accepted_gap = options.accepted_gap};
  if (const auto plan = least_penalised(instance, problem, quietly, execution)) {
    const auto covered = evaluate_plan(instance, problem, plan->sites);
    if (covered && *covered >= result.covered.objective) {
      result.covered.sites = plan->sites;
      result.covered.objective = *covered;
      result.mean_is_proven = plan->optimal() && result.covered.optimal();
    }
  }
  result.weighted_value = sum_of_values(instance, result.covered.sites);
  return result;
}

}  // namespace coverage
