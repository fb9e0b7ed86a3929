#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "libcoverage/routing/chordal_topology.h"
#include "libcoverage/routing/hierarchy.h"
#include "libcoverage/routing/lanes.h"

namespace coverage {

/// Bare arrays of a walk over the tree.
struct TreeView {
  TreeView(const ChordalTopology& topology, const TreeArcs& arcs)
      : first(arcs.first.span().data()),
        arc_depth(arcs.depth.span().data()),
        time_ms(arcs.time_ms.span().data()),
        depth(topology.depth.span().data()) {}

  const std::uint32_t* first;
  const std::uint16_t* arc_depth;
  const std::uint32_t* time_ms;
  const std::uint16_t* depth;
};

/// Climbs from the vertices of a closure, whose own values stand in `climbed` by place in it, and
/// leaves the least values there. `by_depth` is unreached everywhere, before and after.
template <class Row, int rows, int bytes>
COVERAGE_ALWAYS_INLINE void climb_lanes(const TreeView& tree,
                                        std::span<const std::uint32_t> closure, Row* climbed,
                                        Row* by_depth) {
  using Here = Lanes<Row, rows, bytes>;
  for (std::size_t place = 0; place < closure.size(); ++place) {
    const std::uint32_t rank = closure[place];
    Row* const mine = climbed + place * rows;
    Row* const here = by_depth + std::size_t{tree.depth[rank]} * rows;
    Here least = Here::load(mine);
    least.improve(here, 0);         // what the subtree found out about its top
    Here::unreached().store(here);  // the next vertex at this depth begins afresh
    least.store(mine);
    for (std::uint32_t arc = tree.first[rank]; arc < tree.first[rank + 1]; ++arc) {
      least.pass_on(by_depth + std::size_t{tree.arc_depth[arc]} * rows,
                    Row::step(tree.time_ms[arc]));
    }
  }
}

}  // namespace coverage
