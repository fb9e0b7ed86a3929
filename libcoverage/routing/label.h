#pragma once

#include <compare>
#include <cstdint>
#include <limits>

#include "libcoverage/base/quantities.h"
#include "libcoverage/base/strong_id.h"

namespace coverage {

/// Where a search begins: a vertex, what the trip between it and the place behind it costs, and the
/// order of that place among all, which decides between equal times (facility order).
struct SearchSource {
  VertexId vertex;
  Seconds time;
  Metres length;
  std::uint32_t order = 0;
};

/// What a search knows of a vertex: the lexicographic minimum of (time, order) over all routes.
///
/// Packed into one 64-bit number that compares as the pair does. Adding an arc's time touches the
/// upper half only, so that a search needs one addition and one comparison an arc.
class Label {
 public:
  constexpr Label() = default;
  constexpr Label(Seconds time, std::uint32_t order)
      : key_(std::uint64_t{time.milliseconds()} << 32 | order) {}

  constexpr Seconds time() const {
    return Seconds::from_milliseconds(static_cast<Seconds::rep>(key_ >> 32));
  }
  constexpr std::uint32_t order() const { return static_cast<std::uint32_t>(key_); }
  constexpr bool reached() const { return key_ < unreached_key; }
  /// The label of a vertex whose route goes over an arc to this one. Two times below 2³¹ cannot
  /// wrap.
  constexpr Label after(std::uint32_t time_ms) const {
    Label result;
    result.key_ = key_ + (std::uint64_t{time_ms} << 32);
    return result;
  }
  /// The packed number, for kernels that hold many side by side.
  constexpr std::uint64_t key() const { return key_; }
  static constexpr Label from_key(std::uint64_t key) {
    Label result;
    result.key_ = key;
    return result;
  }
  constexpr std::uint32_t milliseconds() const { return static_cast<std::uint32_t>(key_ >> 32); }
  friend constexpr auto operator<=>(const Label&, const Label&) = default;

 private:
  static constexpr std::uint64_t unreached_key =
      std::uint64_t{Seconds::unreachable().milliseconds()} << 32;
  std::uint64_t key_ = unreached_key;
};
static_assert(!Label().reached());
static_assert(Label(Seconds::from_milliseconds(5), 7).after(3) ==
              Label(Seconds::from_milliseconds(8), 7));

}  // namespace coverage
