#pragma once

#include <vector>

#include "libcoverage/network/road_network.h"

namespace coverage {

/// What joins each run to the main strong component.
struct RunReach {
  std::vector<bool> entered;  ///< a trip from the main component can end on it
  std::vector<bool> left;     ///< a trip that begins on it can reach the main component
};
RunReach find_run_reach(const RoadNetwork& network);

/// Whether each run belongs to the main component: a trip that begins on it reaches the main strong
/// component, and a trip from there can end on it. (On roads open to their destinations only,
/// trips that begin and trips that end have vertices of their own, so that strong components alone
/// do not tell.) Reads vertices, arcs and runs of the network.
std::vector<bool> find_main_runs(const RoadNetwork& network);

}  // namespace coverage
