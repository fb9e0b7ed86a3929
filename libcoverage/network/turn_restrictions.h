#pragma once

#include <vector>

#include "libcoverage/input/raw_roads.h"
#include "libcoverage/model/source_report.h"
#include "libcoverage/network/forbidden_paths.h"
#include "libcoverage/network/profile.h"
#include "libcoverage/network/run_table.h"
#include "libcoverage/network/segment_table.h"

namespace coverage {

/// The nodes of the table that turn restrictions name: runs must end there, also where only two
/// segments meet. Empty for a mode that obeys none.
std::vector<std::uint32_t> find_restricted_nodes(const RawRoads& roads, const Profile& profile,
                                                 const SegmentTable& segments);

/// The restrictions of OSM (`no_*`, `only_*`, over a node or over ways) that bind this mode, as
/// forbidden paths. Those that are broken, say nothing that can be read, hold at certain hours
/// only, or are about roads that this mode does not use are counted in `report` by kind.
///
/// A member that passes the `via` node instead of ending there stands for two arms: the one whose
/// turn fits the name of the restriction is meant.
std::vector<ForbiddenPath> find_forbidden_paths(const RawRoads& roads, const Profile& profile,
                                                const SegmentTable& segments, const RunTable& runs,
                                                SourceReport& report);

}  // namespace coverage
