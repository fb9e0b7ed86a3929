#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "libcoverage/base/quantities.h"
#include "libcoverage/routing/hierarchy.h"
#include "libcoverage/routing/label.h"
#include "libcoverage/routing/lanes.h"

namespace coverage {

/// The nearest of many sources for every vertex, for up to sixteen sets of sources at once:
/// queries, tiers, hours, scenarios. The labels of sixteen `HierarchySweep`s, in little more time
/// than two take: each arc is read once for all sets, which lie side by side in a register.
///
///     BatchSweep sweep(hierarchy);
///     sweep.run({first_set, second_set}, Travel::to_sources);
///     if (sweep.label(1, home).reached()) use(sweep.label(1, home).time());
///
/// A workspace for any number of searches. Labels of a vertex stand side by side, 128 bytes a
/// vertex (64 for eight sets or fewer).
class BatchSweep {
 public:
  static constexpr std::size_t most_sets = 16;

  /// The hierarchy must outlive the sweep. `simd` must be available.
  explicit BatchSweep(const Hierarchy& hierarchy, Simd simd = widest_simd());

  /// Vertices farther than `bound` stay unreached. Throws InputError where a source is outside the
  /// network, std::length_error for more than `most_sets`.
  void run(std::span<const std::span<const SearchSource>> sets, Travel travel,
           Seconds bound = Seconds::unreachable());

  /// Precondition: a set of the last run.
  Label label(std::size_t set, VertexId vertex) const {
    return Label::from_key(rows_[vertex.value() * width_ + set / 8].values[set % 8]);
  }
  /// The labels of one set by vertex, as `HierarchySweep` has them.
  std::vector<Label> labels(std::size_t set) const;
  /// The same for all sets of the last run, in one pass over memory.
  std::vector<std::vector<Label>> labels_by_set() const;

 private:
  struct Start {
    std::uint32_t rank;
    std::uint32_t set;
    Label label;
  };
  void sort_starts(std::span<const std::span<const SearchSource>> sets);

  const Hierarchy& hierarchy_;
  Simd simd_;
  std::size_t sets_ = 0;             ///< of the last run
  std::size_t width_ = 0;            ///< rows of a vertex: 1 or 2
  std::vector<std::uint32_t> rank_;  ///< by vertex
  std::vector<LabelRow> rows_;       ///< by vertex
  std::vector<Start> starts_;        ///< ascending
  std::vector<std::uint32_t> start_ranks_;
  std::vector<std::uint32_t> closure_;
  std::vector<LabelRow> climbed_;   ///< by place in the closure
  std::vector<LabelRow> by_depth_;  ///< along one path of the tree; unreached between searches
};

}  // namespace coverage
