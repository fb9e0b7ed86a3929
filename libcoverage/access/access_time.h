#pragma once

#include "libcoverage/base/quantities.h"
#include "libcoverage/base/strong_id.h"

namespace coverage {

enum class AccessStatus : std::uint8_t { ok, unreachable, unsnapped };
const char* name_of(AccessStatus status);

/// The answer of one query at one point. time = connector + terminal + network + connector.
struct AccessTime {
  AccessStatus status = AccessStatus::unsnapped;
  Seconds time = Seconds::unreachable();  ///< only where status is ok
  Metres distance;                        ///< along the fastest route, connectors included
  FacilityIndex facility;                 ///< none unless ok
  /// False where a facility beyond the edge of the data could be nearer in time (time > time to
  /// edge), or meet a target with a distance that none of those known meets (`doubt_misses`).
  bool certain = true;
};

}  // namespace coverage
