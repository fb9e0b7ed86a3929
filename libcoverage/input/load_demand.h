#pragma once

#include "libcoverage/base/execution.h"
#include "libcoverage/geo/crs.h"
#include "libcoverage/input/demand_table.h"
#include "libcoverage/model/demand.h"
#include "libcoverage/model/source_report.h"
#include "libcoverage/model/study.h"
#include "libcoverage/model/territory.h"

namespace coverage {

/// Reads the demand of a study by the methods `grid`, `points` and `seat` (`network` needs roads
/// and is made from them).
///
/// `grid` and `points` read points or polygons of any layer, CSV files with longitude and latitude
/// (or with INSEE's cell ids, `CRS3035RES200mN…E…`), and OSM objects by tags. A square counts at
/// its centre, any other polygon at a point inside it. Each point goes to the commune in which it
/// lies, or to the nearest within 100 m, for the slivers that simplified borders leave.
///
/// Left out, and counted in `report` with their weight: what lies outside the study area, what
/// weighs nothing, weights that are missing, negative or no numbers, features without a position,
/// rows that repeat another one. With `calibrate`, each commune's points are scaled so that they
/// sum to its population exactly; a commune with inhabitants but no point gets one, at its seat or
/// at a point inside it.
///
/// Points are sorted by commune, then by id. Throws InputError where nothing is left, where an id
/// stands for two different points, and where `seat` lacks seats or populations.
Demand load_demand(const Study& study, const Territory& territory, const Crs& study_crs,
                   const Execution& execution, SourceReport& report);

/// The features of the methods `grid` and `points` as read, before the territory is known.
struct DemandFeatures {
  DemandTable table;
  DemandTally tally;
  SourceReport report;
};
DemandFeatures read_demand_features(const Study& study, const Crs& study_crs,
                                    const Execution& execution);

/// The rest of `load_demand` for these methods.
Demand place_demand(const Study& study, const Territory& territory, DemandFeatures features,
                    const Execution& execution, SourceReport& report);

}  // namespace coverage
