#pragma once

#include <cstdint>

#include "libcoverage/base/execution.h"
#include "libcoverage/routing/travel_matrix.h"
#include "libcoverage/study/siting_of_study.h"

namespace coverage {

/// Who can be served from where: fills in `tables.instance.values` for the places and rows of a
/// question.
///
/// For goals that cover, everybody within the threshold. Else everybody, but where all existing
/// sites stay and none is ever full only what can matter: of an existing site those for whom none
/// is nearer, of a candidate those for whom it is nearer than any (and, where the mean comes after
/// coverage, everybody within the threshold). Forbidden candidates have empty rows.
///
/// Throws InputError, before memory is taken, where the times would take more than `most_bytes`,
/// with what solvers keep of them: with the size that is needed.
void search_siting_values(SitingStudy& study, const Execution& execution,
                          std::uint64_t most_bytes = MatrixProblem::most_matrix_bytes());

}  // namespace coverage
