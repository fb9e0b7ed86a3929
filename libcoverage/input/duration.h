#pragma once

#include <string_view>
#include <vector>

#include "libcoverage/base/quantities.h"
#include "libcoverage/model/query.h"

namespace coverage {

/// A duration as people write it: "10 min", "90 s", "1 h", "1 h 30 min", "7.5 min", "1h30". Throws
/// InputError for anything else, for zero and for a day or more.
Seconds parse_duration(std::string_view text);

/// A limit: a duration, a distance ("800 m", "5 km") or both ("20 min and 5 km", "20 min et 5 km").
/// Throws InputError.
Threshold parse_threshold(std::string_view text);

/// Ascending, each once.
std::vector<Threshold> sorted_thresholds(std::vector<Threshold> thresholds);

}  // namespace coverage
