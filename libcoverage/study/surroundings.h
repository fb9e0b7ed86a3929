#pragma once

#include "libcoverage/base/execution.h"
#include "libcoverage/model/demand.h"
#include "libcoverage/study/study_inputs.h"

namespace coverage {

/// The demand of the communes that the study has outside its study area, placed as that within: it
/// competes for supply near the border and counts in no figure of the study. The study's sources
/// are read once more, silently: what they lack is told where the study's own demand is read. Empty
/// where all communes are under study, or there are none. Where demand stands at seats, communes
/// without a known seat have none.
Demand demand_of_surroundings(const StudyInputs& inputs, const Execution& execution);

}  // namespace coverage
