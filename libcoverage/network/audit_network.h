#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/geo/crs.h"
#include "libcoverage/input/raw_roads.h"
#include "libcoverage/network/find_dropped_ways.h"
#include "libcoverage/network/find_island_links.h"
#include "libcoverage/network/find_islands.h"
#include "libcoverage/network/find_missing_junctions.h"
#include "libcoverage/network/find_speed_changes.h"
#include "libcoverage/network/profile.h"
#include "libcoverage/network/road_network.h"

namespace coverage {

/// Where the data end.
struct CutEnd {
  SegmentId segment;
  Point place;
};

struct AuditSettings {
  double junction_within_m = 5;  ///< dead ends this near to another road are told
  double speed_factor = 2;       ///< speeds that change at least so much are told
};

/// What is doubtful in the roads, as one profile sees them: findings for people who repair the data
/// at the source. Changes nothing.
struct NetworkAudit {
  std::vector<Island> islands;                      ///< the longest first
  std::vector<IslandLink> island_links;             ///< by island
  std::vector<MissingJunction> missing_junctions;   ///< the nearest first
  std::vector<SpeedChange> speed_changes;           ///< the largest first
  std::vector<DroppedWay> dropped_ways;             ///< by id
  std::vector<BarrierPlace> barriers;               ///< that stop this mode
  std::vector<CutEnd> cut_ends;                     ///< by junction
  std::uint64_t length_mm = 0, main_length_mm = 0;  ///< of all segments; of those that count
};

/// `roads` are those that the network was built from; `edges_of_roads` the vertices where they end:
/// the network's cut ones, and others that the caller knows.
NetworkAudit audit_network(const RoadNetwork& network, const RawRoads& roads,
                           const Profile& profile, std::span<const VertexId> edges_of_roads,
                           const Crs& study_crs, const AuditSettings& settings,
                           const Execution& execution);

/// The level of each segment's way: `layer` where it is mapped, 1 on a bridge, -1 in a tunnel, a
/// layer's own `level`; 0 elsewhere.
std::vector<std::int8_t> mapped_levels(const RoadNetwork& network, const RawRoads& roads);

}  // namespace coverage
