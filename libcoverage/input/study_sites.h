#pragma once

#include "libcoverage/input/toml_document.h"
#include "libcoverage/model/study.h"

namespace coverage {

/// Reads `[sites]`, where the study has it. Throws InputError, also for a limit that is no time.
void read_sites(const TomlValue& root, Study& study);

}  // namespace coverage
