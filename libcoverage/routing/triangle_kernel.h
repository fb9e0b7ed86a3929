#pragma once

#include <cstdint>
#include <span>

#include "libcoverage/routing/lanes.h"

namespace coverage {

/// The times of an arc of a chordal topology, both ways, side by side: a triangle changes both.
struct alignas(8) ArcTime {
  std::uint32_t up_ms;    ///< from the lower end to the higher
  std::uint32_t down_ms;  ///< from the higher end to the lower
  friend bool operator==(const ArcTime&, const ArcTime&) = default;
};

/// An arc into a higher vertex: its number, and where the arcs of its lower end stop.
struct LowerArc {
  std::uint32_t arc;
  std::uint32_t end;
};

/// What the triangles of one vertex, their middle one, are read from.
struct TriangleRow {
  ArcTime* times;               ///< by arc
  const std::uint16_t* height;  ///< by arc: the place of its higher end in a row
  ArcTime* row;                 ///< times between the middle vertex and its ancestors, by height
};

/// Improves the row by the ways over lower vertices: from the middle vertex down an arc of `lower`
/// and up another arc of its lower end. `simd` must be available.
void improve_row(const TriangleRow& triangles, std::span<const LowerArc> lower, Simd simd);

/// Improves the arcs of the lower vertices by the row, which is final: each arc of `lower` by the
/// ways over higher vertices, and the other arcs of its lower end by the way over it.
void improve_below(const TriangleRow& triangles, std::span<const LowerArc> lower, Simd simd);

}  // namespace coverage
