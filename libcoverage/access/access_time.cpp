#include "libcoverage/access/access_time.h"

namespace coverage {

const char* name_of(AccessStatus status) {
  switch (status) {
    case AccessStatus::ok:
      return "ok";
    case AccessStatus::unreachable:
      return "unreachable";
    case AccessStatus::unsnapped:
      break;
  }
  return "unsnapped";
}

}  // namespace coverage
