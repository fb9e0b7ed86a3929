#include "libcoverage/model/facility.h"

namespace coverage {

const char* name_of(FacilityStatus status) {
  switch (status) {
    case FacilityStatus::open:
      return "open";
    case FacilityStatus::planned:
      return "planned";
    case FacilityStatus::closed:
      return "closed";
  }
  return "open";
}

}  // namespace coverage
