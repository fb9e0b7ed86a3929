#pragma once

#include <span>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/geo/crs.h"
#include "libcoverage/input/commune_draft.h"
#include "libcoverage/input/mergers.h"
#include "libcoverage/input/study_area.h"
#include "libcoverage/model/study.h"
#include "libcoverage/model/territory.h"

namespace coverage {

/// What groupings are made from. Communes are sorted by code, as in `territory`; rows too.
struct GroupingSources {
  const Territory& territory;
  std::span<const CommuneDraft> communes;
  std::span<const PopulationRow> populations;  ///< also of communes without a polygon
  const StudyArea& study_area;
  const Mergers& mergers;
};

/// The EPCIs that reach into the study area, by code; without units where no EPCI is known. The
/// communes of an EPCI that lie outside the study area make it partial, also those that only the
/// population table knows.
Grouping epci_grouping(const GroupingSources& sources, SourceReport& report);

/// One `[[territories]]` block: a table commune → unit, or a layer of unit polygons. Units that do
/// not reach into the study area are left out. Throws InputError for a missing column, a unit
/// without code, a commune in two units, or a table none of whose communes is known.
Grouping load_grouping(const TerritoryInput& input, const GroupingSources& sources,
                       const Crs& study_crs, const Execution& execution, SourceReport& report);

}  // namespace coverage
