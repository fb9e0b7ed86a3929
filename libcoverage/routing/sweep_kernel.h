#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libcoverage/routing/hierarchy.h"
#include "libcoverage/routing/label.h"
#include "libcoverage/routing/lanes.h"

namespace coverage {

/// What a climb hands to a sweep: the labels of the sources' ancestors.
struct Climbed {
  std::span<const std::uint32_t> ranks;  ///< ascending
  std::span<const Label> labels;         ///< by place in `ranks`
};

/// Passes all vertices from the roots down and gives each the least label over its arcs from
/// ancestors, and its own where it was climbed.
///
/// Descending ranks pass the tree from parents to children, so that in `by_depth`, which has room
/// for the deepest path and is unreached everywhere, there always stand the labels of all ancestors
/// of the vertex at hand. Arcs stream through memory once. Labels are written by vertex; those
/// later than `bound` are unreached. `simd` must be available.
void sweep(const ChordalTopology& topology, const TreeArcs& arcs, const Climbed& climbed,
           Seconds bound, Simd simd, std::vector<std::uint64_t>& by_depth, std::span<Label> labels);

}  // namespace coverage
