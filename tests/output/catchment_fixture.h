#pragma once

#include "libcoverage/indicators/catchment_indicators.h"
#include "results_fixture.h"

namespace coverage {

/// The results fixture with a catchment `hours` on its first query: 30 hours at
/// `france_services:1`, whom 900 inhabitants compete for, 10 at `france_services:2`, which nobody
/// reaches. Point `03002-1` is not scored; all points of 03003 have nothing in reach; the n-th
/// point of the others scores n thousandths.
inline Results make_catchment_fixture(CatchmentMethod method = CatchmentMethod::two_step) {
  Results results = make_results_fixture();
  CatchmentResult result;
  result.catchment = {
      .name = "hours",
      .label = "Heures <hebdo>",
      .query = "france_services",
      .method = method,
      .decay = ZoneDecay{{{Seconds::from_minutes(10), 1}, {Seconds::from_minutes(30), 0.68}}},
      .limit = Seconds::from_minutes(30),
      .supply = "weekly_hours",
      .weight = "population"};
  result.facilities = {FacilityIndex(0), FacilityIndex(1)};
  result.supply = {30, 10};
  if (method != CatchmentMethod::gravity) {
    result.allocated_demand = {900, 0};
    result.level_of_service = {30.0 / 900, std::nullopt};
  }
  result.total_supply = 40;
  result.unreached_supply = 10;
  for (std::size_t i = 0; i < results.demand.points.size(); ++i) {
    const DemandPoint& point = results.demand.points.rows()[i];
    const bool served = point.commune != CommuneIndex(2);
    const double score = served ? static_cast<double>(i % 4 + 1) / 1000 : 0;
    result.demand.push_back({score, point.id != "03002-1", served});
  }
  result.inside = {Weight::from_count(1002.5), Weight::from_count(702), 21.5};
  result.around = {Weight::from_count(800), Weight::from_count(400), 8.5};
  Progress silent;
  const DemandUnits units = units_of_demand(results.demand, results.territory, {silent});
  result.indicators = catchment_indicators({.territory = results.territory,
                                            .demand = results.demand,
                                            .units = units,
                                            .weight = results.demand.weights[0],
                                            .scores = result.demand});
  results.catchments.push_back(std::move(result));
  return results;
}

}  // namespace coverage
