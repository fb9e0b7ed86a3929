#pragma once

#include <string>

#include "libcoverage/output/results.h"

namespace coverage {

/// `summary.json`: the study's figures for machines, exact, keys in a fixed order. Texts are in the
/// study's language. Absent values are null; counts are in the unit of the weight that the query
/// names (`weights`), inhabitants unless said otherwise.
std::string summary_json(const Results& results);

}  // namespace coverage
