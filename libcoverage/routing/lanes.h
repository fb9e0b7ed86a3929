#pragma once

#include <cstdint>
#include <string_view>

namespace coverage {

/// The instructions that kernels with several searches side by side use. All give the same answers.
enum class Simd { plain, avx2, avx512 };

constexpr std::string_view name_of(Simd simd) {
  return simd == Simd::avx512 ? "avx512" : simd == Simd::avx2 ? "avx2" : "plain";
}

/// Whether this machine has them.
inline bool is_available(Simd simd) {
#if defined(__x86_64__)
  if (simd == Simd::avx512) {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq");
  }
  if (simd == Simd::avx2) return __builtin_cpu_supports("avx2");
#endif
  return simd == Simd::plain;
}

/// The widest that this machine has.
inline Simd widest_simd() {
  for (const Simd simd : {Simd::avx512, Simd::avx2}) {
    if (is_available(simd)) return simd;
  }
  return Simd::plain;
}

// A kernel is written once, over vectors of the compiler's extension, and compiled once for each
// set of instructions: a function with one of these attributes calls a body that is always inlined.
#if defined(__x86_64__)
#define COVERAGE_TARGET_AVX512 __attribute__((target("avx512f,avx512vl,avx512bw,avx512dq")))
#define COVERAGE_TARGET_AVX2 __attribute__((target("avx2")))
#else
#define COVERAGE_TARGET_AVX512
#define COVERAGE_TARGET_AVX2
#endif
#define COVERAGE_ALWAYS_INLINE __attribute__((always_inline)) inline

/// Sixteen times of 32 bits, or eight packed labels of 64: one cache line, one register of AVX-512,
/// aligned as its loads and stores want it, whatever the instructions that a file is compiled for.
struct alignas(64) TimeRow {
  using Lanes [[gnu::vector_size(64)]] = std::uint32_t;
  Lanes lanes;
};
struct alignas(64) LabelRow {
  using Lanes [[gnu::vector_size(64)]] = std::uint64_t;
  Lanes lanes;
};

}  // namespace coverage
