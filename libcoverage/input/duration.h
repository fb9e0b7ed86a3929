#pragma once

#include <string_view>
#include <vector>

#include "libcoverage/base/quantities.h"
#include "libcoverage/model/query.h"

namespace coverage {

/// A limit as people write it: a duration ("10 min", "90 s", "1 h", "1 h 30 min", "7.5 min",
/// "1h30"), a distance ("800 m", "5 km") or both ("20 min and 5 km", "20 min et 5 km"). Throws
/// InputError for anything else, for zero, and for a day or 10,000 km or more.
Threshold parse_threshold(std::string_view text);

/// Ascending, each once.
std::vector<Threshold> sorted_thresholds(std::vector<Threshold> thresholds);

}  // namespace coverage
