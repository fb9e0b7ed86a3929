#pragma once

#include "libcoverage/base/execution.h"
#include "libcoverage/input/raw_roads.h"
#include "libcoverage/input/road_mapping.h"
#include "libcoverage/input/string_pool.h"
#include "libcoverage/model/source_report.h"
#include "libcoverage/model/study.h"

namespace coverage {

/// Reads the tables of forbidden turns of a line layer (`[roads] turn_table`, else the layers in
/// the roads' own files that the mapping names) into `roads.restrictions`, by id, with the tag
/// `restriction = no_entry`. Rows that cannot hold are counted in `report` by kind. `roads` has its
/// ways, their ends joined; `pool` holds its strings. Throws InputError where a table that the
/// study names lacks the columns.
void read_layer_turns(const RoadsInput& input, const RoadMapping& mapping,
                      const Execution& execution, StringPool& pool, RawRoads& roads,
                      SourceReport& report);

}  // namespace coverage
