#pragma once

#include <algorithm>
#include <cmath>
#include <compare>
#include <cstdint>

namespace coverage {

/// A time, exact to the millisecond. Sums that reach `unreachable()` stay there.
class Seconds {
 public:
  using rep = std::uint32_t;

  constexpr Seconds() = default;
  static constexpr Seconds from_milliseconds(rep value) {
    return Seconds(std::min(value, unreachable_rep));
  }
  /// Rounds up to the millisecond; negative is zero.
  static Seconds from_seconds(double value) {
    const double milliseconds = std::ceil(std::max(value, 0.0) * 1000.0 - 1e-6);
    return Seconds(milliseconds >= unreachable_rep ? unreachable_rep
                                                   : static_cast<rep>(milliseconds));
  }
  static Seconds from_minutes(double value) { return from_seconds(value * 60.0); }
  static constexpr Seconds unreachable() { return Seconds(unreachable_rep); }

  constexpr rep milliseconds() const { return value_; }
  constexpr double seconds() const { return value_ / 1000.0; }
  constexpr double minutes() const { return value_ / 60000.0; }
  constexpr bool is_reachable() const { return value_ < unreachable_rep; }

  friend constexpr auto operator<=>(Seconds, Seconds) = default;
  friend constexpr Seconds operator+(Seconds a, Seconds b) {
    return from_milliseconds(a.value_ + b.value_);
  }
  Seconds& operator+=(Seconds other) { return *this = *this + other; }

 private:
  static constexpr rep unreachable_rep = 0x7fffffff;
  static_assert(rep{unreachable_rep} + unreachable_rep > unreachable_rep,
                "adding two unreachable times must not wrap");
  constexpr explicit Seconds(rep value) : value_(value) {}
  rep value_ = 0;
};

/// A length, exact to the millimetre.
class Metres {
 public:
  using rep = std::int64_t;

  constexpr Metres() = default;
  static constexpr Metres from_millimetres(rep value) { return Metres(value); }
  static Metres from_metres(double value) { return Metres(std::llround(value * 1000.0)); }

  constexpr rep millimetres() const { return value_; }
  constexpr double metres() const { return static_cast<double>(value_) / 1000.0; }

  friend constexpr auto operator<=>(Metres, Metres) = default;
  friend constexpr Metres operator+(Metres a, Metres b) { return Metres(a.value_ + b.value_); }
  friend constexpr Metres operator-(Metres a, Metres b) { return Metres(a.value_ - b.value_); }
  Metres& operator+=(Metres other) { return *this = *this + other; }

 private:
  constexpr explicit Metres(rep value) : value_(value) {}
  rep value_ = 0;
};

/// A number of inhabitants, or of another declared unit, in millionths: sums are exact.
class Weight {
 public:
  using rep = std::int64_t;

  constexpr Weight() = default;
  static constexpr Weight from_millionths(rep value) { return Weight(value); }
  /// Rounds to the nearest millionth.
  static Weight from_count(double value) { return Weight(std::llround(value * 1e6)); }

  constexpr rep millionths() const { return value_; }
  constexpr double count() const { return static_cast<double>(value_) / 1e6; }

  friend constexpr auto operator<=>(Weight, Weight) = default;
  friend constexpr Weight operator+(Weight a, Weight b) { return Weight(a.value_ + b.value_); }
  friend constexpr Weight operator-(Weight a, Weight b) { return Weight(a.value_ - b.value_); }
  Weight& operator+=(Weight other) { return *this = *this + other; }

 private:
  constexpr explicit Weight(rep value) : value_(value) {}
  rep value_ = 0;
};

}  // namespace coverage
