#include "libcoverage/siting/capacity/capacitated_model.h"

#include <cmath>
#include <numeric>

#include "libcoverage/siting/capacity/evaluate_allocations.h"

namespace coverage {
namespace {

/// What divides every load: where rows may be split, an optimum has parts that capacities and
/// weights divide too (the matrix of a transport is totally unimodular).
std::int64_t unit_of_weights(const SitingInstance& instance, bool splits) {
  std::int64_t unit = 0;
  for (const std::int64_t weight : instance.weight) unit = std::gcd(unit, weight);
  if (splits) {
    for (const CandidateSite& site : instance.sites) {
      unit = std::gcd(unit, site.capacity.value_or(0));
    }
  }
  return std::max<std::int64_t>(unit, 1);
}

std::uint32_t unit_of_values(const SitingInstance& instance) {
  std::uint32_t unit = 0;
  for (const ReachEntry& entry : instance.values.entries) {
    unit = std::gcd(unit, entry.time_ms);
    if (unit == 1) break;
  }
  return std::max<std::uint32_t>(unit, 1);
}

}  // namespace

CapacitatedModel capacitated_model(const SitingInstance& instance, const SitingProblem& problem) {
  CapacitatedModel model{.instance = instance,
                         .problem = problem,
                         .rules = opening_rules(instance, problem),
                         .covers = problem.goal == SitingGoal::most_covered,
                         .splits = problem.assignment == Assignment::split,
                         .largest = largest_value_served(problem),
                         .weight = {}};
  for (const std::int64_t weight : instance.weight) {
    model.weight.push_back(static_cast<double>(weight));
    model.total += weight;
  }
  model.unit = unit_of_weights(instance, model.splits);
  if (!model.covers) model.unit *= unit_of_values(instance);
  return model;
}

Amount objective_of(const CapacitatedModel& model, Amount cost) {
  return model.covers ? model.total - cost : cost;
}

Amount least_cost_above(const CapacitatedModel& model, double bound) {
  if (!(bound > 0)) return 0;
  const auto whole = static_cast<Amount>(std::ceil(bound));
  return (whole + model.unit - 1) / model.unit * model.unit;
}

}  // namespace coverage
