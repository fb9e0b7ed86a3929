#pragma once

#include <memory>
#include <vector>

#include "libcoverage/access/nearest_access.h"
#include "libcoverage/access/select_facilities.h"
#include "libcoverage/study/study_inputs.h"

namespace coverage {

/// One query of a study, searched: ready to answer any snapped point. `inputs` must outlive it.
struct QuerySearch {
  FacilitySelection selection;
  NearestAccess access;
};

/// Selects the facilities, finds the edge of what the data know, and searches. Throws NoResultError
/// where no facility of the query meets the network.
QuerySearch search_query(const StudyInputs& inputs, std::size_t query, const Execution& execution);

}  // namespace coverage
