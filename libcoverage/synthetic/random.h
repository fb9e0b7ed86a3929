#pragma once

#include <cstddef>
#include <cstdint>

namespace coverage::synthetic {

/// What a sequence of random numbers is for: each purpose and index has its own, so that adding a
/// number to one place changes no other place.
enum class Purpose : std::uint64_t {
  outline = 1,
  seats,
  river,
  border,
  ranks,
  population,
  names,
  main_roads,
  crossings,
  motorway,
  lake,
  commune_roads,
  streets,
  grid,
  facilities,
};

/// SplitMix64 (Steele, Lea and Flood 2014): the same numbers on every machine, unlike the
/// distributions of the standard library.
class Random {
 public:
  Random(std::uint64_t seed, Purpose purpose, std::uint64_t index = 0)
      : state_(mix(mix(seed) ^ (static_cast<std::uint64_t>(purpose) * 0x9e3779b97f4a7c15) ^
                   mix(index + 0x51ed27))) {}

  std::uint64_t next() { return mix(state_ += 0x9e3779b97f4a7c15); }
  /// In [0, 1).
  double uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
  double between(double low, double high) { return low + (high - low) * uniform(); }
  /// In [0, size); `size` is small, so the bias is below 2⁻³².
  std::size_t below(std::size_t size) { return static_cast<std::size_t>(next() % size); }
  bool chance(double probability) { return uniform() < probability; }
  /// Bell-shaped, mean 0, standard deviation 1, within ±3.5 (a sum of four uniforms).
  double bell() { return (uniform() + uniform() + uniform() + uniform() - 2.0) * 1.7320508; }
  template <class Container>
  const auto& any_of(const Container& items) {
    return items[below(items.size())];
  }

 private:
  static std::uint64_t mix(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  std::uint64_t state_;
};

}  // namespace coverage::synthetic
