#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace coverage {

/// Open from `begin` to `end`, minutes after midnight.
struct OpeningInterval {
  std::uint16_t begin = 0;
  std::uint16_t end = 0;
  friend bool operator==(const OpeningInterval&, const OpeningInterval&) = default;
};

/// A week of opening hours, Monday first; intervals of a day are sorted and disjoint.
struct OpeningHours {
  std::array<std::vector<OpeningInterval>, 7> days;

  bool empty() const;
  double weekly_hours() const;
  friend bool operator==(const OpeningHours&, const OpeningHours&) = default;
};

}  // namespace coverage
