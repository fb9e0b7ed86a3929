#pragma once

#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/input/study_place.h"
#include "libcoverage/model/candidate.h"
#include "libcoverage/model/source_report.h"
#include "libcoverage/model/study.h"

namespace coverage {

/// The points of `[candidates]` with `from = "points"`, in the order of their ids, which begin with
/// `candidate:`. Rows without a usable position are told in `report`. Throws InputError that names
/// the candidate and its value: a cost that is negative or no number, a rule that is none; and what
/// sources of facilities throw: columns that are missing, an id that stands in different rows.
std::vector<Candidate> load_candidates(const CandidatesInput& input, const StudyPlace& place,
                                       const Execution& execution, SourceReport& report);

}  // namespace coverage
