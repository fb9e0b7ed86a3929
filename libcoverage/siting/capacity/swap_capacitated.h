#pragma once

#include "libcoverage/base/execution.h"
#include "libcoverage/siting/capacity/capacitated_plans.h"

namespace coverage {

/// Opens a place, or swaps one for another, as long as that serves better. Moves are ranked by what
/// the open sites' prices say of them, and the first of them are measured. The last choice; nothing
/// where it breaks a limit, or where time is up. Ends after `seconds`, between two measurements.
std::optional<CapacitatedPlans::Measured> improve_by_swaps(const CapacitatedModel& model,
                                                           CapacitatedPlans& plans,
                                                           const std::vector<std::uint32_t>& places,
                                                           double seconds,
                                                           const Execution& execution);

}  // namespace coverage
