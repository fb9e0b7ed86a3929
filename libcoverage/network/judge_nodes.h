#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "libcoverage/input/raw_roads.h"
#include "libcoverage/model/source_report.h"
#include "libcoverage/network/judge_node.h"
#include "libcoverage/network/judge_roads.h"

namespace coverage {

/// What a profile makes of the nodes of a RawRoads, by index.
struct JudgedNodes {
  std::vector<bool> blocked;                                ///< nobody of this mode passes
  std::unordered_map<std::uint32_t, NodeVerdict> delaying;  ///< those where time is lost
};

/// Judges the nodes that used ways pass (`node_uses` is 0 for all others). Barriers of kinds that
/// nothing is known of, and those that are open or closed at certain hours too, are counted in
/// `report`.
JudgedNodes judge_nodes(const RawRoads& roads, const Profile& profile, const RoadUses& uses,
                        std::span<const std::uint8_t> node_uses, SourceReport& report);

}  // namespace coverage
