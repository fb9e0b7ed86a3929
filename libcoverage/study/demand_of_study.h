#pragma once

#include "libcoverage/base/execution.h"
#include "libcoverage/model/demand.h"
#include "libcoverage/study/study_inputs.h"

namespace coverage {

/// Where people live, by the study's method; its report is added to the inputs' sources. Throws
/// InputError, also where there is no such place.
Demand demand_of_study(StudyInputs& inputs, const Execution& execution);

}  // namespace coverage
