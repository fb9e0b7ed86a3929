#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libcoverage/base/strong_id.h"

namespace coverage {

/// Strong components of a graph in CSR form (Tarjan 1972, through Boost.Graph), numbered from the
/// one with most vertices down; among equals, the one that holds the lowest `stable_key` first, so
/// that numbers do not depend on the order of vertices.
std::vector<std::uint32_t> strong_components(std::span<const std::uint32_t> first_arc,
                                             std::span<const VertexId> heads,
                                             std::span<const std::uint32_t> stable_key);

}  // namespace coverage
