#include "libcoverage/base/version.h"

namespace coverage {

std::string version() {
  return COVERAGE_VERSION;
}

}  // namespace coverage
