#include "libcoverage/routing/target_tree.h"

#include <algorithm>

#include "libcoverage/routing/tree_closure.h"

namespace coverage {
namespace {

struct RankedEnd {
  std::uint32_t rank;
  TargetTree::End end;
};

std::vector<RankedEnd> ends_by_rank(std::span<const std::uint32_t> rank,
                                    std::span<const std::vector<SearchSource>> targets) {
  std::vector<RankedEnd> ends;
  for (std::uint32_t target = 0; target < targets.size(); ++target) {
    for (const SearchSource& seed : targets[target]) {
      ends.push_back({rank[seed.vertex.value()], {target, seed.time.milliseconds()}});
    }
  }
  std::ranges::stable_sort(ends, {}, &RankedEnd::rank);
  return ends;
}

}  // namespace

TargetTree build_target_tree(const ChordalTopology& topology, const TreeArcs& arcs,
                             std::span<const std::uint32_t> rank,
                             std::span<const std::vector<SearchSource>> targets) {
  const std::vector<RankedEnd> ends = ends_by_rank(rank, targets);
  std::vector<std::uint32_t> ranks;
  ranks.reserve(ends.size());
  for (const RankedEnd& end : ends) ranks.push_back(end.rank);
  TargetTree tree;
  find_closure(topology, ranks, tree.rank);
  tree.first.push_back(0);
  tree.first_end.push_back(0);
  auto end = ends.begin();
  for (const std::uint32_t r : tree.rank) {
    tree.depth.push_back(topology.depth[r]);
    for (std::uint32_t arc = arcs.first[r]; arc < arcs.first[r + 1]; ++arc) {
      tree.arc_depth.push_back(arcs.depth[arc]);
      tree.arc_time_ms.push_back(arcs.time_ms[arc]);
    }
    for (; end != ends.end() && end->rank == r; ++end) tree.ends.push_back(end->end);
    tree.first.push_back(static_cast<std::uint32_t>(tree.arc_depth.size()));
    tree.first_end.push_back(static_cast<std::uint32_t>(tree.ends.size()));
  }
  return tree;
}

}  // namespace coverage
