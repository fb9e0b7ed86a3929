#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libcoverage/base/quantities.h"
#include "libcoverage/routing/hierarchy.h"
#include "libcoverage/routing/label.h"
#include "libcoverage/routing/lanes.h"

namespace coverage {

/// The nearest of many sources for every vertex, on a hierarchy: the labels of
/// `MultiSourceDijkstra`, bit for bit, by one sweep down the elimination tree (PHAST: Delling,
/// Goldberg, Nowatzyk, Werneck 2011).
///
///     HierarchySweep sweep(hierarchy);
///     sweep.run(facilities, Travel::to_sources);
///     if (sweep.label(home).reached()) use(sweep.label(home).time());
///
/// A workspace for any number of searches. Time is the same for any bound, for it passes all
/// vertices: a search that stays near its sources is `BoundedSearch`'s or `MultiSourceDijkstra`'s.
class HierarchySweep {
 public:
  /// The hierarchy must outlive the sweep.
  explicit HierarchySweep(const Hierarchy& hierarchy, Simd simd = widest_simd());

  /// Vertices farther than `bound` stay unreached. Throws InputError where a source is outside the
  /// network.
  void run(std::span<const SearchSource> sources, Travel travel,
           Seconds bound = Seconds::unreachable());

  Label label(VertexId vertex) const { return labels_[vertex.value()]; }
  std::span<const Label> labels() const { return labels_; }  ///< by vertex
  /// Hands the labels over, without a copy; the workspace starts afresh.
  std::vector<Label> take();

 private:
  struct Start {
    std::uint32_t rank;
    Label label;
  };
  void climb(const TreeArcs& arcs);

  const Hierarchy& hierarchy_;
  Simd simd_;
  std::vector<std::uint32_t> rank_;  ///< by vertex
  std::vector<Label> labels_;        ///< by vertex
  std::vector<Start> starts_;        ///< ascending
  std::vector<std::uint32_t> start_ranks_;
  std::vector<std::uint32_t> closure_;
  std::vector<Label> climbed_;  ///< by place in the closure
  /// Labels along one path of the tree; unreached between searches.
  std::vector<std::uint64_t> by_depth_;
};

}  // namespace coverage
