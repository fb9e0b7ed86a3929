#pragma once

#include "libcoverage/base/message.h"

namespace coverage {

/// What to do where a file cannot be written.
inline Message disk_remedy() {
  return {"Check the free space and the permissions there",
          "Vérifiez la place libre et les droits à cet endroit"};
}

}  // namespace coverage
