#pragma once

#include "libcoverage/base/execution.h"
#include "libcoverage/model/demand.h"
#include "libcoverage/model/source_report.h"
#include "libcoverage/model/study.h"
#include "libcoverage/model/territory.h"
#include "libcoverage/network/road_network.h"

namespace coverage {

/// Demand where no grid or address says where people live: each commune's population spread along
/// its roads where people can live, in proportion to their length and the profile's class factor;
/// every weight of the communes in the same way, each commune's total exact. Points are those of
/// `points_along_roads`, each in the commune where it lies, with ids `CODE:way:index`.
///
/// A commune of the study area without such a road keeps one point, on the segment nearest to its
/// seat or to a point inside it. Where no commune has a population, or the study asks for the unit
/// `road_length`, the one weight is `road_length` in metres of road, which is nobody's number of
/// inhabitants. In a study without communes all points count, with ids `way:index`.
///
/// `report` counts points read and kept; it notes those outside the study area, communes without a
/// habitable road, and communes whose population is not known. Throws InputError where there is no
/// point at all, or the spacing is not positive.
Demand spread_on_roads(const RoadNetwork& network, const Study& study, const Territory& territory,
                       const Execution& execution, SourceReport& report);

}  // namespace coverage
