#pragma once

#include <optional>
#include <random>
#include <vector>

#include "hand_network.h"
#include "libcoverage/access/nearest_access.h"

namespace coverage {

/// A town by chance: streets of many speeds, one-ways, parallels, loops, islands; equal times are
/// frequent. Facilities and homes stand anywhere along its streets.
struct RandomTown {
  std::mt19937 random;
  std::vector<Point> places;
  std::vector<Street> streets;

  explicit RandomTown(std::uint32_t seed, std::uint32_t side = 5) : random(seed) {
    for (std::uint32_t y = 0; y < side; ++y) {
      for (std::uint32_t x = 0; x < side; ++x) places.push_back({x * 100.0, y * 100.0});
    }
    for (std::uint32_t y = 0; y < side; ++y) {
      for (std::uint32_t x = 0; x < side; ++x) {
        const std::uint32_t here = y * side + x;
        if (x + 1 < side) add_street(here, here + 1);
        if (y + 1 < side) add_street(here, here + side);
      }
    }
    for (std::uint32_t i = below(4); i > 0; --i) add_street(below(side * side), below(side * side));
    for (std::uint32_t i = below(3); i > 0; --i) streets.push_back(streets[below(streets.size())]);
  }

  std::uint32_t below(std::size_t n) { return static_cast<std::uint32_t>(random() % n); }

  void add_street(std::uint32_t from, std::uint32_t to) {
    if (below(6) == 0) return;
    const std::uint32_t there = 10 * (1 + below(6));
    const std::uint32_t kind = below(4);
    const std::uint32_t back = kind == 0 ? shut : kind == 1 ? 10 * (1 + below(6)) : there;
    streets.push_back({from, to, there, back, 1000 * (1 + below(9)),
                       static_cast<std::int64_t>(streets.size()), 0});
  }

  Snap anywhere() {
    const double fraction = below(5) == 0 ? below(2) : below(100) / 100.0;
    return place_on_street(below(streets.size()), fraction, below(3) / 100.0);
  }

  /// Places along its streets, one in eight of them off the network.
  std::vector<std::optional<Snap>> anywhere(std::size_t count) {
    std::vector<std::optional<Snap>> snaps(count);
    for (auto& snap : snaps) {
      if (below(8) > 0) snap = anywhere();
    }
    return snaps;
  }

  std::vector<PlacedFacility> facilities() {
    std::vector<PlacedFacility> placed;
    for (std::uint32_t i = 0, n = below(6); i < n; ++i) {
      placed.push_back({FacilityIndex(2 * i + 1), anywhere()});
    }
    return placed;
  }
};

}  // namespace coverage
