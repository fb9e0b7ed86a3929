#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libcoverage/base/execution.h"
#include "libcoverage/routing/chordal_topology.h"
#include "libcoverage/routing/search_graph.h"
#include "libcoverage/routing/triangle_kernel.h"

namespace coverage {

/// What the passes over triangles read of a topology beside its lists.
class TriangleLists {
 public:
  explicit TriangleLists(const ChordalTopology& topology);

  const ChordalTopology& topology() const { return topology_; }
  /// The arcs into a rank from lower ends in `[begin, end)`, in the order of these.
  std::span<const LowerArc> lower(std::uint32_t rank, std::uint32_t begin, std::uint32_t end) const;
  std::size_t lower_count(std::uint32_t rank) const {
    return first_lower_[rank + 1] - first_lower_[rank];
  }
  /// By arc: how far above the deepest vertex its higher end stands; ascending for each vertex.
  std::span<const std::uint16_t> height() const { return height_; }

 private:
  const ChordalTopology& topology_;
  std::vector<std::uint32_t> first_lower_;
  std::vector<LowerArc> lower_;
  std::vector<std::uint16_t> height_;
};

/// The graph's own arcs on the topology, no shortcut yet: times by arc, in both directions;
/// `Seconds::unreachable()` where there is no way. Throws InputError where the topology has no such
/// arc. Precondition: a graph that `check_search_graph` lets pass.
std::vector<ArcTime> respect(const ChordalTopology& topology, const SearchGraph& graph,
                             const Execution& execution);

/// A pass over all triangles, on threads: subtrees side by side, and the separators above them,
/// which have most triangles, rank beside rank. The times are the same for any number of threads
/// and any instructions. `simd` must be available.
struct TrianglePass {
  const TriangleLists& lists;
  const Execution& execution;
  Simd simd = widest_simd();
};

/// Basic customisation: after it no way over a lower vertex is faster than the arc beside it
/// (U(a,b) <= D(v,a) + U(v,b) for all v < a < b).
void lower_triangles(const TrianglePass& pass, std::span<ArcTime> times);

/// Perfect customisation of times that `lower_triangles` has seen: after it every arc has the time
/// of the fastest route between its ends.
void upper_triangles(const TrianglePass& pass, std::span<ArcTime> times);

}  // namespace coverage
