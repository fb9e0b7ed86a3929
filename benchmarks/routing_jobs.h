#pragma once

#include "routing_input.h"

namespace coverage {

/// Registers the jobs on a network, which must stay where it is; see `benchmarks/README.md` for
/// what they are.
void register_routing_jobs(const RoutingInput& input);

/// Compares what the kernels answer with what Boost.Graph does: throws where they differ, for no
/// figure of a wrong answer is worth printing.
void check_routing_jobs(const RoutingInput& input);

}  // namespace coverage
