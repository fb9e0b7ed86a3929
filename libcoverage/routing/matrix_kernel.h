#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libcoverage/routing/hierarchy.h"
#include "libcoverage/routing/lanes.h"

namespace coverage {

/// Chains of a hierarchy that climb side by side.
constexpr std::size_t matrix_lanes = std::size(TimeRow{}.values);

/// What sixteen chains know of their ancestors, by depth: the time to each, the least of the
/// sixteen, and the most.
struct AncestorTimes {
  std::vector<TimeRow> times;
  std::vector<std::uint32_t> least;
  std::vector<std::uint32_t> most;

  std::size_t depth_count() const { return times.size(); }
};

/// Climbs from the vertices of a closure (see `find_closure`) and writes down the times at each
/// depth; `depths` is one more than the greatest depth among them. `climbed` holds the chains' own
/// times by place in the closure and is changed; `by_depth` is unreached everywhere, before and
/// after. `simd` must be available; all give the same answers.
struct AncestorClimb {
  const ChordalTopology& topology;
  const TreeArcs& arcs;
  std::span<const std::uint32_t> closure;
  std::span<TimeRow> climbed;
  std::span<TimeRow> by_depth;
};
void climb_to_ancestors(const AncestorClimb& climb, std::size_t depths, AncestorTimes& result,
                        Simd simd);

/// A tile of the matrix: sixteen origins' chains × sixteen destinations'.
struct MatrixTile {
  const AncestorTimes& origins;
  const AncestorTimes& destinations;
  /// By origin: how many ancestors it has in common with each destination.
  std::span<const TimeRow, matrix_lanes> common;
  std::span<std::uint32_t> depths;  ///< working memory, one for each of the origins'
};

/// By origin the least time over a common ancestor to each destination.
///
/// Of the depths that all pairs share, the one where the slowest origin and the slowest destination
/// meet soonest bounds the whole tile: depths where even the fastest two need as long are left out.
void combine_ancestors(const MatrixTile& tile, std::span<TimeRow, matrix_lanes> times, Simd simd);

}  // namespace coverage
