#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "libcoverage/indicators/demand_units.h"
#include "libcoverage/indicators/inequality.h"
#include "libcoverage/model/demand.h"
#include "libcoverage/model/territory.h"

namespace coverage {

/// The score of a demand point in one catchment.
struct CatchmentScore {
  double score = 0;        ///< of the catchment's method; 0 where nothing is in reach
  bool is_scored = false;  ///< false: not on the network, or left out, which is no score of 0
  bool is_served = false;  ///< something is in reach
};

/// The scores of one commune, unit or study. The three parts sum to the population.
struct CatchmentFigures {
  Weight population;
  Weight served;
  Weight not_served;           ///< nothing within the limit: they count with their score of 0
  Weight not_scored;           ///< in no figure
  std::optional<double> mean;  ///< over served and not served
  Inequality inequality;       ///< of scores, over the same
};

struct CatchmentIndicators {
  CatchmentFigures study;
  IdVector<CommuneIndex, CatchmentFigures> communes;
  std::vector<IdVector<UnitIndex, CatchmentFigures>> groupings;  ///< as in Territory::groupings
};

struct CatchmentRollUp {
  const Territory& territory;
  const Demand& demand;
  const DemandUnits& units;
  const DemandWeight& weight;
  const IdVector<DemandIndex, CatchmentScore>& scores;
};

/// Figures of every commune, of every unit of every grouping, and of the study.
CatchmentIndicators catchment_indicators(const CatchmentRollUp& inputs);

}  // namespace coverage
