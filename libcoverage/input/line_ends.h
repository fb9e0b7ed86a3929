#pragma once

#include <cstdint>
#include <span>
#include <tuple>
#include <vector>

#include "libcoverage/geo/geometry.h"

namespace coverage {

/// Finds which ends of lines meet. At one place, to the last bit of its coordinates, each level
/// through which a road passes (two ends or more) is a node of its own; a level with a single end,
/// where a bridge begins, joins the nearest of those, and the lower of two equally near.
class LineEnds {
 public:
  /// `node`: the line's own node there, before joining.
  void add(Point place, std::int32_t level, std::uint32_t node);

  /// For each of `node_count` nodes the one that stands for it.
  std::vector<std::uint32_t> join(std::size_t node_count);

 private:
  struct End {
    std::uint64_t x_bits = 0, y_bits = 0;
    std::int32_t level = 0;
    std::uint32_t node = 0;

    auto place() const { return std::tie(x_bits, y_bits); }
  };
  static void join_place(std::span<const End> ends, std::vector<std::uint32_t>& joined);

  std::vector<End> ends_;
};

}  // namespace coverage
