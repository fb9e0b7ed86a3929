#pragma once

#include "libcoverage/base/execution.h"
#include "libcoverage/network/road_network.h"
#include "libcoverage/network/run_table.h"
#include "libcoverage/network/segment_table.h"
#include "libcoverage/network/vertex_table.h"

namespace coverage {

/// The columns of a network's arcs: by tail, by head and by run. Throws InputError where a run is
/// longer or slower than any road.
void add_arc_columns(const SegmentTable& segments, const RunTable& runs,
                     const VertexTable& vertices, const Execution& execution, RoadNetwork& network);

}  // namespace coverage
