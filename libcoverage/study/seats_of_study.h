#pragma once

#include "libcoverage/model/demand.h"
#include "libcoverage/study/study_inputs.h"

namespace coverage {

/// Gives the communes the declared proxy for their seats where the study asks for it, and adds it
/// to the hypotheses. Seats of a layer are there already.
void place_proxy_seats(StudyInputs& inputs, const Demand& demand);

}  // namespace coverage
