#pragma once

#include <optional>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/geo/crs.h"
#include "libcoverage/model/study.h"
#include "libcoverage/network/road_network.h"
#include "libcoverage/routing/hierarchy_figures.h"

namespace coverage {

/// The hierarchy in a network's file, as people are told of it.
struct StoredHierarchy {
  HierarchyFigures figures;
  double build_seconds = 0;  ///< 0 where an earlier run has built it
};

/// The hierarchies stored with a study's networks, which are those of `profiles_of`, in that order;
/// nothing for a network without one, or whose hierarchy cannot be used (a warning says why).
std::vector<std::optional<StoredHierarchy>> stored_hierarchies(
    const Study& study, const Crs& crs, const std::vector<RoadNetwork>& networks,
    const Execution& execution);

/// The same after building those that are not there. Throws OutputError where a network's file
/// cannot be written.
std::vector<std::optional<StoredHierarchy>> build_hierarchies(
    const Study& study, const Crs& crs, const std::vector<RoadNetwork>& networks,
    const Execution& execution);

}  // namespace coverage
