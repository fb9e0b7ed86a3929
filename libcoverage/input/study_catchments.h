#pragma once

#include <vector>

#include "libcoverage/input/study_table.h"
#include "libcoverage/input/toml_document.h"
#include "libcoverage/model/catchment.h"
#include "libcoverage/model/study.h"

namespace coverage {

/// Reads `[catchments.NAME]` tables in the order of the file. The study's queries and demand must
/// have been read. Throws InputError: also for a parameter that the chosen decay does not have, for
/// an unknown query or weight, and where method and decay do not agree (a 2SFCA has a step, an
/// E2SFCA anything else).
std::vector<Catchment> read_catchments(const TomlValue& catchments, const Study& study,
                                       StudySettings& settings);

}  // namespace coverage
