#pragma once

#include "libcoverage/siting/capacity/capacitated_model.h"

namespace coverage {

/// Throws NoResultError where all must be served and the largest sites that limits let in hold less
/// than all weight: how much they hold.
void refuse_too_little_room(const CapacitatedModel& model);

/// It is proven that no plan keeps all limits.
[[noreturn]] void refuse_impossible();
[[noreturn]] void refuse_time(double seconds);

}  // namespace coverage
