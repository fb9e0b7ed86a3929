#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "libcoverage/access/nearest_access.h"
#include "libcoverage/base/execution.h"
#include "libcoverage/model/query.h"

namespace coverage {

/// For each home 1 where some facility meets every part of the threshold, the distance taken along
/// that facility's fastest route (the shortest of them where several are equally fast); else 0.
///
/// That facility need not be the nearest in time: a town over the hill may be 8 minutes and 4 km
/// away while the motorway leads to another in 6 minutes and 9 km. Homes that the nearest facility
/// does not settle are therefore looked for from every facility. Same answers for any number of
/// threads.
std::vector<std::uint8_t> meets_threshold(const NearestAccess& access,
                                          std::span<const std::optional<Snap>> homes,
                                          const Threshold& threshold, const Execution& execution);

/// Takes certainty from homes that miss a threshold with a distance, where a facility beyond the
/// edge of the data may meet it: that the nearest one is certain does not tell. `met` is that of
/// `meets_threshold`.
void doubt_misses(const NearestAccess& access, std::span<const std::optional<Snap>> homes,
                  const Threshold& threshold, std::span<const std::uint8_t> met,
                  IdVector<DemandIndex, AccessTime>& answers);

}  // namespace coverage
