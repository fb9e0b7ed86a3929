#pragma once

#include <optional>
#include <string_view>

#include "libcoverage/base/quantities.h"

namespace coverage {

/// A number as people write it in a table: `2915`, `2 915` (spaces or no-break spaces between
/// groups of three digits), `2915.5`, `2915,5`. Nothing for anything else, and for what may be read
/// in two ways (`2,915`: a thousands separator or a decimal comma?).
std::optional<double> parse_number_cell(std::string_view text);

/// A number of inhabitants or of something else that is counted. Nothing where the cell is empty.
/// Throws InputError where it is no number, negative, or too large to be one (over 10¹²).
std::optional<Weight> parse_weight_cell(std::string_view text);

}  // namespace coverage
