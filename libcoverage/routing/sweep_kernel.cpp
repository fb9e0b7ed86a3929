#include "libcoverage/routing/sweep_kernel.h"

#if defined(__x86_64__)
// GCC 12 takes the header's own undefined vectors for uninitialized (its bug 105593).
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#include <immintrin.h>
#pragma GCC diagnostic pop
#endif

#include <algorithm>

namespace coverage {
namespace {

/// The same, as bare arrays.
struct Task {
  const std::uint32_t* first;
  const std::uint16_t* arc_depth;
  const std::uint32_t* time_ms;
  const std::uint16_t* depth;
  const VertexId* vertex;
  std::size_t vertices;
  Climbed climbed;
  std::uint64_t bound_ms;
  std::uint64_t* by_depth;
  Label* labels;
};

struct PlainLeast {
  static std::uint64_t over_arcs(const Task& task, std::uint32_t arc, std::uint32_t end,
                                 std::uint64_t least) {
    for (; arc < end; ++arc) {
      const std::uint64_t above = task.by_depth[task.arc_depth[arc]];
      least = std::min(least, above + (std::uint64_t{task.time_ms[arc]} << 32));
    }
    return least;
  }
};

#if defined(__x86_64__)
/// Eight arcs at a time, for the number of arcs of a vertex cannot be foreseen: two thirds of the
/// time of the plain loop went into mispredicted ends of it (12.5 ms against 8.3 ms on a perturbed
/// grid of 10⁶ vertices).
struct GatheredLeast {
  COVERAGE_TARGET_AVX512 static std::uint64_t over_arcs(const Task& task, std::uint32_t arc,
                                                        std::uint32_t end, std::uint64_t least) {
    __m512i lanes = _mm512_set1_epi64(static_cast<long long>(least));
    for (; arc < end; arc += 8) {
      const std::uint32_t left = end - arc;
      const auto mask = static_cast<__mmask8>(left >= 8 ? 0xff : (1u << left) - 1);
      const __m512i depth =
          _mm512_cvtepu16_epi64(_mm_maskz_loadu_epi16(mask, task.arc_depth + arc));
      const __m512i time = _mm512_slli_epi64(
          _mm512_cvtepu32_epi64(_mm256_maskz_loadu_epi32(mask, task.time_ms + arc)), 32);
      const __m512i above = _mm512_mask_i64gather_epi64(lanes, mask, depth, task.by_depth, 8);
      lanes = _mm512_mask_min_epu64(lanes, mask, lanes, _mm512_add_epi64(above, time));
    }
    return _mm512_reduce_min_epu64(lanes);
  }
};
#endif

template <class Least>
COVERAGE_ALWAYS_INLINE void run(const Task& task) {
  std::size_t place = task.climbed.ranks.size();
  for (std::size_t rank = task.vertices; rank-- > 0;) {
    std::uint64_t label = Label().key();
    if (place > 0 && task.climbed.ranks[place - 1] == rank) {
      label = task.climbed.labels[--place].key();
    }
    label = Least::over_arcs(task, task.first[rank], task.first[rank + 1], label);
    task.by_depth[task.depth[rank]] = label;
    const bool is_within = label >> 32 <= task.bound_ms;
    task.labels[task.vertex[rank].value()] = is_within ? Label::from_key(label) : Label();
  }
}

void run_plain(const Task& task) {
  run<PlainLeast>(task);
}

#if defined(__x86_64__)
COVERAGE_TARGET_AVX512 void run_avx512(const Task& task) {
  run<GatheredLeast>(task);
}
#endif

}  // namespace

void sweep(const ChordalTopology& topology, const TreeArcs& arcs, const Climbed& climbed,
           Seconds bound, Simd simd, std::vector<std::uint64_t>& by_depth,
           std::span<Label> labels) {
  const Task task = {arcs.first.span().data(),
                     arcs.depth.span().data(),
                     arcs.time_ms.span().data(),
                     topology.depth.span().data(),
                     topology.vertex.span().data(),
                     topology.vertex_count(),
                     climbed,
                     bound.milliseconds(),
                     by_depth.data(),
                     labels.data()};
#if defined(__x86_64__)
  if (simd == Simd::avx512) {
    run_avx512(task);
  } else {
    run_plain(task);
  }
#else
  static_cast<void>(simd);
  run_plain(task);
#endif
  std::fill(by_depth.begin(), by_depth.end(), Label().key());
}

}  // namespace coverage
