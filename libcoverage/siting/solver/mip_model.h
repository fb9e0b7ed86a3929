#pragma once

#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <vector>

#include "libcoverage/base/execution.h"

namespace coverage {

/// A linear program to be minimised, some of whose columns take whole numbers only; solved by CLP
/// and CBC, of which nothing leaks out. Single-threaded, hence repeatable.
///
///     MipModel model;
///     const int open = model.add_column({.upper = 1, .objective = 5, .is_integer = true});
///     model.add_row(1, MipModel::infinity, {{{open, 1.0}}});
///     const MipResult result = model.solve({.seconds = 10}, execution);
class MipModel {
 public:
  static constexpr double infinity = std::numeric_limits<double>::infinity();

  struct Column {
    double lower = 0;
    double upper = infinity;
    double objective = 0;
    bool is_integer = false;
  };
  struct Entry {
    int column = 0;
    double factor = 0;
  };

  struct Options {
    double seconds = 60;
    double absolute_gap = 0;  ///< good enough to stop
    /// Values by column of a feasible solution to begin with; may be empty.
    std::span<const double> start = {};
    /// No solution as bad as this matters: branches there are cut. Not where `optimal` must hold:
    /// with a cutoff CBC 2.10.8's cuts now and then remove the optimum too.
    double cutoff = infinity;
    /// Called with the objective and the bound whenever either is better.
    std::function<void(double objective, double bound)> on_improvement = {};
  };

  enum class Status {
    optimal,     ///< `objective` is the least (within `absolute_gap`, see `bound`)
    feasible,    ///< stopped by a limit, with a solution
    infeasible,  ///< proven: no solution (below the cutoff)
    unknown,     ///< stopped by a limit, without a solution
  };
  /// What the relaxation (no column need be whole) says.
  struct Relaxation {
    Status status = Status::unknown;  ///< never `feasible`
    double objective = 0;
    std::vector<double> values;         ///< by column
    std::vector<double> reduced_costs;  ///< by column
    std::vector<double> row_duals;      ///< by row
  };

  struct Result {
    Status status = Status::unknown;
    double objective = infinity;
    double bound = -infinity;    ///< nothing is less, where any limit stopped it too
    std::vector<double> values;  ///< by column, whole ones rounded; empty without a solution
  };

  MipModel();
  ~MipModel();
  MipModel(MipModel&&) noexcept;
  MipModel& operator=(MipModel&&) noexcept;

  int add_column(const Column& column);
  /// lower ≤ Σ factor × column ≤ upper. Each column at most once.
  int add_row(double lower, double upper, std::span<const Entry> entries);
  void set_bounds(int column, double lower, double upper);

  /// From the last basis where there is one, so that rows may be added between calls. `unknown`
  /// where it takes more seconds, where `execution` is stopped, or where numbers defeat CLP.
  Relaxation solve_relaxation(double seconds, const Execution& execution);
  /// Throws Interrupted where `execution` is stopped before there is a solution; otherwise the best
  /// one is given, as where time is up.
  Result solve(const Options& options, const Execution& execution) const;

 private:
  struct Solver;
  std::unique_ptr<Solver> solver_;
};

}  // namespace coverage
