#pragma once

#include <string>
#include <vector>

#include "libcoverage/base/message.h"
#include "libcoverage/input/load_points.h"

namespace coverage {

/// What people call standard input.
std::string standard_input_name(Language language);

/// The points of a file, or of standard input for `-`. Throws InputError.
std::vector<PointRow> read_points(const std::string& path, Language language);

}  // namespace coverage
