#pragma once

#include <algorithm>
#include <chrono>

namespace coverage {

/// When a search has to end.
class TimeLimit {
 public:
  explicit TimeLimit(double seconds) : begin_(Clock::now()), seconds_(seconds) {}
  double left() const { return std::max(seconds_ - used(), 0.0); }
  double used() const { return std::chrono::duration<double>(Clock::now() - begin_).count(); }
  bool is_over() const { return used() >= seconds_; }

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point begin_;
  double seconds_;
};

}  // namespace coverage
