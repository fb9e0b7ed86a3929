#pragma once

#include "libcoverage/base/atomic_output.h"
#include "libcoverage/model/study.h"

namespace coverage {

/// Says before a run computes anything whether its results may go into `study.output.directory`:
/// throws OutputError where that folder is somebody else's, or where a result would take the place
/// of a file that the study reads. Writes nothing.
void require_free_output(const Study& study, Overwrite overwrite);

}  // namespace coverage
