#pragma once

#include <set>
#include <string>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/input/commune_draft.h"
#include "libcoverage/input/study_area.h"
#include "libcoverage/model/study.h"

namespace coverage {

/// Reads the tables of [population], in the order of the study; codes as written. Rows without a
/// code (totals) are rejected and noted. Throws InputError with file, row and column.
std::vector<PopulationRow> read_populations(const PopulationInput& input, SourceReport& report);

/// Leaves one row a code, sorted by code: exact repeats are dropped and counted. Throws InputError
/// for a code that comes twice with other values.
std::vector<PopulationRow> without_repeated_rows(std::vector<PopulationRow> rows,
                                                 SourceReport& report);

/// Gives each commune the weights and the EPCI of its row; both are sorted by code. Every code that
/// stands on one side only is noted with the inhabitants at stake, save rows of places that the
/// polygons do not cover at all (a table of the whole country), which are counted.
void join_populations(std::vector<CommuneDraft>& communes, const std::vector<PopulationRow>& rows,
                      const StudyArea& study_area, SourceReport& report);

/// Notes the communes whose `population` is not known, whatever the source.
void note_unknown_populations(const std::vector<CommuneDraft>& communes, SourceReport& report);

}  // namespace coverage
