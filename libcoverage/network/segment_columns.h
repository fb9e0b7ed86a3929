#pragma once

#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/network/road_network.h"
#include "libcoverage/network/run_table.h"
#include "libcoverage/network/segment_table.h"

namespace coverage {

/// Turns the rows of a table of segments into the columns of a network, with their shapes and
/// names. `places` is where each stands among the runs, `is_main` by run whether points may snap to
/// it.
void add_segment_columns(SegmentTable segments, const std::vector<RunTable::Place>& places,
                         const std::vector<bool>& is_main, const Execution& execution,
                         RoadNetwork& network);

}  // namespace coverage
