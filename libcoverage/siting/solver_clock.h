#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>

#include "libcoverage/base/execution.h"
#include "libcoverage/siting/siting_plan.h"

namespace coverage {

/// When a solver has to end: its time is up, or the run is stopped.
class SolverClock {
 public:
  SolverClock(const SolveOptions& options, const Execution& execution)
      : execution_(execution),
        end_(std::chrono::steady_clock::now() +
             std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                 std::chrono::duration<double>(std::min(options.seconds, 1e8)))) {}

  bool is_stopped() const {
    return execution_.stop && execution_.stop->load(std::memory_order_relaxed);
  }
  bool is_over() const { return is_stopped() || std::chrono::steady_clock::now() > end_; }
  double seconds_left() const {
    const std::chrono::duration<double> left = end_ - std::chrono::steady_clock::now();
    return std::max(left.count(), 0.0);
  }
  const Execution& execution() const { return execution_; }

 private:
  const Execution& execution_;
  std::chrono::steady_clock::time_point end_;
};

}  // namespace coverage
