#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/model/facility.h"
#include "libcoverage/model/query.h"
#include "libcoverage/model/study.h"
#include "libcoverage/model/territory.h"
#include "libcoverage/network/road_network.h"

namespace coverage {

/// Where every facility list that may answer a query is complete.
struct FacilityArea {
  bool limited = false;                         ///< false: no list declares an area
  IdVector<CommuneIndex, std::uint8_t> inside;  ///< by commune; empty unless limited
  /// Codes of `area` that no commune, département or EPCI of the study has.
  std::vector<std::string> unknown_codes;
};

/// The area common to the lists of `inputs` that declare one and may answer the query: those whose
/// kind the condition admits, and those with a facility that it holds for.
FacilityArea facility_area(const Query& query, const std::vector<FacilitiesInput>& inputs,
                           const IdVector<FacilityIndex, Facility>& facilities,
                           const Territory& territory);

/// By vertex 1 where it lies outside the area: in no commune of it. Positions within 25 m of a
/// commune count as in it, so that slivers between neighbours are no edge. Empty where the area is
/// not limited.
std::vector<std::uint8_t> vertices_outside(const RoadNetwork& network, const Territory& territory,
                                           const FacilityArea& area, const Execution& execution);

}  // namespace coverage
