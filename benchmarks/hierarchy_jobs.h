#pragma once

#include "libcoverage/routing/hierarchy.h"
#include "routing_input.h"

namespace coverage {

/// Registers J1 by sweeps over a hierarchy of the input's graph, for one set of facilities and for
/// sixteen at once. Throws where their answers are not those of the plain search.
void register_hierarchy_jobs(const RoutingInput& input, const Hierarchy& hierarchy);

}  // namespace coverage
