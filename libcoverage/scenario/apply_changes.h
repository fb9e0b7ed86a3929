#pragma once

#include "libcoverage/base/strong_id.h"
#include "libcoverage/input/study_place.h"
#include "libcoverage/model/facility.h"
#include "libcoverage/model/study.h"

namespace coverage {

/// Applies the study's changes to its facilities, in order, and returns them in facility order.
///
/// An added facility is open and fixed, of source `scenario`, with its given id or
/// `scenario:FILE-STEM-N`. A closed one stays in the list with its status. A moved one keeps all
/// but position and commune. A facility goes by its whole id, or by what follows `source:` where
/// only one source has it.
///
/// Throws InputError with the scenario's file and line: an id that is unknown (the nearest one is
/// suggested), ambiguous (the candidates are listed) or already taken, a facility that is closed
/// already, a position away from the study.
IdVector<FacilityIndex, Facility> apply_changes(const Study& study,
                                                IdVector<FacilityIndex, Facility> facilities,
                                                const StudyPlace& place);

/// Sorts by place of the source in the study (scenarios last), then by id as text.
void sort_in_facility_order(const Study& study, IdVector<FacilityIndex, Facility>& facilities);

}  // namespace coverage
