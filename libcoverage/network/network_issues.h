#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/network/road_network.h"

namespace coverage {

/// Something doubtful in a network, in short: what every run tells without reading the roads again.
/// The audit says more.
struct NetworkIssue {
  std::string kind;  ///< `island`, `one_way_dead_end`, `no_way_in` or `missing_junction`
  std::int64_t way_id = 0;
  std::string name;  ///< number and name; empty where there is none
  Message text;
  Point place;
};

/// Islands longer than 500 m, one-way dead ends and roads that cannot be entered of any length,
/// then dead ends within 5 m of another road on the ground. In time linear in the roads.
std::vector<NetworkIssue> find_network_issues(const RoadNetwork& network,
                                              const Execution& execution);

}  // namespace coverage
