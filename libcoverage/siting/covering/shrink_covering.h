#pragma once

#include "libcoverage/siting/covering/covering_model.h"

namespace coverage {

/// Leaves the candidates that are marked; rows stay.
void keep_candidates(CoveringModel& model, const std::vector<bool>& is_left);

/// Leaves the rows that are marked. Of the others the weight of soft ones is gained by every plan.
void keep_rows(CoveringModel& model, const std::vector<bool>& is_left);

/// Merges soft, and hard, rows that the same candidates cover; soft rows that too few cover go.
void merge_equal_rows(CoveringModel& model);

/// Opens a candidate for good: limits and rows are what remains.
void open_candidate(CoveringModel& model, std::size_t candidate);

}  // namespace coverage
