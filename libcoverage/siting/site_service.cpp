#include "libcoverage/siting/site_service.h"

#include <algorithm>
#include <numeric>

namespace coverage {
namespace {

struct Nearest {
  std::uint32_t value = 0;
  std::uint32_t site = none;
  std::uint32_t covers = 0;
  std::uint32_t last_cover = none;
  static constexpr std::uint32_t none = 0xffffffff;
};

}  // namespace

std::vector<SiteService> site_services(const SitingInstance& instance,
                                       std::span<const CandidateIndex> sites,
                                       std::optional<std::uint32_t> threshold) {
  std::vector<Nearest> nearest(instance.demand_count());
  for (std::uint32_t s = 0; s < sites.size(); ++s) {
    for (const ReachEntry& entry : instance.row(sites[s])) {
      Nearest& row = nearest[entry.target];
      if (row.site == Nearest::none || entry.time_ms < row.value) {
        row.value = entry.time_ms;
        row.site = s;
      }
      if (threshold && entry.time_ms <= *threshold) {
        ++row.covers;
        row.last_cover = s;
      }
    }
  }
  std::vector<SiteService> services(sites.size());
  for (std::size_t r = 0; r < nearest.size(); ++r) {
    const Nearest& row = nearest[r];
    if (row.site == Nearest::none) continue;
    const std::int64_t weight = instance.weight[r];
    services[row.site].weight += weight;
    services[row.site].weighted_value += Amount{weight} * row.value;
    if (row.covers > 0) services[row.site].covered_weight += weight;
    if (row.covers == 1) services[row.last_cover].lost_weight += weight;
  }
  return services;
}

std::optional<std::uint32_t> threshold_of(const SitingProblem& problem) {
  if (problem.goal == SitingGoal::least_mean || problem.goal == SitingGoal::least_worst) return {};
  return problem.threshold;
}

std::uint32_t value_of(const SitingInstance& instance, const Allocation& part) {
  const auto row = instance.row(part.site);
  return std::ranges::lower_bound(row, part.row, {}, &ReachEntry::target)->time_ms;
}

std::vector<SiteService> site_services(const SitingInstance& instance, const SitingProblem& problem,
                                       const SitingPlan& plan) {
  const auto threshold = threshold_of(problem);
  if (problem.assignment == Assignment::nearest) {
    return site_services(instance, plan.sites, threshold);
  }
  std::vector<SiteService> services(plan.sites.size());
  for (const Allocation& part : plan.allocations) {
    const auto place = std::ranges::lower_bound(plan.sites, part.site) - plan.sites.begin();
    SiteService& service = services[static_cast<std::size_t>(place)];
    const std::uint32_t value = value_of(instance, part);
    service.weight += part.weight;
    service.weighted_value += Amount{part.weight} * value;
    if (threshold && value <= *threshold) service.covered_weight += part.weight;
  }
  return services;
}

Amount unserved_weight(const SitingInstance& instance, const SitingPlan& plan) {
  Amount left = std::accumulate(instance.weight.begin(), instance.weight.end(), Amount{0});
  for (const Allocation& part : plan.allocations) left -= part.weight;
  return left;
}

}  // namespace coverage
