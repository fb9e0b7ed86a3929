#pragma once

#include <vector>

#include "libcoverage/access/nearest_access.h"
#include "libcoverage/indicators/indicators.h"
#include "libcoverage/model/demand.h"
#include "libcoverage/model/territory.h"
#include "libcoverage/network/snapper.h"
#include "libcoverage/output/results.h"

namespace coverage {

/// What the routes of one query's communes are found from. All must outlive the call.
struct CommuneRouteInputs {
  const Territory& territory;
  const Demand& demand;
  const Snapper& snapper;
  const NearestAccess& search;
  const IdVector<DemandIndex, AccessTime>& access;
  const IdVector<CommuneIndex, Indicators>& indicators;
};

/// One route for each commune of the study area: from its seat, or where it has none from its
/// demand point whose access time is nearest to the commune's median (the first of several). Where
/// the median falls on inhabitants who reach nothing, from the first such point: without a route. A
/// commune without a seat where nobody lives has none.
std::vector<CommuneRoute> commune_routes(const CommuneRouteInputs& in, const Execution& execution);

}  // namespace coverage
