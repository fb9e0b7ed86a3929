#pragma once

#include <cstdint>
#include <span>

#include "libcoverage/base/strong_id.h"

namespace coverage {

/// What a search reads of an arc at every step, side by side in memory.
struct SearchArc {
  VertexId to;                ///< where the search goes next
  std::uint32_t time_ms = 0;  ///< 0 is allowed
};

/// The arcs that a search walks, grouped by the vertex it stands on. For a search from facilities
/// these are the arcs *into* each vertex, so that times are from home to facility.
///
/// `first` has one entry a vertex and a last one; the arcs of v are `[first[v], first[v + 1])`.
struct SearchGraph {
  std::span<const std::uint32_t> first;
  std::span<const SearchArc> arcs;
  std::span<const std::uint32_t> length_mm;  ///< by arc: read only when lengths are asked for

  std::size_t vertex_count() const { return first.empty() ? 0 : first.size() - 1; }
};

}  // namespace coverage
