#include "libcoverage/routing/hierarchy_sweep.h"

#include <algorithm>
#include <utility>

#include "libcoverage/routing/check_search.h"
#include "libcoverage/routing/sweep_kernel.h"
#include "libcoverage/routing/tree_closure.h"

namespace coverage {

HierarchySweep::HierarchySweep(const Hierarchy& hierarchy, Simd simd)
    : hierarchy_(hierarchy),
      simd_(simd),
      rank_(ranks_of(hierarchy.topology)),
      labels_(hierarchy.vertex_count()),
      by_depth_(depth_count(hierarchy.topology), Label().key()) {}

void HierarchySweep::run(std::span<const SearchSource> sources, Travel travel, Seconds bound) {
  check_sources(hierarchy_.vertex_count(), sources);
  labels_.resize(hierarchy_.vertex_count());
  starts_.clear();
  for (const SearchSource& source : sources) {
    starts_.push_back({rank_[source.vertex.value()], Label(source.time, source.order)});
  }
  std::sort(starts_.begin(), starts_.end(),
            [](const Start& a, const Start& b) { return a.rank < b.rank; });
  start_ranks_.clear();
  for (const Start& start : starts_) start_ranks_.push_back(start.rank);
  find_closure(hierarchy_.topology, start_ranks_, closure_);
  climb(hierarchy_.climbed(travel));
  sweep(hierarchy_.topology, hierarchy_.descended(travel), {closure_, climbed_}, bound, simd_,
        by_depth_, labels_);
}

void HierarchySweep::climb(const TreeArcs& arcs) {
  climbed_.assign(closure_.size(), Label());
  auto start = starts_.begin();
  for (std::size_t place = 0; place < closure_.size(); ++place) {
    const std::uint32_t rank = closure_[place];
    // What the subtree found out about its top; the next vertex at this depth begins afresh.
    std::uint64_t& here = by_depth_[hierarchy_.topology.depth[rank]];
    Label label = Label::from_key(std::exchange(here, Label().key()));
    for (; start != starts_.end() && start->rank == rank; ++start) {
      label = std::min(label, start->label);
    }
    climbed_[place] = label;
    if (!label.reached()) continue;
    for (std::uint32_t arc = arcs.first[rank]; arc < arcs.first[rank + 1]; ++arc) {
      std::uint64_t& above = by_depth_[arcs.depth[arc]];
      above = std::min(above, label.after(arcs.time_ms[arc]).key());
    }
  }
}

std::vector<Label> HierarchySweep::take() {
  return std::exchange(labels_, {});
}

}  // namespace coverage
