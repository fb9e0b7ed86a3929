#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libcoverage/access/access_time.h"
#include "libcoverage/indicators/demand_units.h"
#include "libcoverage/indicators/indicators.h"
#include "libcoverage/model/demand.h"
#include "libcoverage/model/query.h"
#include "libcoverage/model/territory.h"

namespace coverage {

/// A threshold with a distance, and by demand point 1 where it is met (`meets_threshold`).
struct MetThreshold {
  Threshold threshold;
  std::vector<std::uint8_t> met;
};

/// What the indicators of one query are made of. Everything referred to must outlive the call.
struct IndicatorInputs {
  const Territory& territory;
  const Demand& demand;
  const DemandUnits& units;
  const DemandWeight& weight;
  const IdVector<DemandIndex, AccessTime>& access;
  std::vector<Threshold> thresholds;  ///< the study's; the target is added where it lacks
  Threshold target;
  double gap_share = 0.5;
  /// For each of `thresholds`, and for the target, where it has a distance.
  std::vector<MetThreshold> met = {};
  /// The access of the communes' seats; empty where the study has none.
  IdVector<CommuneIndex, AccessTime> seats = {};
};

/// The thresholds that the indicators of a query count: the study's and the query's target,
/// ascending by time, then distance (those without a time last), each once.
std::vector<Threshold> counted_thresholds(std::vector<Threshold> thresholds,
                                          const Threshold& target);

/// Indicators of every commune, of every unit of every grouping, and of the study.
///
/// - Percentile q: the smallest time whose cumulative weight is ≥ q × the total, those without an
///   access time standing at +∞.
/// - Mean and maximum: over reached inhabitants. All sums are integer sums.
/// - Inequality: of access times over reached inhabitants, those not reached counted beside; its
///   shortfall is beyond the target's time, where it has one above 0.
/// - In the gap: at least `gap_share` of the population lives beyond the target.
///
/// Throws LedgerError where any ledger does not balance, std::invalid_argument where a threshold
/// with a distance lacks its `met`.
QueryIndicators compute_indicators(const IndicatorInputs& inputs);

}  // namespace coverage
