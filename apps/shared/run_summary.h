#pragma once

#include <string>

#include "libcoverage/output/results.h"
#include "libcoverage/study/estimate_run.h"

namespace coverage {

/// What a run prints for people: per query its headline, then where the files are.
std::string headline_text(const Results& results, const std::string& directory, Language language);

/// What `--dry-run` prints, for people and for machines.
std::string estimate_text(const RunEstimate& estimate, Language language);
std::string estimate_json(const RunEstimate& estimate);

}  // namespace coverage
