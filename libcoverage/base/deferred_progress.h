#pragma once

#include <mutex>
#include <vector>

#include "libcoverage/base/execution.h"

namespace coverage {

/// The progress of work that goes on beside another: its stages are not shown, and its warnings
/// wait until they are told, so that they come in one order however long each work takes.
class DeferredProgress : public Progress {
 public:
  void warn(const Message& text) override {
    const std::lock_guard lock(mutex_);
    warnings_.push_back(text);
  }

  /// Hands on what has been said, once.
  void tell(Progress& progress) {
    const std::lock_guard lock(mutex_);
    for (const Message& text : warnings_) progress.warn(text);
    warnings_.clear();
  }

 private:
  std::mutex mutex_;
  std::vector<Message> warnings_;
};

}  // namespace coverage
