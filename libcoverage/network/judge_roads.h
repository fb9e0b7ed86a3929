#pragma once

#include <optional>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/input/raw_roads.h"
#include "libcoverage/model/source_report.h"
#include "libcoverage/network/judge_way.h"

namespace coverage {

/// What the profile makes of every way, in the order of `roads.ways`; nothing for those that it
/// does not use, which are counted in `report` by reason, as are limits that cannot be read.
std::vector<std::optional<RoadUse>> judge_roads(const RawRoads& roads, const Profile& profile,
                                                const Execution& execution, SourceReport& report);

}  // namespace coverage
