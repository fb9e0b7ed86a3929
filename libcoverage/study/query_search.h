#pragma once

#include <memory>
#include <span>
#include <vector>

#include "libcoverage/access/nearest_access.h"
#include "libcoverage/access/select_facilities.h"
#include "libcoverage/study/edge_times.h"
#include "libcoverage/study/study_inputs.h"

namespace coverage {

/// One query of a study, searched: ready to answer any snapped point. `inputs` must outlive it.
struct QuerySearch {
  FacilitySelection selection;
  NearestAccess access;
};

/// Selects the facilities, finds the edge of what the data know, and searches. `edges` are those of
/// `inputs`, shared by its queries. Where no facility of the query meets the network, everybody is
/// `unreachable`, and a warning says so.
QuerySearch search_query(const StudyInputs& inputs, std::size_t query, EdgeTimes& edges,
                         const Execution& execution);

/// The same for the queries `[first, last)`, in study order, searched at the same time on the
/// threads that there are.
std::vector<std::unique_ptr<QuerySearch>> search_queries(const StudyInputs& inputs,
                                                         std::size_t first, std::size_t last,
                                                         EdgeTimes& edges,
                                                         const Execution& execution);

/// Throws NoResultError where no query has any facility.
void require_some_facility(bool any);
void require_some_facility(std::span<const QuerySearch* const> searches);

}  // namespace coverage
