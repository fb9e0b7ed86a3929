#pragma once

#include <cpl_conv.h>

#include <optional>
#include <string>

namespace coverage {

// Internal to geo/: include it from .cpp files only.

/// A GDAL setting of this thread for as long as it lives; the earlier one comes back after.
class ThreadOption {
 public:
  ThreadOption(const char* name, const char* value) : name_(name) {
    if (const char* before = CPLGetThreadLocalConfigOption(name, nullptr)) before_ = before;
    CPLSetThreadLocalConfigOption(name, value);
  }
  ~ThreadOption() { CPLSetThreadLocalConfigOption(name_, before_ ? before_->c_str() : nullptr); }
  ThreadOption(const ThreadOption&) = delete;
  ThreadOption& operator=(const ThreadOption&) = delete;

 private:
  const char* name_;
  std::optional<std::string> before_;
};

}  // namespace coverage
