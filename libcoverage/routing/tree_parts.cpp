#include "libcoverage/routing/tree_parts.h"

#include <algorithm>

namespace coverage {
namespace {

/// Triangles with their lowest vertex below each rank.
std::vector<std::uint64_t> triangles_before(const ChordalTopology& topology) {
  std::vector<std::uint64_t> before(topology.vertex_count() + 1, 0);
  for (std::uint32_t r = 0; r < topology.vertex_count(); ++r) {
    before[r + 1] = before[r] + triangles_over(topology, r);
  }
  return before;
}

/// Appends ranks that belong to no subtree worth a part, to the last part where it has room.
void append_ranks(std::uint32_t begin, std::uint32_t end, std::uint32_t most_ranks,
                  std::vector<TreePart>& parts) {
  while (begin < end) {
    const bool has_room = !parts.empty() && !parts.back().is_independent &&
                          parts.back().end - parts.back().begin < most_ranks;
    if (!has_room) parts.push_back({begin, begin, false});
    TreePart& last = parts.back();
    begin = last.end = std::min(end, last.begin + most_ranks);
  }
}

}  // namespace

TreeCut suitable_cut(const ChordalTopology& topology) {
  std::uint64_t all = 0;
  for (std::uint32_t r = 0; r < topology.vertex_count(); ++r) all += triangles_over(topology, r);
  return {.most_triangles = all / 64, .least_triangles = all / 4096, .most_ranks = 64};
}

std::vector<TreePart> cut_tree(const ChordalTopology& topology, const TreeCut& cut) {
  const std::vector<std::uint64_t> before = triangles_before(topology);
  const auto is_small = [&](std::uint32_t rank) {
    return before[rank + 1] - before[topology.first_descendant[rank]] <= cut.most_triangles;
  };
  std::vector<TreePart> parts;
  const auto close = [&](std::uint32_t begin, std::uint32_t end) {
    if (begin < end && before[end] - before[begin] >= cut.least_triangles) {
      parts.push_back({begin, end, true});
    } else {
      append_ranks(begin, end, cut.most_ranks, parts);
    }
  };
  std::uint32_t begin = 0;  // of subtrees side by side that no part has yet
  std::uint32_t end = 0;
  for (std::uint32_t rank = 0; rank < topology.vertex_count(); ++rank) {
    if (!is_small(rank)) {
      close(begin, end);
      append_ranks(rank, rank + 1, cut.most_ranks, parts);
      begin = end = rank + 1;
      continue;
    }
    const std::uint32_t parent = topology.parent[rank];
    if (parent != ChordalTopology::no_rank && is_small(parent)) continue;
    if (before[rank + 1] - before[begin] > cut.most_triangles) {
      close(begin, end);
      begin = end;
    }
    end = rank + 1;
  }
  close(begin, end);
  return parts;
}

}  // namespace coverage
