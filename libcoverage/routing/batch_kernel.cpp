#include "libcoverage/routing/batch_kernel.h"

#include <algorithm>

#include "libcoverage/routing/label.h"

namespace coverage {
namespace {

struct Task {
  const std::uint32_t* first;
  const std::uint16_t* arc_depth;
  const std::uint32_t* time_ms;
  const std::uint16_t* depth;
  const VertexId* vertex;
  std::size_t vertices;
  std::span<const std::uint32_t> closure;
  LabelRow* climbed;
  LabelRow* by_depth;
  LabelRow* labels;
  std::uint64_t end_of_bound;  ///< the first key beyond it
};

Task task_of(const ChordalTopology& topology, const TreeArcs& arcs,
             std::span<const std::uint32_t> closure, const BatchWorkspace& workspace) {
  return {arcs.first.span().data(),
          arcs.depth.span().data(),
          arcs.time_ms.span().data(),
          topology.depth.span().data(),
          topology.vertex.span().data(),
          topology.vertex_count(),
          closure,
          nullptr,
          workspace.by_depth.data(),
          nullptr,
          0};
}

template <int width>
struct Kernel {
  COVERAGE_ALWAYS_INLINE static void climb(const Task& task) {
    for (std::size_t place = 0; place < task.closure.size(); ++place) {
      const std::uint32_t rank = task.closure[place];
      LabelRow* const mine = task.climbed + place * width;
      LabelRow* const here = task.by_depth + std::size_t{task.depth[rank]} * width;
      LabelRow::Lanes least[width];
      for (int w = 0; w < width; ++w) {
        // What the subtree found out about its top; the next vertex at this depth begins afresh.
        least[w] = here[w].lanes < mine[w].lanes ? here[w].lanes : mine[w].lanes;
        here[w].lanes = LabelRow::Lanes{} + Label().key();
        mine[w].lanes = least[w];
      }
      for (std::uint32_t arc = task.first[rank]; arc < task.first[rank + 1]; ++arc) {
        LabelRow* const above = task.by_depth + std::size_t{task.arc_depth[arc]} * width;
        const std::uint64_t time = std::uint64_t{task.time_ms[arc]} << 32;
        for (int w = 0; w < width; ++w) {
          const LabelRow::Lanes there = least[w] + time;
          above[w].lanes = there < above[w].lanes ? there : above[w].lanes;
        }
      }
    }
  }

  COVERAGE_ALWAYS_INLINE static void sweep(const Task& task) {
    std::size_t place = task.closure.size();
    for (std::size_t rank = task.vertices; rank-- > 0;) {
      LabelRow::Lanes least[width];
      for (int w = 0; w < width; ++w) least[w] = LabelRow::Lanes{} + Label().key();
      if (place > 0 && task.closure[place - 1] == rank) {
        --place;
        for (int w = 0; w < width; ++w) least[w] = task.climbed[place * width + w].lanes;
      }
      for (std::uint32_t arc = task.first[rank]; arc < task.first[rank + 1]; ++arc) {
        const LabelRow* const above = task.by_depth + std::size_t{task.arc_depth[arc]} * width;
        const std::uint64_t time = std::uint64_t{task.time_ms[arc]} << 32;
        for (int w = 0; w < width; ++w) {
          const LabelRow::Lanes there = above[w].lanes + time;
          least[w] = there < least[w] ? there : least[w];
        }
      }
      LabelRow* const here = task.by_depth + std::size_t{task.depth[rank]} * width;
      LabelRow* const label = task.labels + std::size_t{task.vertex[rank].value()} * width;
      const LabelRow::Lanes unreached = LabelRow::Lanes{} + Label().key();
      for (int w = 0; w < width; ++w) {
        here[w].lanes = least[w];
        label[w].lanes = least[w] < task.end_of_bound ? least[w] : unreached;
      }
    }
  }
};

template <int width>
COVERAGE_TARGET_AVX512 void climb_avx512(const Task& task) {
  Kernel<width>::climb(task);
}
template <int width>
COVERAGE_TARGET_AVX2 void climb_avx2(const Task& task) {
  Kernel<width>::climb(task);
}
template <int width>
void climb_plain(const Task& task) {
  Kernel<width>::climb(task);
}
template <int width>
COVERAGE_TARGET_AVX512 void sweep_avx512(const Task& task) {
  Kernel<width>::sweep(task);
}
template <int width>
COVERAGE_TARGET_AVX2 void sweep_avx2(const Task& task) {
  Kernel<width>::sweep(task);
}
template <int width>
void sweep_plain(const Task& task) {
  Kernel<width>::sweep(task);
}

template <int width>
void climb_with(Simd simd, const Task& task) {
  if (simd == Simd::avx512) return climb_avx512<width>(task);
  if (simd == Simd::avx2) return climb_avx2<width>(task);
  climb_plain<width>(task);
}

template <int width>
void sweep_with(Simd simd, const Task& task) {
  if (simd == Simd::avx512) return sweep_avx512<width>(task);
  if (simd == Simd::avx2) return sweep_avx2<width>(task);
  sweep_plain<width>(task);
}

}  // namespace

LabelRow unreached_row() {
  return {LabelRow::Lanes{} + Label().key()};
}

void climb_batch(const ChordalTopology& topology, const TreeArcs& arcs,
                 std::span<const std::uint32_t> closure, std::span<LabelRow> rows,
                 const BatchWorkspace& workspace) {
  Task task = task_of(topology, arcs, closure, workspace);
  task.climbed = rows.data();
  workspace.width == 1 ? climb_with<1>(workspace.simd, task) : climb_with<2>(workspace.simd, task);
}

void sweep_batch(const ChordalTopology& topology, const TreeArcs& arcs,
                 std::span<const std::uint32_t> closure, std::span<LabelRow> climbed, Seconds bound,
                 const BatchWorkspace& workspace, std::span<LabelRow> labels) {
  Task task = task_of(topology, arcs, closure, workspace);
  task.climbed = climbed.data();
  task.labels = labels.data();
  task.end_of_bound = (std::uint64_t{bound.milliseconds()} + 1) << 32;
  workspace.width == 1 ? sweep_with<1>(workspace.simd, task) : sweep_with<2>(workspace.simd, task);
  std::fill(workspace.by_depth.begin(), workspace.by_depth.end(), unreached_row());
}

}  // namespace coverage
