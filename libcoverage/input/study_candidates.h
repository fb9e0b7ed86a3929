#pragma once

#include "libcoverage/input/study_table.h"
#include "libcoverage/input/toml_document.h"
#include "libcoverage/model/study.h"

namespace coverage {

/// Reads `[candidates]`, where the study has it. The study's facilities must have been read. Throws
/// InputError, also for keys that the chosen kind of candidates leaves without effect.
void read_candidates(const TomlValue& root, Study& study);

}  // namespace coverage
