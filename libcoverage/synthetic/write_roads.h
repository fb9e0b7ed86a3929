#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "libcoverage/base/execution.h"
#include "libcoverage/synthetic/commune_roads.h"

namespace coverage::synthetic {

struct RoadTotals {
  std::uint64_t nodes = 0, ways = 0, junctions = 0;
};

/// Sees each commune's roads once, in any order and from any thread.
using LookAtRoads = std::function<void(std::uint32_t place, const CommuneRoads& roads)>;

/// Draws all roads into an OSM PBF file: nodes, then ways, each by id; the same bytes for the same
/// plan. Rivers and lakes are in it too. A road that leaves the territory refers to a node that the
/// file lacks, as in any extract. Memory does not grow with the number of junctions: large
/// territories are drawn twice. Throws OutputError.
RoadTotals write_roads(const TerritoryPlan& plan, const std::filesystem::path& path,
                       const Execution& execution, const LookAtRoads& look = {});

}  // namespace coverage::synthetic
