#pragma once

#include "libcoverage/geo/crs.h"
#include "libcoverage/input/mergers.h"
#include "libcoverage/model/study.h"
#include "libcoverage/model/territory.h"

namespace coverage {

/// Sets the communes' seats from the point layer of `[communes].seats`: by the code column, else
/// by position. Communes without a seat in the layer keep none (noted); of several seats the one
/// whose own code is the commune's wins, then the first. Does nothing where no layer is given: a
/// seat is never derived from a shape.
void load_seats(const CommunesInput& input, const Crs& study_crs, const Mergers& mergers,
                Territory& territory, SourceReport& report);

}  // namespace coverage
