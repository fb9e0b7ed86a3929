#pragma once

#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/geo/crs.h"
#include "libcoverage/model/source_report.h"
#include "libcoverage/model/study.h"
#include "libcoverage/model/territory.h"

namespace coverage {

/// Reads a study's communes, their populations, EPCIs, other territories and seats into one
/// territory in the study CRS. Empty for a study without `[communes]`.
///
/// Appends a report for each source: `communes`, `population`, `mergers`, `seats`, and one per
/// `[[territories]]` by its name. Every repair, rejection and doubt is a note there. Throws
/// InputError or GeometryError where nothing sensible is left, with file, row, value and remedy.
Territory load_territory(const Study& study, const Crs& study_crs, const Execution& execution,
                         std::vector<SourceReport>& reports);

}  // namespace coverage
