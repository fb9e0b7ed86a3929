#pragma once

#include <optional>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/indicators/demand_units.h"
#include "libcoverage/output/results.h"
#include "libcoverage/study/study_inputs.h"

namespace coverage {

/// What the catchments of a study are computed from.
struct CatchmentsQuestion {
  const StudyInputs& inputs;
  const Demand& demand;
  /// Of the demand, by network.
  const std::vector<IdVector<DemandIndex, std::optional<Snap>>>& snaps;
  const DemandUnits& units;
};

/// The catchments of a study, in its order. From each facility of the catchment's query one search
/// bounded by its limit finds the demand of the study and of its surroundings, which competes for
/// the supply (`demand_of_surroundings`). A facility or a home that is not on the network meets
/// nobody: the facility's supply is unreached, the home has no score. In the balanced method homes
/// without inhabitants have none either: levels of service are shared out among points, whoever
/// lives there. Does not depend on the number of threads.
///
/// Throws InputError where a weight or a supply is missing (`supplies_of`), or where a catchment
/// has 2³¹ pairs or more.
std::vector<CatchmentResult> run_catchments(const CatchmentsQuestion& question,
                                            const Execution& execution);

}  // namespace coverage
