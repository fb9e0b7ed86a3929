#pragma once

#include <span>
#include <vector>

#include "libcoverage/base/strong_id.h"
#include "libcoverage/model/catchment.h"
#include "libcoverage/model/facility.h"
#include "libcoverage/model/query.h"

namespace coverage {

/// What each of `chosen` offers in a catchment: its supply attribute as a number, or 1 where the
/// catchment names none. Unknown is not zero: throws InputError where one of them has no value, or
/// one that is no number of 0 or more.
std::vector<double> supplies_of(const Catchment& catchment, std::span<const FacilityIndex> chosen,
                                const IdVector<FacilityIndex, Facility>& facilities);

/// The query of a catchment: its place in `queries`. Throws InputError where there is none of that
/// name.
std::size_t query_of(const Catchment& catchment, std::span<const Query> queries);

/// That every catchment has its query and every facility that surely answers it its supply: said
/// before roads are read.
void check_catchments(std::span<const Catchment> catchments, std::span<const Query> queries,
                      const IdVector<FacilityIndex, Facility>& facilities);

}  // namespace coverage
