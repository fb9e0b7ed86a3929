#pragma once

#include "libcoverage/input/groupings.h"

namespace coverage {

/// Fills a grouping from the layers of unit polygons that `input` names: the units that reach into
/// the study area, with their shapes (features with one code are one unit). A commune's unit is the
/// one that holds at least half of its area; a unit is partial where more than 5 % of it lies
/// outside the study area's communes. Populations of units that cut communes are not known here.
void load_unit_polygons(Grouping& grouping, const TerritoryInput& input,
                        const GroupingSources& sources, const Crs& study_crs,
                        const Execution& execution, SourceReport& report);

}  // namespace coverage
