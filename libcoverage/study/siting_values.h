#pragma once

#include <cstdint>

#include "libcoverage/base/execution.h"
#include "libcoverage/routing/travel_matrix.h"
#include "libcoverage/study/siting_of_study.h"

namespace coverage {

/// Who can be served from where: fills in `tables.instance.values` for the places and rows of a
/// question.
///
/// For goals that cover, everybody within the threshold; else everybody. But where all existing
/// sites stay, none is ever full and one site is enough for everybody, candidates have only those
/// for whom they are nearer than any existing site, less those whom one covers (but where the mean
/// comes after coverage, everybody within the threshold). Of times beyond the threshold existing
/// sites then have those for whom none is nearer. Where no more than m existing sites may close,
/// the (m + 1)-th nearest stands for the nearest, of goals that look beyond the threshold. No plan
/// is worth anything else for it. Forbidden candidates have empty rows.
///
/// Throws InputError, before memory is taken, where the times would take more than `most_bytes`,
/// with what solvers keep of them: with the size that is needed.
void search_siting_values(SitingStudy& study, const Execution& execution,
                          std::uint64_t most_bytes = MatrixProblem::most_matrix_bytes());

/// For goals that cover, gives sites the part of their rows that cannot matter to the choice, but
/// is asked when a plan is described: whom else they cover.
void complete_siting_rows(SitingStudy& study, std::span<const CandidateIndex> sites,
                          const Execution& execution);

}  // namespace coverage
