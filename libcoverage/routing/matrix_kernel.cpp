#include "libcoverage/routing/matrix_kernel.h"

#include <algorithm>

#include "libcoverage/routing/lane_climb.h"

namespace coverage {
namespace {

template <int bytes>
COVERAGE_ALWAYS_INLINE void descend(const MatrixTask& task) {
  using Here = Lanes<TimeRow, 1, bytes>;
  const TargetTree& tree = task.targets;
  std::size_t climbed = task.closure.size();
  for (std::size_t place = tree.rank.size(); place-- > 0;) {
    // Vertices that the sources climbed and no target stands below are passed over.
    while (climbed > 0 && task.closure[climbed - 1] > tree.rank[place]) --climbed;
    const bool is_climbed = climbed > 0 && task.closure[climbed - 1] == tree.rank[place];
    Here least = is_climbed ? Here::load(&task.climbed[climbed - 1]) : Here::unreached();
    for (std::uint32_t arc = tree.first[place]; arc < tree.first[place + 1]; ++arc) {
      least.improve(&task.by_depth[tree.arc_depth[arc]], TimeRow::step(tree.arc_time_ms[arc]));
    }
    least.store(&task.by_depth[tree.depth[place]]);
    for (std::uint32_t e = tree.first_end[place]; e < tree.first_end[place + 1]; ++e) {
      least.pass_on(&task.times[tree.ends[e].target], TimeRow::step(tree.ends[e].time_ms));
    }
  }
}

template <int bytes>
COVERAGE_ALWAYS_INLINE void run(const MatrixTask& task) {
  climb_lanes<TimeRow, 1, bytes>(TreeView(task.topology, task.climbed_arcs), task.closure,
                                 task.climbed.data(), task.by_depth.data());
  descend<bytes>(task);
}

COVERAGE_TARGET_AVX512 void run_avx512(const MatrixTask& task) {
  run<64>(task);
}
COVERAGE_TARGET_AVX2 void run_avx2(const MatrixTask& task) {
  run<32>(task);
}

}  // namespace

void run_matrix_task(const MatrixTask& task, Simd simd) {
  std::ranges::fill(task.times, unreached_row<TimeRow>());
  if (simd == Simd::avx512) {
    run_avx512(task);
  } else if (simd == Simd::avx2) {
    run_avx2(task);
  } else {
    run<16>(task);
  }
  std::ranges::fill(task.by_depth, unreached_row<TimeRow>());
}

}  // namespace coverage
