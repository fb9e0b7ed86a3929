#pragma once

#include <optional>
#include <string_view>

#include "libcoverage/base/quantities.h"

namespace coverage {

/// OSM's `duration`, of a ferry: `0:20` and `00:20` are 20 minutes, `01:30:00` an hour and a half,
/// `20` minutes, `20 min`, ISO 8601 (`PT1H30M`). Nothing where it is not understood, zero, or more
/// than a week.
std::optional<Seconds> parse_crossing_duration(std::string_view text);

}  // namespace coverage
