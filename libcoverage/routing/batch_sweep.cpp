#include "libcoverage/routing/batch_sweep.h"

#include <algorithm>
#include <stdexcept>

#include "libcoverage/routing/batch_kernel.h"
#include "libcoverage/routing/check_search.h"
#include "libcoverage/routing/tree_closure.h"

namespace coverage {

BatchSweep::BatchSweep(const Hierarchy& hierarchy, Simd simd)
    : hierarchy_(hierarchy), simd_(simd), rank_(ranks_of(hierarchy.topology)) {}

void BatchSweep::sort_starts(std::span<const std::span<const SearchSource>> sets) {
  starts_.clear();
  for (std::size_t set = 0; set < sets.size(); ++set) {
    check_sources(hierarchy_.vertex_count(), sets[set]);
    for (const SearchSource& source : sets[set]) {
      starts_.push_back({rank_[source.vertex.value()], static_cast<std::uint32_t>(set),
                         Label(source.time, source.order)});
    }
  }
  std::sort(starts_.begin(), starts_.end(),
            [](const Start& a, const Start& b) { return a.rank < b.rank; });
  start_ranks_.clear();
  for (const Start& start : starts_) start_ranks_.push_back(start.rank);
}

void BatchSweep::run(std::span<const std::span<const SearchSource>> sets, Travel travel,
                     Seconds bound) {
  if (sets.size() > most_sets) throw std::length_error("more sets than a batch has lanes");
  sets_ = sets.size();
  sort_starts(sets);
  find_closure(hierarchy_.topology, start_ranks_, closure_);
  const std::size_t width = sets.size() > 8 ? 2 : 1;
  if (width != width_) {
    width_ = width;
    rows_.assign(width * hierarchy_.vertex_count(), unreached_row<LabelRow>());
    by_depth_.assign(width * depth_count(hierarchy_.topology), unreached_row<LabelRow>());
  }
  climbed_.assign(width * closure_.size(), unreached_row<LabelRow>());
  auto start = starts_.begin();
  for (std::size_t place = 0; place < closure_.size(); ++place) {
    for (; start != starts_.end() && start->rank == closure_[place]; ++start) {
      LabelRow& row = climbed_[place * width + start->set / 8];
      row.values[start->set % 8] = std::min(row.values[start->set % 8], start->label.key());
    }
  }
  const BatchWorkspace workspace = {width, simd_, by_depth_};
  climb_batch(hierarchy_.topology, hierarchy_.climbed(travel), closure_, climbed_, workspace);
  sweep_batch(hierarchy_.topology, hierarchy_.descended(travel), closure_, climbed_, bound,
              workspace, rows_);
}

std::vector<Label> BatchSweep::labels(std::size_t set) const {
  std::vector<Label> labels(hierarchy_.vertex_count());
  for (std::size_t v = 0; v < labels.size(); ++v) labels[v] = label(set, VertexId::from_size(v));
  return labels;
}

// A cache line of each set at a time, and the lines of the vertices that it comes from.
std::vector<std::vector<Label>> BatchSweep::labels_by_set() const {
  constexpr std::size_t block = 8;
  const std::size_t vertices = hierarchy_.vertex_count();
  std::vector<std::vector<Label>> labels(sets_, std::vector<Label>(vertices));
  for (std::size_t begin = 0; begin < vertices; begin += block) {
    const std::size_t end = std::min(begin + block, vertices);
    for (std::size_t set = 0; set < sets_; ++set) {
      for (std::size_t v = begin; v < end; ++v) labels[set][v] = label(set, VertexId::from_size(v));
    }
  }
  return labels;
}

}  // namespace coverage
