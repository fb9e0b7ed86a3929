#pragma once

#include "libcoverage/base/execution.h"
#include "libcoverage/model/study.h"
#include "libcoverage/output/audit_results.h"

namespace coverage {

/// Reads a study's roads once more, with what it snaps to them, and looks for what is doubtful, for
/// one profile: the study's own, unless `profile` names another. Throws InputError, GeometryError.
AuditResults audit_study(const Study& study, const std::string& profile,
                         const AuditSettings& settings, const Execution& execution);

}  // namespace coverage
