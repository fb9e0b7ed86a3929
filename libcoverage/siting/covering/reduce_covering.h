#pragma once

#include "libcoverage/base/execution.h"
#include "libcoverage/siting/covering/covering_model.h"

namespace coverage {

/// Which reductions to make; all are exact: the optimum stays what it was.
struct CoveringReductions {
  bool merged_rows = true;           ///< demand rows that the same candidates cover become one
  bool dominated_candidates = true;  ///< without those that another one serves as well as
  bool dominated_rows = true;        ///< without those that every plan covers with a hard row
  /// Beyond so many entries what is dominated stays: finding it takes 4 bytes an entry.
  std::uint64_t most_entries = 200'000'000;
  /// For looking for what is dominated; what is not found in them stays.
  double seconds = std::numeric_limits<double>::infinity();
};

/// What remains to be decided of a covering problem (`fewest_sites`, `most_covered`,
/// `twice_covered`): demand rows out of reach, without weight or covered by sites in every plan are
/// gone, their weight kept in the objective. Reads the values once or twice, in order.
///
/// A candidate is dominated where another one covers all that it covers, costs no more, and may
/// take its place in every plan: its group has no minimum, and is the other's or the other's has no
/// maximum. Where rows need two sites it takes two such others. A row is dominated by a hard one
/// whose candidates all cover it. Each makes more of the other, so that they are looked for in turn
/// as long as that is worth it.
///
/// Rows are told apart by partition refinement, so that equal rows are merged and no others
/// (Paige & Tarjan 1987); time in proportion to the entries.
///
/// The problem must have passed `check_covering`; a hard row without candidates is possible there.
CoveringModel reduce_covering(const SitingInstance& instance, const SitingProblem& problem,
                              const CoveringReductions& reductions, const Execution& execution);

/// The same of a model that has become smaller; rows that have become equal are merged before.
void drop_dominated(CoveringModel& model, const CoveringReductions& reductions,
                    const Execution& execution);

}  // namespace coverage
