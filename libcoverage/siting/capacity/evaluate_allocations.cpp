#include "libcoverage/siting/capacity/evaluate_allocations.h"

#include <algorithm>
#include <limits>

namespace coverage {
namespace {

struct Loads {
  std::vector<Amount> of_site;
  std::vector<Amount> of_row;
  std::vector<unsigned> parts_of_row;
};

bool loads_fit(const SitingInstance& instance, const SitingProblem& problem, const Loads& loads) {
  for (std::size_t c = 0; c < loads.of_site.size(); ++c) {
    const auto& capacity = instance.sites[CandidateIndex::from_size(c)].capacity;
    if (capacity && loads.of_site[c] > *capacity) return false;
  }
  for (std::size_t row = 0; row < loads.of_row.size(); ++row) {
    const Amount weight = instance.weight[row];
    if (loads.of_row[row] > weight) return false;
    if (problem.goal == SitingGoal::least_mean && loads.of_row[row] < weight) return false;
    const bool is_whole =
        loads.parts_of_row[row] <= 1 && (loads.of_row[row] == 0 || loads.of_row[row] == weight);
    if (problem.assignment == Assignment::single && !is_whole) return false;
  }
  return true;
}

}  // namespace

std::uint32_t largest_value_served(const SitingProblem& problem) {
  constexpr std::uint32_t any_value = std::numeric_limits<std::uint32_t>::max();
  const std::uint32_t most = problem.nobody_beyond.value_or(any_value);
  return problem.goal == SitingGoal::most_covered ? std::min(most, problem.threshold) : most;
}

std::optional<Amount> evaluate_allocations(const SitingInstance& instance,
                                           const SitingProblem& problem, const SitingPlan& plan) {
  const std::uint32_t largest = largest_value_served(problem);
  Loads loads{std::vector<Amount>(instance.sites.size(), 0),
              std::vector<Amount>(instance.demand_count(), 0),
              std::vector<unsigned>(instance.demand_count(), 0)};
  Amount objective = 0;
  for (const Allocation& part : plan.allocations) {
    if (part.weight < 0 || !std::ranges::binary_search(plan.sites, part.site)) return {};
    const auto row = instance.row(part.site);
    const auto entry = std::ranges::lower_bound(row, part.row, {}, &ReachEntry::target);
    if (entry == row.end() || entry->target != part.row || entry->time_ms > largest) return {};
    loads.of_site[part.site.value()] += part.weight;
    loads.of_row[part.row] += part.weight;
    ++loads.parts_of_row[part.row];
    const Amount weight = part.weight;
    objective += problem.goal == SitingGoal::most_covered ? weight : weight * entry->time_ms;
  }
  if (!loads_fit(instance, problem, loads)) return {};
  return objective;
}

}  // namespace coverage
