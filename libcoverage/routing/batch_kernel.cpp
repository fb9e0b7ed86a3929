#include "libcoverage/routing/batch_kernel.h"

#include <algorithm>

#include "libcoverage/routing/label.h"
#include "libcoverage/routing/lane_climb.h"

namespace coverage {
namespace {

struct Task {
  TreeView tree;
  std::span<const std::uint32_t> closure;
  LabelRow* climbed;
  LabelRow* by_depth;
  const VertexId* vertex;
  std::size_t vertices;
  LabelRow* labels;
  std::uint64_t end_of_bound;  ///< the first key beyond it
};

template <int rows, int bytes>
COVERAGE_ALWAYS_INLINE void descend(const Task& task) {
  using Here = Lanes<LabelRow, rows, bytes>;
  const Here unreached = Here::unreached();
  std::size_t place = task.closure.size();
  for (std::size_t rank = task.vertices; rank-- > 0;) {
    Here least = unreached;
    if (place > 0 && task.closure[place - 1] == rank) {
      --place;
      least = Here::load(task.climbed + place * rows);
    }
    for (std::uint32_t arc = task.tree.first[rank]; arc < task.tree.first[rank + 1]; ++arc) {
      least.improve(task.by_depth + std::size_t{task.tree.arc_depth[arc]} * rows,
                    LabelRow::step(task.tree.time_ms[arc]));
    }
    least.store(task.by_depth + std::size_t{task.tree.depth[rank]} * rows);
    for (int p = 0; p < Here::count; ++p) {
      least.part[p] = least.part[p] < task.end_of_bound ? least.part[p] : unreached.part[p];
    }
    least.store(task.labels + std::size_t{task.vertex[rank].value()} * rows);
  }
}

/// Both ways over the tree, for one set of instructions.
template <int rows, int bytes>
struct Kernel {
  COVERAGE_ALWAYS_INLINE static void climb(const Task& task) {
    climb_lanes<LabelRow, rows, bytes>(task.tree, task.closure, task.climbed, task.by_depth);
  }
  COVERAGE_ALWAYS_INLINE static void sweep(const Task& task) { descend<rows, bytes>(task); }
};

template <int rows>
COVERAGE_TARGET_AVX512 void climb_avx512(const Task& task) {
  Kernel<rows, 64>::climb(task);
}
template <int rows>
COVERAGE_TARGET_AVX2 void climb_avx2(const Task& task) {
  Kernel<rows, 32>::climb(task);
}
template <int rows>
COVERAGE_TARGET_AVX512 void sweep_avx512(const Task& task) {
  Kernel<rows, 64>::sweep(task);
}
template <int rows>
COVERAGE_TARGET_AVX2 void sweep_avx2(const Task& task) {
  Kernel<rows, 32>::sweep(task);
}

template <int rows>
void climb_with(Simd simd, const Task& task) {
  if (simd == Simd::avx512) return climb_avx512<rows>(task);
  if (simd == Simd::avx2) return climb_avx2<rows>(task);
  Kernel<rows, 16>::climb(task);
}

template <int rows>
void sweep_with(Simd simd, const Task& task) {
  if (simd == Simd::avx512) return sweep_avx512<rows>(task);
  if (simd == Simd::avx2) return sweep_avx2<rows>(task);
  Kernel<rows, 16>::sweep(task);
}

}  // namespace

void climb_batch(const ChordalTopology& topology, const TreeArcs& arcs,
                 std::span<const std::uint32_t> closure, std::span<LabelRow> climbed,
                 const BatchWorkspace& workspace) {
  const Task task = {TreeView(topology, arcs),
                     closure,
                     climbed.data(),
                     workspace.by_depth.data(),
                     nullptr,
                     0,
                     nullptr,
                     0};
  workspace.width == 1 ? climb_with<1>(workspace.simd, task) : climb_with<2>(workspace.simd, task);
}

void sweep_batch(const ChordalTopology& topology, const TreeArcs& arcs,
                 std::span<const std::uint32_t> closure, std::span<LabelRow> climbed, Seconds bound,
                 const BatchWorkspace& workspace, std::span<LabelRow> labels) {
  const Task task = {TreeView(topology, arcs),
                     closure,
                     climbed.data(),
                     workspace.by_depth.data(),
                     topology.vertex.span().data(),
                     topology.vertex_count(),
                     labels.data(),
                     (std::uint64_t{bound.milliseconds()} + 1) << 32};
  workspace.width == 1 ? sweep_with<1>(workspace.simd, task) : sweep_with<2>(workspace.simd, task);
  std::ranges::fill(workspace.by_depth, unreached_row<LabelRow>());
}

}  // namespace coverage
