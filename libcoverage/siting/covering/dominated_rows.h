#pragma once

#include "libcoverage/base/execution.h"
#include "libcoverage/siting/covering/covering_model.h"
#include "libcoverage/siting/solver/time_limit.h"

namespace coverage {

/// Removes rows that every plan covers because it covers a hard row: all of the hard row's
/// candidates cover them too (Beasley 1987). Of equal hard rows the first stays. What soft ones
/// weigh is in the objective from then on, so that the optimum stays what it was. Gives their
/// number; once the limit is over no more are looked for.
std::size_t drop_dominated_rows(CoveringModel& model, const TimeLimit& limit,
                                const Execution& execution);

}  // namespace coverage
