#pragma once

#include "libcoverage/base/execution.h"
#include "libcoverage/model/source_report.h"

namespace coverage {

/// For `strict` studies: throws InputError at the first kind of row that a source has rejected or
/// corrected, with an example.
void stop_where_strict(const SourceReport& report);

/// Says, one line a kind, what a source has lost or leaves in doubt: rows rejected, inhabitants
/// without a place.
void warn_of_losses(const SourceReport& report, Progress& progress);

}  // namespace coverage
