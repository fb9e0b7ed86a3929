#pragma once

#include <optional>
#include <string>
#include <vector>

#include "libcoverage/access/access_time.h"
#include "libcoverage/base/quantities.h"
#include "libcoverage/base/strong_id.h"
#include "libcoverage/indicators/inequality.h"
#include "libcoverage/model/query.h"

namespace coverage {

/// The population ledger of one threshold: the four sum to the population.
struct ThresholdCount {
  Threshold threshold;
  Weight covered;
  Weight uncovered;
  Weight unreachable;
  Weight unsnapped;
  /// covered ÷ population; nothing where the population is 0.
  std::optional<double> share() const;
};

/// How the inhabitants of one commune, EPCI, territory or of the study reach one query.
struct Indicators {
  Weight population;
  Weight reached;  ///< status ok
  Weight unreachable;
  Weight unsnapped;
  Weight uncertain;               ///< whose access time is not certain
  std::optional<double> mean_s;   ///< over reached inhabitants
  std::optional<Seconds> median;  ///< unreached kept as +∞: nothing where it falls there
  std::optional<Seconds> p90;
  std::optional<Seconds> max;              ///< over reached inhabitants
  std::vector<ThresholdCount> thresholds;  ///< study thresholds and the target, ascending
  Weight beyond_target;                    ///< population not covered within the query's target
  bool in_gap = false;               ///< beyond_target >= gap_share × population, population > 0
  FacilityIndex facility;            ///< nearest for most inhabitants; ties in facility order
  Weight facility_inhabitants;       ///< how many of them
  Inequality inequality;             ///< of access times; the line is the target's time
  std::optional<Seconds> seat_time;  ///< from the commune's seat, where the study has seats
};

/// All roll-ups of one query.
struct QueryIndicators {
  Indicators study;
  IdVector<CommuneIndex, Indicators> communes;  ///< all communes; empty population outside
  std::vector<IdVector<UnitIndex, Indicators>> groupings;  ///< as in Territory::groupings
};

}  // namespace coverage
