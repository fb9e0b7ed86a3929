#pragma once

#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/geo/crs.h"
#include "libcoverage/input/commune_draft.h"
#include "libcoverage/model/study.h"

namespace coverage {

/// Reads the polygons of all files of `[communes]`, in the order of the study, into the study CRS:
/// OGR polygon layers, and OSM files by their boundaries. Invalid shapes are repaired and counted;
/// features without a geometry are rejected and counted. Several drafts may still share a code.
///
/// Throws InputError or GeometryError with file and row: no such column, rows without a code, a
/// geometry that is no polygon, a layer without a CRS, a number that is none.
std::vector<CommuneDraft> read_commune_polygons(const CommunesInput& input, const Crs& study_crs,
                                                const Execution& execution, SourceReport& report);

}  // namespace coverage
