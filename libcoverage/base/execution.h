#pragma once

#include <atomic>
#include <cstdint>
#include <optional>

#include "libcoverage/base/error.h"
#include "libcoverage/base/message.h"

namespace coverage {

/// Where a run says how far it is. The base class is silent; apps draw a bar on a terminal.
class Progress {
 public:
  virtual ~Progress() = default;
  /// A new stage begins; `total` steps are expected where known.
  virtual void stage(const Message& /*name*/, std::optional<std::uint64_t> /*total*/ = {}) {}
  /// `steps` more steps of the stage are done. May be called from any thread.
  virtual void advance(std::uint64_t /*steps*/) {}
  /// Something people should know: a repair, a doubt, an assumption.
  virtual void warn(const Message& /*text*/) {}
};

/// How a run executes, as opposed to what it computes: no result depends on it.
struct Execution {
  Progress& progress;
  unsigned threads = 1;
  const std::atomic<bool>* stop = nullptr;  ///< set by a signal handler

  bool is_stopped() const { return stop && stop->load(std::memory_order_relaxed); }
  void check_interrupted() const {
    if (is_stopped()) throw Interrupted();
  }
};

}  // namespace coverage
