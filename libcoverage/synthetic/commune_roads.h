#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "libcoverage/synthetic/territory_plan.h"

namespace coverage::synthetic {

/// One way as it will be mapped.
struct DrawnWay {
  std::vector<std::uint32_t> vertices;  ///< in `CommuneRoads::vertices`
  RoadClass road_class = RoadClass::unclassified;
  std::string name, number;
  int maxspeed = 0;  ///< km/h; 0: not mapped
  bool oneway = false, bridge = false, roundabout = false;
};

/// The roads of one commune. They depend on the plan alone, so communes can be drawn in any order,
/// many at a time, and drawn again instead of being kept.
struct CommuneRoads {
  static constexpr std::int64_t own = 0;

  struct Vertex {
    Point where;
    std::int64_t shared = own;  ///< id of a node that the next commune draws too, or `own`
  };
  std::vector<Vertex> vertices;
  std::vector<DrawnWay> ways;
  std::uint32_t junctions = 0;  ///< where roads (not tracks) meet or end inside this commune
};

CommuneRoads draw_commune_roads(const TerritoryPlan& plan, std::uint32_t place);

/// Ids of shared nodes: crossings first, then both carriageways of motorway points.
std::int64_t crossing_node(std::uint32_t crossing);
std::int64_t motorway_node(const TerritoryPlan& plan, std::uint32_t point, bool right);
/// Node ids above this belong to single communes.
std::int64_t last_shared_node(const TerritoryPlan& plan);
/// Where a shared node lies.
Point shared_position(const TerritoryPlan& plan, std::int64_t node);

}  // namespace coverage::synthetic
