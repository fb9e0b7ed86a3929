#pragma once

#include <span>
#include <vector>

#include "libcoverage/siting/median/assignment_problem.h"
#include "libcoverage/siting/solver/mip_model.h"
#include "libcoverage/siting/solver/solver_clock.h"

namespace coverage {

/// Adds the limits of the rules as rows over the first columns of a model, which are the places.
void add_rules(MipModel& model, const OpeningRules& rules);

/// What CBC says of the plans that cost at most `limit`.
struct ResidualAnswer {
  bool is_decided = false;  ///< `places` is the best of them, or there are none
  bool is_found = false;
  std::vector<std::uint32_t> places;
};

/// What prices and their bound (`LagrangianBound`) leave of a problem, as a program.
struct Residual {
  const AssignmentProblem& problem;
  std::span<const double> prices;
  double bound = 0;
  double limit = 0;
};

/// The assignment model with only those pairs that some plan within the limit uses: serving a row
/// at a cost above its price raises the bound by the difference. Undecided where too many pairs are
/// left, where costs are too large for the solver's tolerance, or where the seconds end it.
ResidualAnswer solve_residual(const Residual& residual, const SolverClock& clock, double seconds);

}  // namespace coverage
