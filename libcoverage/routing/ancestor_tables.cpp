#include "libcoverage/routing/ancestor_tables.h"

#include <algorithm>

#include "libcoverage/routing/tree_closure.h"

namespace coverage {

void AncestorTables::fill(std::size_t first, AncestorTimes& result) {
  collect_starts(first);
  place_starts();
  std::uint32_t deepest = 0;
  for (const LaneStart& start : starts_) {
    deepest = std::max<std::uint32_t>(deepest, topology_.depth[start.rank]);
  }
  if (by_depth_.size() <= deepest) by_depth_.resize(deepest + 1, unreached_row<TimeRow>());
  climb_to_ancestors({topology_, arcs_, closure_, climbed_, by_depth_}, deepest + 1, result, simd_);
}

void AncestorTables::collect_starts(std::size_t first) {
  starts_.clear();
  const std::size_t last = chains_.chains().size() - 1;
  for (std::uint32_t lane = 0; lane < matrix_lanes; ++lane) {
    for (const auto& start : chains_.starts(std::min(first + lane, last))) {
      starts_.push_back({start.rank, lane, start.time_ms});
    }
  }
  std::ranges::sort(starts_, {}, &LaneStart::rank);
}

void AncestorTables::place_starts() {
  ranks_.clear();
  for (const LaneStart& start : starts_) ranks_.push_back(start.rank);
  find_closure(topology_, ranks_, closure_);
  climbed_.assign(closure_.size(), unreached_row<TimeRow>());
  auto start = starts_.begin();
  for (std::size_t place = 0; place < closure_.size(); ++place) {
    for (; start != starts_.end() && start->rank == closure_[place]; ++start) {
      std::uint32_t& time = climbed_[place].values[start->lane];
      time = std::min(time, start->time_ms);
    }
  }
}

}  // namespace coverage
