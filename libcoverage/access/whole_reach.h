#pragma once

#include "libcoverage/access/access_matrix.h"
#include "libcoverage/base/execution.h"
#include "libcoverage/routing/reach_matrix.h"

namespace coverage {

/// What `candidate_reach` says without a bound, where the homes of a question are its origins and
/// the candidates its destinations: for thousands of candidates that everybody reaches, by the way
/// that `AccessMatrix` chooses for that many. Takes 8 bytes for each pair of places on the network,
/// and a block of the matrix.
ReachMatrix whole_reach(const MatrixQuestion& question, const Execution& execution);

}  // namespace coverage
