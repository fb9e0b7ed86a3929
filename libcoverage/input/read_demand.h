#pragma once

#include "libcoverage/base/execution.h"
#include "libcoverage/geo/crs.h"
#include "libcoverage/input/demand_table.h"

namespace coverage {

/// Reads the features of all files of `[demand]`, in the study CRS, not yet placed in communes.
/// `report` counts what was read and rejected; reasons go to `tally`. Throws InputError.
DemandTable read_demand(const DemandInput& demand, const Crs& study_crs, const Execution& execution,
                        SourceReport& report, DemandTally& tally);

/// The centre of an INSEE grid cell by its id, such as `CRS3035RES200mN2029800E4252400`, in
/// EPSG:3035; nothing for any other text.
std::optional<Point> grid_cell_centre(std::string_view id);

}  // namespace coverage
