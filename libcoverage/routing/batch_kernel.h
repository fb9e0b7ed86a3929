#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "libcoverage/base/quantities.h"
#include "libcoverage/routing/hierarchy.h"
#include "libcoverage/routing/lanes.h"

namespace coverage {

/// A row of labels is `width` rows of eight: `width` is 1 or 2. `by_depth` has room for the deepest
/// path and is unreached everywhere, before and after.
struct BatchWorkspace {
  std::size_t width;
  Simd simd;  ///< available
  std::span<LabelRow> by_depth;
};

/// Climbs from the vertices of a closure, whose own labels stand in `climbed` by place in it, and
/// leaves the least labels there.
void climb_batch(const ChordalTopology& topology, const TreeArcs& arcs,
                 std::span<const std::uint32_t> closure, std::span<LabelRow> climbed,
                 const BatchWorkspace& workspace);

/// As `sweep`, for eight or sixteen searches at once: `climbed` is what `climb_batch` left.
void sweep_batch(const ChordalTopology& topology, const TreeArcs& arcs,
                 std::span<const std::uint32_t> closure, std::span<LabelRow> climbed, Seconds bound,
                 const BatchWorkspace& workspace, std::span<LabelRow> labels);

}  // namespace coverage
