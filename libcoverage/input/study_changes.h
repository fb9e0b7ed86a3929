#pragma once

#include <string>
#include <vector>

#include "libcoverage/input/study_table.h"
#include "libcoverage/input/toml_document.h"
#include "libcoverage/model/scenario_change.h"

namespace coverage {

/// Reads the `[[change]]` blocks, in order. Throws InputError for a block that asks for nothing,
/// for several things, or has keys that its request does not read.
std::vector<ScenarioChange> read_changes(const TomlValue& changes, const std::string& study_file,
                                         StudySettings& settings);

}  // namespace coverage
