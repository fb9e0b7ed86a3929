#pragma once

#include "libcoverage/siting/covering_model.h"

namespace coverage {

/// Removes candidates that another one serves as well as in every plan, and those that serve no
/// row and no minimum; gives their number. Of equals the first stays. One after the other, each
/// by the others that are left, so that the optimum cannot change.
std::size_t drop_dominated(CoveringModel& model);

}  // namespace coverage
