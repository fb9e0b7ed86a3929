#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libcoverage/network/road_network.h"

namespace coverage {

/// The strong component of every vertex (Tarjan 1972, through Boost.Graph on the network itself),
/// numbered from the one with most vertices down; among equals, the one that holds the lowest
/// `stable_key` first, so that numbers do not depend on the order of vertices. Reads the network's
/// arcs alone.
std::vector<std::uint32_t> strong_components(const RoadNetwork& network,
                                             std::span<const std::uint32_t> stable_key);

}  // namespace coverage
