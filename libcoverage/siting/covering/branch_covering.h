#pragma once

#include "libcoverage/base/execution.h"
#include "libcoverage/siting/covering/covering_model.h"
#include "libcoverage/siting/solver/time_limit.h"

namespace coverage {

/// What branching found out.
struct CoveringBranches {
  std::optional<std::vector<CandidateIndex>> better = {};  ///< the best plan better than the given
  /// Out of time: nothing in the branches left is better.
  std::optional<Amount> open_bound = {};
  bool is_complete = false;  ///< proven: no plan is better than that, or than the given objective
};

/// Branch and bound whose every bound is computed in whole numbers from the prices of the linear
/// relaxation, so that what it proves holds to the last unit of weight, however many digits weights
/// have. For models that bounds have made small: it solves a relaxation anew at every branch.
CoveringBranches branch_covering(const CoveringModel& model, Amount objective,
                                 const TimeLimit& limit, const Execution& execution);

}  // namespace coverage
