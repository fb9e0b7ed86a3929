#pragma once

#include "libcoverage/base/execution.h"
#include "libcoverage/model/study.h"
#include "libcoverage/output/results.h"

namespace coverage {

/// The one place where the steps of a study follow each other: read, build, place demand, search,
/// roll up, fill the raster. Writes nothing. Throws InputError, GeometryError, NoResultError.
Results run_study(const Study& study, const Execution& execution);

}  // namespace coverage
