#pragma once

#include "libcoverage/base/execution.h"
#include "libcoverage/study/siting_of_study.h"

namespace coverage {

/// Snaps the demand, and gives each place where somebody of the weight lives a row. Those off the
/// network are left out where everybody must be served, and stay in the whole of which a share is
/// covered.
void choose_siting_rows(SitingStudy& study, const Execution& execution);

/// Leaves out the rows that no site reaches which may be open, and counts them as unreachable.
void drop_unreached_rows(SitingStudy& study);

/// Writes the weights of the rows into the instance, and tells who is left out. Throws
/// NoResultError where nobody is left.
void weigh_siting_rows(SitingStudy& study, const Execution& execution);

}  // namespace coverage
