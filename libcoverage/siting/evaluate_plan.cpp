#include "libcoverage/siting/evaluate_plan.h"

#include <algorithm>
#include <numeric>

namespace coverage {
namespace {

using Values = std::vector<std::optional<std::uint32_t>>;

bool rules_hold(const SitingInstance& instance, std::span<const CandidateIndex> sites) {
  std::vector<bool> open(instance.sites.size(), false);
  for (const CandidateIndex site : sites) open[site.value()] = true;
  for (std::size_t c = 0; c < instance.sites.size(); ++c) {
    const SiteRule rule = instance.sites[CandidateIndex::from_size(c)].rule;
    if (rule == SiteRule::mandatory && !open[c]) return false;
    if (rule == SiteRule::forbidden && open[c]) return false;
  }
  return true;
}

std::int64_t cost_of(const SitingInstance& instance, std::span<const CandidateIndex> sites) {
  std::int64_t cost = 0;
  for (const CandidateIndex site : sites) {
    if (instance.sites[site].counts) cost += instance.sites[site].cost;
  }
  return cost;
}

bool limits_hold(const SitingInstance& instance, const SitingProblem& problem,
                 std::span<const CandidateIndex> sites) {
  const auto counted = [&](auto&& condition) {
    return static_cast<std::size_t>(std::ranges::count_if(sites, [&](CandidateIndex site) {
      return instance.sites[site].counts && condition(instance.sites[site]);
    }));
  };
  const auto all = [](const CandidateSite&) { return true; };
  if (problem.most_sites && counted(all) > *problem.most_sites) return false;
  if (problem.budget && cost_of(instance, sites) > *problem.budget) return false;
  return std::ranges::all_of(problem.group_limits, [&](const GroupLimit& limit) {
    const auto of_group = [&](const CandidateSite& site) { return site.group == limit.group; };
    const std::size_t number = counted(of_group);
    return limit.least <= number && (!limit.most || number <= *limit.most);
  });
}

bool nobody_is_beyond(const SitingInstance& instance, const Values& nearest, std::uint32_t most) {
  for (std::size_t row = 0; row < nearest.size(); ++row) {
    if (instance.weight[row] > 0 && (!nearest[row] || *nearest[row] > most)) return false;
  }
  return true;
}

std::int64_t weight_covered(const SitingInstance& instance, const SitingProblem& problem,
                            std::span<const CandidateIndex> sites, unsigned times) {
  std::vector<unsigned> covers(instance.demand_count(), 0);
  for (const CandidateIndex site : sites) {
    for (const ReachEntry& entry : instance.row(site)) {
      if (entry.time_ms <= problem.threshold) ++covers[entry.target];
    }
  }
  std::int64_t weight = 0;
  for (std::size_t row = 0; row < covers.size(); ++row) {
    if (covers[row] >= times) weight += instance.weight[row];
  }
  return weight;
}

Amount sum_of_values(const SitingInstance& instance, const Values& nearest) {
  Amount sum = 0;
  for (std::size_t row = 0; row < nearest.size(); ++row) {
    if (nearest[row]) sum += Amount{instance.weight[row]} * *nearest[row];
  }
  return sum;
}

Amount largest_value(const SitingInstance& instance, const Values& nearest) {
  std::uint32_t largest = 0;
  for (std::size_t row = 0; row < nearest.size(); ++row) {
    if (nearest[row] && instance.weight[row] > 0) largest = std::max(largest, *nearest[row]);
  }
  return largest;
}

}  // namespace

Values nearest_values(const SitingInstance& instance, std::span<const CandidateIndex> sites) {
  Values nearest(instance.demand_count());
  for (const CandidateIndex site : sites) {
    for (const ReachEntry& entry : instance.row(site)) {
      auto& value = nearest[entry.target];
      if (!value || entry.time_ms < *value) value = entry.time_ms;
    }
  }
  return nearest;
}

std::int64_t weight_to_cover(const SitingInstance& instance, const SitingProblem& problem) {
  const Amount all = std::accumulate(instance.weight.begin(), instance.weight.end(), Amount{0});
  constexpr Amount million = 1'000'000;
  return static_cast<std::int64_t>((all * problem.share_millionths + million - 1) / million);
}

std::optional<Amount> evaluate_plan(const SitingInstance& instance, const SitingProblem& problem,
                                    std::span<const CandidateIndex> sites) {
  if (!rules_hold(instance, sites) || !limits_hold(instance, problem, sites)) return {};
  const Values nearest = nearest_values(instance, sites);
  if (problem.nobody_beyond && !nobody_is_beyond(instance, nearest, *problem.nobody_beyond)) {
    return {};
  }
  constexpr std::uint32_t any_value = 0xffffffff;
  switch (problem.goal) {
    case SitingGoal::fewest_sites:
      if (weight_covered(instance, problem, sites, 1) < weight_to_cover(instance, problem)) {
        return {};
      }
      return cost_of(instance, sites);
    case SitingGoal::most_covered:
      return weight_covered(instance, problem, sites, 1);
    case SitingGoal::twice_covered:
      return weight_covered(instance, problem, sites, 2);
    case SitingGoal::least_mean:
      if (!nobody_is_beyond(instance, nearest, any_value)) return {};
      return sum_of_values(instance, nearest);
    case SitingGoal::least_worst:
      if (!nobody_is_beyond(instance, nearest, any_value)) return {};
      return largest_value(instance, nearest);
  }
  return {};
}

double gap_of(const SitingPlan& plan) {
  const auto objective = static_cast<double>(plan.objective);
  const auto bound = static_cast<double>(plan.bound);
  const double larger = std::max(objective, bound);
  return larger > 0 ? (larger - std::min(objective, bound)) / larger : 0;
}

}  // namespace coverage
