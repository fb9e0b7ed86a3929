#pragma once

#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/base/strong_id.h"
#include "libcoverage/model/territory.h"
#include "libcoverage/network/road_network.h"

namespace coverage {

/// How far ahead of its end a road would have to meet another one, for the data to go on there.
constexpr double open_end_look_ahead_m = 2000;

/// The vertices where roads probably go on beyond the data: dead ends outside all communes with no
/// road ahead, within 45° on either side of the road's last 50 m, for 2 km. Sorted, distinct.
///
/// Extracts are often cut with their ways kept whole ("complete ways"), so that no way tells where
/// the data end; and the box in their header holds more than the area they were cut to. What lies
/// within the communes is known to be a dead end; farther out, one that looks at empty land is
/// taken for the edge of the data. Wrong where a road beyond the border does end: values then count
/// as uncertain that are not, never the reverse. Empty for studies without communes.
std::vector<VertexId> find_open_ends(const RoadNetwork& network, const Territory& territory,
                                     const Execution& execution);

}  // namespace coverage
