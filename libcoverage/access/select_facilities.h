#pragma once

#include <vector>

#include "libcoverage/base/strong_id.h"
#include "libcoverage/model/facility.h"
#include "libcoverage/model/query.h"

namespace coverage {

/// What a query's condition says of the facilities, each list in facility order.
struct FacilitySelection {
  std::vector<FacilityIndex> chosen;
  std::vector<FacilityIndex> unknown;  ///< a value that the condition reads is missing: counted
                                       ///< and listed, never taken for a "no" in silence
};
FacilitySelection select_facilities(const Query& query,
                                    const IdVector<FacilityIndex, Facility>& facilities);

/// Whether facilities of a source and kind may answer a condition, whatever their other attributes:
/// false only where `kind` and `source` alone rule them out.
bool may_answer(const Condition& condition, const std::string& source, const std::string& kind);

}  // namespace coverage
