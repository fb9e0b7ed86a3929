#pragma once

#include <limits>
#include <vector>

#include "libcoverage/siting/opening_rules.h"

namespace coverage {

/// A problem with capacities as one of least cost: weight × value where all must be served
/// (`least_mean`); where as much as possible is covered, the weight that no site serves.
///
/// Costs are whole numbers, so a bound may be rounded up to the next multiple of `unit`, and never
/// down: it is what a plan costs only if no plan costs less.
struct CapacitatedModel {
  const SitingInstance& instance;
  const SitingProblem& problem;
  OpeningRules rules;
  bool covers = false;
  bool splits = false;
  std::uint32_t largest = 0;   ///< value at which a site may serve
  std::vector<double> weight;  ///< by demand row
  Amount total = 0;            ///< all weight
  Amount unit = 1;             ///< divides the cost of every plan that is worth looking at

  double cost(std::uint32_t value) const { return covers ? 0.0 : value; }
  /// Of a weight that no site serves.
  double cost_without() const { return covers ? 1.0 : std::numeric_limits<double>::infinity(); }
  double room(CandidateIndex site) const {
    const auto& capacity = instance.sites[site].capacity;
    return capacity ? static_cast<double>(*capacity) : std::numeric_limits<double>::infinity();
  }
};

/// Refers to both arguments. Throws NoResultError where limits contradict each other.
CapacitatedModel capacitated_model(const SitingInstance& instance, const SitingProblem& problem);

/// From a cost to an objective, and back.
Amount objective_of(const CapacitatedModel& model, Amount cost);

/// The least cost that a plan may have where none costs less than `bound`, itself a lower bound
/// with all rounding taken off.
Amount least_cost_above(const CapacitatedModel& model, double bound);

}  // namespace coverage
