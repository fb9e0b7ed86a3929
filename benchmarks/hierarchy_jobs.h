#pragma once

#include "libcoverage/routing/hierarchy.h"
#include "routing_input.h"

namespace coverage {

/// A network to measure on with its hierarchy.
struct HierarchyInput {
  const RoutingInput& routing;
  Hierarchy hierarchy;  ///< of `routing.graph`
};

/// Prints how large the hierarchy is, and how hard its network is to cut.
void print_hierarchy(const HierarchyInput& input);

/// Registers J1 by sweeps, for one set of facilities and for several at once, J3 and the steps of
/// preprocessing; `input` must stay where it is.
void register_hierarchy_jobs(const HierarchyInput& input);

/// Compares what sweeps and matrices answer with plain searches: throws where they differ.
void check_hierarchy_jobs(const HierarchyInput& input);

}  // namespace coverage
