#pragma once

#include <cstdint>
#include <span>

#include "libcoverage/base/strong_id.h"

namespace coverage {

/// The arcs that a search walks, grouped by the vertex it stands on: for a search from facilities,
/// the arcs *into* each vertex, so that times are from home to facility.
struct SearchGraph {
  std::span<const std::uint32_t> first;      ///< size vertices + 1
  std::span<const VertexId> neighbour;       ///< by arc
  std::span<const std::uint32_t> time_ms;    ///< by arc
  std::span<const std::uint32_t> length_mm;  ///< by arc

  std::size_t vertex_count() const { return first.empty() ? 0 : first.size() - 1; }
};

}  // namespace coverage
