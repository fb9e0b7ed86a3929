#pragma once

#include "libcoverage/siting/capacity/capacitated_plans.h"

namespace coverage {

struct CapacitatedBranching {
  int root_iterations = 600;
  int node_iterations = 40;
  double seconds = 60;
  /// By row, what it pays for a weight to be served; to begin with.
  std::vector<double> prices;
};

/// Branch and bound by Lagrangian bounds over which places are open; what fixed places serve is
/// decided exactly. Improves the plans and what is proven of them until either meets the other, or
/// time is up. Whether all was looked at: then there is no plan if none is known.
bool branch_capacitated(const CapacitatedModel& model, CapacitatedPlans& plans,
                        const CapacitatedBranching& options, const Execution& execution);

}  // namespace coverage
