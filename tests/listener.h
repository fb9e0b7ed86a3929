#pragma once

#include <string>
#include <vector>

#include "libcoverage/base/execution.h"

namespace coverage {

/// Keeps what a run says, in English.
class Listener : public Progress {
 public:
  void warn(const Message& text) override { warnings.push_back(text.english); }
  std::vector<std::string> warnings;
};

}  // namespace coverage
