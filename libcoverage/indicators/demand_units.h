#pragma once

#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/model/demand.h"
#include "libcoverage/model/territory.h"

namespace coverage {

/// In which unit of each grouping every demand point counts: by its commune, or by its position
/// where the grouping is given as shapes. None where it is in no unit.
struct DemandUnits {
  std::vector<IdVector<DemandIndex, UnitIndex>> by_grouping;  ///< as in Territory::groupings
};

/// Computed once, used for every query.
DemandUnits units_of_demand(const Demand& demand, const Territory& territory,
                            const Execution& execution);

}  // namespace coverage
