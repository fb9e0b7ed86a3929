#pragma once

#include <set>
#include <string>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/input/study_place.h"
#include "libcoverage/model/facility.h"
#include "libcoverage/model/source_report.h"
#include "libcoverage/model/study.h"

namespace coverage {

/// One `[[facilities]]` block, read.
struct FacilitySource {
  std::vector<Facility> facilities;  ///< by id, rules applied, those set aside included
  std::set<std::string> attributes;  ///< that columns or rules give
  std::vector<Message> hypotheses;
  SourceReport report;
};

/// Reads a block. `wanted`: attributes that the study's queries read;
/// `strict`: no row may be rejected. Throws InputError.
FacilitySource read_facility_source(const FacilitiesInput& source,
                                    const std::set<std::string>& wanted, const StudyPlace& place,
                                    bool strict, const Execution& execution);

}  // namespace coverage
