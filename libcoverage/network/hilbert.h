#pragma once

#include <cstdint>

namespace coverage {

/// The place of a cell of a 2¹⁶ × 2¹⁶ grid along the Hilbert curve (Hilbert 1891): cells that are
/// near on the curve are near on the ground.
constexpr std::uint32_t hilbert_index(std::uint32_t x, std::uint32_t y) {
  std::uint32_t index = 0;
  for (std::uint32_t s = 1u << 15; s > 0; s >>= 1) {
    const std::uint32_t rx = (x & s) ? 1 : 0;
    const std::uint32_t ry = (y & s) ? 1 : 0;
    index += s * s * ((3 * rx) ^ ry);
    if (ry == 0) {
      if (rx == 1) {
        x = 0xffff - x;
        y = 0xffff - y;
      }
      const std::uint32_t swapped = x;
      x = y;
      y = swapped;
    }
  }
  return index;
}

}  // namespace coverage
