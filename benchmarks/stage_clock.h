#pragma once

#include <algorithm>
#include <chrono>
#include <ctime>
#include <fstream>
#include <mutex>
#include <string>
#include <vector>

#include "libcoverage/base/execution.h"

namespace coverage {

/// Wall time, processor time of all threads and peak resident memory of each stage that a run
/// announces. Processor time is what remains comparable where others use the machine too.
class StageClock : public Progress {
 public:
  struct Stage {
    std::string name;
    double seconds = 0;
    double processor_seconds = 0;
    double peak_mib = 0;
  };

  void stage(const Message& name, std::optional<std::uint64_t>) override {
    const std::lock_guard lock(mutex_);
    close();
    open_ = name.english;
    start_ = std::chrono::steady_clock::now();
    busy_ = processor_seconds();
    // Resets the peak, so that each stage has its own (proc(5), clear_refs).
    std::ofstream("/proc/self/clear_refs") << "5";
  }

  /// Ends the last stage. Stages of one name that follow each other are one.
  const std::vector<Stage>& finish() {
    const std::lock_guard lock(mutex_);
    close();
    open_.clear();
    return stages_;
  }

 private:
  void close() {
    if (open_.empty()) return;
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start_;
    if (stages_.empty() || stages_.back().name != open_) stages_.push_back({open_});
    stages_.back().seconds += spent.count();
    stages_.back().processor_seconds += processor_seconds() - busy_;
    stages_.back().peak_mib = std::max(stages_.back().peak_mib, peak_mib());
  }

  static double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

  static double peak_mib() {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;) {
      double kib = 0;
      if (word == "VmHWM:" && status >> kib) return kib / 1024;
    }
    return 0;
  }

  std::mutex mutex_;
  std::string open_;
  std::chrono::steady_clock::time_point start_;
  double busy_ = 0;
  std::vector<Stage> stages_;
};

}  // namespace coverage
