#pragma once

#include "libcoverage/input/demand_table.h"
#include "libcoverage/model/territory.h"

namespace coverage {

/// How many points calibration added and took out.
struct CalibrationCounts {
  std::size_t added = 0;
  std::size_t removed = 0;
};
/// Scales the points of each commune of the study area so that the main weight sums exactly to the
/// commune's population. Other weights that communes have by name sum to theirs, spread like the
/// main one where the points carry none; the rest are scaled like the main one. A commune with
/// inhabitants but no point gets one, at its seat or inside it.
///
/// Noted in `tally`: those communes, weights spread or scaled like the main one, communes whose
/// population is unknown (kept as read), points in communes where nobody lives (taken out).
/// `columns`: the weights of the table, the main one first.
CalibrationCounts calibrate_demand(const Territory& territory,
                                   const std::vector<DemandWeights::Column>& columns,
                                   DemandTable& table, DemandTally& tally);

}  // namespace coverage
