#include "libcoverage/routing/triangle_kernel.h"

#if defined(__x86_64__)
// GCC 12 takes the header's own undefined vectors for uninitialized (its bug 105593).
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#pragma GCC diagnostic ignored "-Wuninitialized"
#include <immintrin.h>
#pragma GCC diagnostic pop
#endif

#include <algorithm>

#include "libcoverage/base/quantities.h"

namespace coverage {
namespace {

constexpr std::uint32_t no_way = Seconds::unreachable().milliseconds();
constexpr std::size_t arcs_ahead = 6;

/// The next lower ends lie anywhere in memory.
COVERAGE_ALWAYS_INLINE void prefetch(const TriangleRow& triangles, std::span<const LowerArc> lower,
                                     std::size_t next) {
  if (next + arcs_ahead >= lower.size()) return;
  const std::uint32_t arc = lower[next + arcs_ahead].arc;
  __builtin_prefetch(triangles.times + arc, 1);
  __builtin_prefetch(triangles.height + arc);
}

bool has_no_way(const ArcTime& time) {
  return time.up_ms == no_way && time.down_ms == no_way;
}

// Two times that are no way each add up to less than 2³², and no minimum with one exceeds it: sums
// neither wrap nor need a test.

void improve_row_plain(const TriangleRow& triangles, std::span<const LowerArc> lower) {
  for (std::size_t i = 0; i < lower.size(); ++i) {
    prefetch(triangles, lower, i);
    const ArcTime first = triangles.times[lower[i].arc];
    if (has_no_way(first)) continue;
    for (std::uint32_t arc = lower[i].arc + 1; arc < lower[i].end; ++arc) {
      const ArcTime second = triangles.times[arc];
      ArcTime& known = triangles.row[triangles.height[arc]];
      known = {std::min(known.up_ms, first.down_ms + second.up_ms),
               std::min(known.down_ms, second.down_ms + first.up_ms)};
    }
  }
}

void improve_below_plain(const TriangleRow& triangles, std::span<const LowerArc> lower) {
  for (std::size_t i = 0; i < lower.size(); ++i) {
    prefetch(triangles, lower, i);
    ArcTime& first = triangles.times[lower[i].arc];
    ArcTime least = first;
    for (std::uint32_t arc = lower[i].arc + 1; arc < lower[i].end; ++arc) {
      ArcTime& second = triangles.times[arc];
      const ArcTime& above = triangles.row[triangles.height[arc]];
      least = {std::min(least.up_ms, second.up_ms + above.down_ms),
               std::min(least.down_ms, above.up_ms + second.down_ms)};
      second = {std::min(second.up_ms, first.up_ms + above.up_ms),
                std::min(second.down_ms, above.down_ms + first.down_ms)};
    }
    first = least;
  }
}

#if defined(__x86_64__)
/// Eight arcs in a register: those of a lower end from `arc` on, and the entries of the row that
/// they meet. Higher ends that follow each other in the tree, a third of them, are loaded at once.
struct EightArcs {
  __mmask8 mask;
  bool consecutive;
  ArcTime* row;
  __m256i height;

