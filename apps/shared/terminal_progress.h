#pragma once

#include <atomic>
#include <chrono>
#include <mutex>
#include <string>

#include "libcoverage/base/execution.h"

namespace coverage {

/// Progress on standard error: a bar with the stage, the share done and the remaining time on a
/// terminal; only warnings in a pipe; nothing when quiet.
class TerminalProgress : public Progress {
 public:
  enum class Style { bar, warnings_only, silent };

  TerminalProgress(Style style, Language language);
  ~TerminalProgress() override;

  /// The style that suits standard error and the options.
  static Style style_for(bool quiet);

  void stage(const Message& name, std::optional<std::uint64_t> total) override;
  void advance(std::uint64_t steps) override;
  void warn(const Message& text) override;

 private:
  using Clock = std::chrono::steady_clock;
  void draw(std::uint64_t done);
  void erase();

  const Style style_;
  const Language language_;
  std::mutex mutex_;
  std::string stage_;
  std::uint64_t total_ = 0;
  std::atomic<std::uint64_t> done_{0};
  Clock::time_point stage_start_;
  std::atomic<Clock::rep> next_draw_{0};
  bool drawn_ = false;
};

}  // namespace coverage
