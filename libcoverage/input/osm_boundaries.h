#pragma once

#include <string>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/geo/crs.h"
#include "libcoverage/input/commune_draft.h"
#include "libcoverage/model/study.h"

namespace coverage {

/// Reads the boundaries of one `admin_level` from an OSM file: relations with
/// `boundary=administrative`, and closed ways with these tags that are in no such relation.
///
/// The code is the tag `input.code` names (`ref:INSEE`), else `osm:` and the relation's id; numbers
/// come from the tags that `input.columns` names, `population` from the tag of that name where it
/// is a whole number. A boundary that does not close is left out and listed with its missing ways;
/// inhabitants are never guessed, nor taken from places inside (those are counted).
///
/// Appends to `drafts`. Throws InputError for a file that cannot be read or has no boundary of that
/// level (listing the levels that it has).
void read_osm_boundaries(const std::string& path, const CommunesInput& input, const Crs& study_crs,
                         const Execution& execution, std::vector<CommuneDraft>& drafts,
                         SourceReport& report);

}  // namespace coverage
