#pragma once

#include <string>
#include <vector>

#include "libcoverage/base/message.h"

namespace coverage {

/// While it lives, what GDAL says on this thread comes here instead of to standard error.
///
///     GdalErrors said;
///     if (!GDALOpenEx(…)) throw InputError(said.problem(message("cannot open {}", …)), …);
///
/// Scopes nest; destroy them in reverse order, on the thread that made them.
class GdalErrors {
 public:
  GdalErrors();
  ~GdalErrors();
  GdalErrors(const GdalErrors&) = delete;
  GdalErrors& operator=(const GdalErrors&) = delete;

  /// Whether GDAL reported a failure, as opposed to warnings.
  bool failed() const { return !failures_.empty(); }
  const std::vector<std::string>& failures() const { return failures_; }
  const std::vector<std::string>& warnings() const { return warnings_; }
  void clear();
  /// `what`, followed by GDAL's first failure in parentheses where there is one.
  Message problem(const Message& what) const;

  /// For the handler behind it: keeps one message; the first hundred of each kind.
  void record(bool failure, const char* text);

 private:
  std::vector<std::string> failures_;
  std::vector<std::string> warnings_;
};

}  // namespace coverage
