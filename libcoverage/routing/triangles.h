#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libcoverage/routing/chordal_topology.h"
#include "libcoverage/routing/search_graph.h"

namespace coverage {

/// Times on the arcs of a chordal topology, in both directions; `Seconds::unreachable()` where
/// there is no way.
struct ArcTimes {
  std::vector<std::uint32_t> up_ms;    ///< by arc: from the lower end to the higher
  std::vector<std::uint32_t> down_ms;  ///< by arc: from the higher end to the lower
};

/// What the passes over triangles read of a topology beside its lists.
class TriangleLists {
 public:
  /// An arc into a higher vertex: its number, and where the arcs of its lower end stop.
  struct LowerArc {
    std::uint32_t arc;
    std::uint32_t end;
  };
  explicit TriangleLists(const ChordalTopology& topology);

  const ChordalTopology& topology() const { return topology_; }
  /// In the order of their lower ends.
  std::span<const LowerArc> lower(std::uint32_t rank) const {
    return std::span(lower_).subspan(first_lower_[rank],
                                     first_lower_[rank + 1] - first_lower_[rank]);
  }
  std::uint16_t up_depth(std::uint32_t arc) const { return up_depth_[arc]; }

 private:
  const ChordalTopology& topology_;
  std::vector<std::uint32_t> first_lower_;
  std::vector<LowerArc> lower_;
  std::vector<std::uint16_t> up_depth_;  ///< by arc: depth of the higher end
};

/// The graph's own arcs on the topology, no shortcut yet. Throws InputError where the topology has
/// no such arc. Precondition: a graph that `check_search_graph` lets pass.
ArcTimes respect(const ChordalTopology& topology, const SearchGraph& graph);

/// Basic customisation: after it no way over a lower vertex is faster than the arc beside it
/// (U(a,b) <= D(v,a) + U(v,b) for all v < a < b).
void lower_triangles(const TriangleLists& lists, ArcTimes& times);

/// Perfect customisation of times that `lower_triangles` has seen: after it every arc has the time
/// of the fastest route between its ends.
void upper_triangles(const TriangleLists& lists, ArcTimes& times);

}  // namespace coverage
