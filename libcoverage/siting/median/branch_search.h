#pragma once

#include <functional>
#include <limits>
#include <span>

#include "libcoverage/siting/median/assignment_problem.h"
#include "libcoverage/siting/solver/solver_clock.h"

namespace coverage {

/// What a search over choices of places is told, and whom it tells.
struct BranchOptions {
  double best = 0;  ///< what the best plan known costs
  double unit = 1;  ///< costs of plans differ by at least this, or not at all
  int root_iterations = 800;
  int node_iterations = 60;
  /// By row, to begin with; may be empty.
  std::vector<double> prices = {};
  std::size_t most_nodes = std::numeric_limits<std::size_t>::max();
  /// Where given, what many nodes leave undecided is handed to CBC, once.
  const SolverClock* clock = nullptr;
  /// A plan that may be better is measured: gives what the best plan known costs from now on.
  std::function<double(std::span<const std::uint32_t> places)> on_plan;
  /// No plan that is better than the best known costs less than `bound`.
  std::function<void(double bound)> on_bound = [](double) {};
  std::function<bool(double bound)> stop;
};

struct BranchResult {
  double bound = 0;          ///< no plan costs less
  bool is_complete = false;  ///< no plan is better than the best known
  std::size_t nodes = 0;
};

/// Branch and bound by Lagrangian bounds (Beasley 1985; Avella, Sassano & Vasil’ev 2007): places
/// that no better plan opens or closes are fixed, the rest is branched on, the least bound first.
BranchResult search_places(const AssignmentProblem& problem, const BranchOptions& options);

}  // namespace coverage
