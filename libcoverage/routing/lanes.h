#pragma once

#include <cstdint>
#include <string_view>

#include "libcoverage/base/quantities.h"
#include "libcoverage/routing/label.h"

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
// (Not by ifunc: its resolvers run before the thread sanitizer is ready.)
#if defined(__x86_64__)
#define COVERAGE_TARGET_AVX512 __attribute__((target("avx512f,avx512vl,avx512bw,avx512dq")))
#define COVERAGE_TARGET_AVX2 __attribute__((target("avx2")))
#else
#define COVERAGE_TARGET_AVX512
#define COVERAGE_TARGET_AVX2
#endif
#define COVERAGE_ALWAYS_INLINE __attribute__((always_inline)) inline

/// Sixteen times of 32 bits, or eight packed labels of 64: one cache line, one register of AVX-512.
struct alignas(64) TimeRow {
  using Value = std::uint32_t;
  Value values[16];  ///< milliseconds
  static constexpr Value unreached = Seconds::unreachable().milliseconds();
  static constexpr Value step(std::uint32_t time_ms) { return time_ms; }
};
struct alignas(64) LabelRow {
  using Value = std::uint64_t;
  Value values[8];  ///< `Label::key`
  static constexpr Value unreached = Label().key();
  static constexpr Value step(std::uint32_t time_ms) { return Value{time_ms} << 32; }
};

template <class Row>
constexpr Row unreached_row() {
  Row row{};
  for (auto& value : row.values) value = Row::unreached;
  return row;
}

/// `rows` consecutive rows as registers of `bytes` each: 64 for AVX-512, 32 for AVX2, 16 elsewhere.
/// (A wider vector than the machine's registers would compile too, but live in memory.)
template <class Row, int rows, int bytes>
struct Lanes {
  using Value = typename Row::Value;
  using Register [[gnu::vector_size(bytes), gnu::may_alias]] = Value;
  static constexpr int count = rows * 64 / bytes;
  Register part[count];

  COVERAGE_ALWAYS_INLINE static Lanes load(const Row* row) {
    Lanes lanes;
    for (int p = 0; p < count; ++p) lanes.part[p] = reinterpret_cast<const Register*>(row)[p];
    return lanes;
  }
  COVERAGE_ALWAYS_INLINE static Lanes unreached() {
    Lanes lanes;
    for (int p = 0; p < count; ++p) lanes.part[p] = Register{} + Row::unreached;
    return lanes;
  }
  COVERAGE_ALWAYS_INLINE void store(Row* row) const {
    for (int p = 0; p < count; ++p) reinterpret_cast<Register*>(row)[p] = part[p];
  }
  /// The lesser of these and those of `row` with `step` added.
  COVERAGE_ALWAYS_INLINE void improve(const Row* row, Value step) {
    for (int p = 0; p < count; ++p) {
      const Register there = reinterpret_cast<const Register*>(row)[p] + step;
      part[p] = there < part[p] ? there : part[p];
    }
  }
  /// Puts into `row` the lesser of its own values and these with `step` added.
  COVERAGE_ALWAYS_INLINE void pass_on(Row* row, Value step) const {
    for (int p = 0; p < count; ++p) {
      Register& known = reinterpret_cast<Register*>(row)[p];
      const Register there = part[p] + step;
      known = there < known ? there : known;
    }
  }
};

}  // namespace coverage
