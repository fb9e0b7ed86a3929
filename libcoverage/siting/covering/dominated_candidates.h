#pragma once

#include <span>

#include "libcoverage/base/execution.h"
#include "libcoverage/siting/covering/covering_model.h"
#include "libcoverage/siting/solver/time_limit.h"

namespace coverage {

/// Removes candidates that another one serves as well as in every plan, and those that serve no
/// row and no minimum; gives their number. Of equals the first stays. One after the other, each
/// by the others that are left, so that the optimum cannot change; once the limit is over no more
/// are looked for.
std::size_t drop_dominated_candidates(CoveringModel& model, const TimeLimit& limit,
                                      const Execution& execution);

/// Whether all of `part`, ascending, is in `whole`, ascending: mostly not, so that looking up one
/// after the other ends soon.
bool is_part(std::span<const std::uint32_t> part, std::span<const std::uint32_t> whole);

}  // namespace coverage