  COVERAGE_TARGET_AVX512 EightArcs(const TriangleRow& triangles, std::uint32_t arc,
                                   std::uint32_t end) {
    const std::uint32_t left = end - arc;
    const std::uint16_t* const heights = triangles.height + arc;
    mask = static_cast<__mmask8>(left >= 8 ? 0xff : (1u << left) - 1);
    const std::uint32_t last = std::min(left, 8u) - 1;
    consecutive = heights[last] == heights[0] + last;
    row = consecutive ? triangles.row + heights[0] : triangles.row;
    height = _mm256_cvtepu16_epi32(_mm_maskz_loadu_epi16(mask, heights));
  }
  COVERAGE_TARGET_AVX512 __m512i load() const {
    if (consecutive) return _mm512_maskz_loadu_epi64(mask, row);
    return _mm512_mask_i32gather_epi64(_mm512_setzero_si512(), mask, height, row, 8);
  }
  COVERAGE_TARGET_AVX512 void store(__m512i values) const {
    if (consecutive) {
      _mm512_mask_storeu_epi64(row, mask, values);
    } else {
      _mm512_mask_i32scatter_epi64(row, mask, height, values, 8);
    }
  }
};

COVERAGE_TARGET_AVX512 __m512i broadcast(const ArcTime& time) {
  return _mm512_set1_epi64(static_cast<long long>(std::uint64_t{time.down_ms} << 32 | time.up_ms));
}

COVERAGE_TARGET_AVX512 void improve_row_avx512(const TriangleRow& triangles,
                                               std::span<const LowerArc> lower) {
  for (std::size_t i = 0; i < lower.size(); ++i) {
    prefetch(triangles, lower, i);
    const ArcTime first = triangles.times[lower[i].arc];
    if (has_no_way(first)) continue;
    const __m512i step = broadcast({first.down_ms, first.up_ms});
    for (std::uint32_t arc = lower[i].arc + 1; arc < lower[i].end; arc += 8) {
      const EightArcs eight(triangles, arc, lower[i].end);
      const __m512i second = _mm512_maskz_loadu_epi64(eight.mask, triangles.times + arc);
      eight.store(_mm512_min_epu32(eight.load(), _mm512_add_epi32(second, step)));
    }
  }
}

COVERAGE_TARGET_AVX512 ArcTime least_of(__m512i times) {
  const __m256i four =
      _mm256_min_epu32(_mm512_castsi512_si256(times), _mm512_extracti64x4_epi64(times, 1));
  const __m128i two =
      _mm_min_epu32(_mm256_castsi256_si128(four), _mm256_extracti128_si256(four, 1));
  const __m128i one = _mm_min_epu32(two, _mm_unpackhi_epi64(two, two));
  const auto both = static_cast<std::uint64_t>(_mm_cvtsi128_si64(one));
  return {static_cast<std::uint32_t>(both), static_cast<std::uint32_t>(both >> 32)};
}

COVERAGE_TARGET_AVX512 void improve_below_avx512(const TriangleRow& triangles,
                                                 std::span<const LowerArc> lower) {
  for (std::size_t i = 0; i < lower.size(); ++i) {
    prefetch(triangles, lower, i);
    ArcTime& first = triangles.times[lower[i].arc];
    const __m512i step = broadcast(first);
    __m512i least = step;
    for (std::uint32_t arc = lower[i].arc + 1; arc < lower[i].end; arc += 8) {
      const EightArcs eight(triangles, arc, lower[i].end);
      const __m512i second = _mm512_maskz_loadu_epi64(eight.mask, triangles.times + arc);
      const __m512i above = eight.load();
      const __m512i turned = _mm512_shuffle_epi32(above, _MM_PERM_CDAB);
      const __m512i around = _mm512_add_epi32(second, turned);
      least = _mm512_min_epu32(least, _mm512_mask_mov_epi64(least, eight.mask, around));
      _mm512_mask_storeu_epi64(triangles.times + arc, eight.mask,
                               _mm512_min_epu32(second, _mm512_add_epi32(step, above)));
    }
    first = least_of(least);
  }
}
#endif

}  // namespace

void improve_row(const TriangleRow& triangles, std::span<const LowerArc> lower, Simd simd) {
#if defined(__x86_64__)
  if (simd == Simd::avx512) return improve_row_avx512(triangles, lower);
#else
  static_cast<void>(simd);
#endif
  improve_row_plain(triangles, lower);
}

void improve_below(const TriangleRow& triangles, std::span<const LowerArc> lower, Simd simd) {
#if defined(__x86_64__)
  if (simd == Simd::avx512) return improve_below_avx512(triangles, lower);
#else
  static_cast<void>(simd);
#endif
  improve_below_plain(triangles, lower);
}

}  // namespace coverage
