#pragma once

#include <string>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/input/raw_roads.h"
#include "libcoverage/model/source_report.h"
#include "libcoverage/model/study.h"

namespace coverage {

/// Reads the study's roads: OSM files through libosmium, any other line layer through the study's
/// mapping and `[roads].columns`. What is dropped or cut is counted in `report`. Throws InputError,
/// also where no road is found.
RawRoads load_roads(const RoadsInput& roads, const Execution& execution, SourceReport& report);

/// The files that hold roads and forbidden turns.
std::vector<std::string> road_files(const RoadsInput& roads);

/// The parts of `load_roads`. Ways are in the order of their ids; a way that several files hold is
/// read once; a way that lacks nodes is kept in pieces, with the ends marked where it is cut.
RawRoads load_osm_roads(const RoadsInput& roads, const Execution& execution, SourceReport& report);

/// Lines join where their end points have the same coordinates, to the last bit, and never where
/// they only cross. Where a level column is mapped, roads of different levels that both pass
/// through such a point stay apart; a level of which only one end lies there (the end of a bridge)
/// joins the others.
RawRoads load_layer_roads(const RoadsInput& roads, const Execution& execution,
                          SourceReport& report);

}  // namespace coverage
