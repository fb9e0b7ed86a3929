#pragma once

#include <atomic>

#include "libcoverage/base/execution.h"
#include "libcoverage/siting/siting_plan.h"
#include "libcoverage/siting/solver/time_limit.h"

namespace coverage {

/// When a solver has to end: its time is up, or the run is stopped.
class SolverClock {
 public:
  SolverClock(const SolveOptions& options, const Execution& execution)
      : execution_(execution), limit_(options.seconds), explains_(options.explains) {}

  bool is_stopped() const { return execution_.is_stopped(); }
  bool is_over() const { return is_stopped() || limit_.is_over(); }
  /// Whether what makes a problem impossible is worth a search.
  bool explains() const { return explains_; }
  double seconds_left() const { return limit_.left(); }
  const Execution& execution() const { return execution_; }

 private:
  const Execution& execution_;
  TimeLimit limit_;
  bool explains_;
};

}  // namespace coverage
