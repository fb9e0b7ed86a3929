#pragma once

#include "libcoverage/siting/capacity/capacitated_plans.h"

namespace coverage {

/// Whether a problem is small enough for `solve_program`.
bool fits_program(const CapacitatedModel& model);

/// Improves plans and what is proven of them by CBC, over a column a site and a column a pair
/// within reach. Its plans are measured in whole numbers; its bound is lowered by what its
/// tolerances may hide and then rounded up to what a plan can cost, so that it proves an optimum
/// only where nothing lies between. True where it is sure that there is no plan.
bool solve_program(const CapacitatedModel& model, CapacitatedPlans& plans, double seconds,
                   const Execution& execution);

}  // namespace coverage
