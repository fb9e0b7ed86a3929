#pragma once

#include <string>

#include "libcoverage/output/results.h"

namespace coverage {

/// The share of inhabitants within t minutes, for t up to twice the target or the 99th percentile,
/// as an inline SVG curve with the target marked. Unreached inhabitants stay in the denominator.
std::string coverage_chart(const Results& results, const QueryResult& query, Language language);

}  // namespace coverage
