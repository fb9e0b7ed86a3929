#pragma once

#include "libcoverage/siting/capacity/capacitated_model.h"

namespace coverage {

/// Places opened one by one, each time the one that serves most, or nearest, of who is left, as far
/// as its capacity goes. Keeps the limits on number, budget and groups' largest numbers; others
/// have to be checked.
std::vector<std::uint32_t> open_greedily(const CapacitatedModel& model);

}  // namespace coverage
