#include "libcoverage/siting/branch_node.h"

#include <algorithm>

namespace coverage {

std::optional<std::uint32_t> branching_place(std::span<const double> share,
                                             std::span<const std::uint32_t> opened,
                                             std::span<const std::uint32_t> closed) {
  std::vector<bool> is_fixed(share.size(), false);
  for (const std::uint32_t place : opened) is_fixed[place] = true;
  for (const std::uint32_t place : closed) is_fixed[place] = true;
  std::optional<std::uint32_t> best;
  double most = -1;
  for (std::uint32_t place = 0; place < is_fixed.size(); ++place) {
    const double doubt = std::min(share[place], 1 - share[place]) + 1e-3 * share[place];
    if (is_fixed[place] || doubt <= most) continue;
    most = doubt;
    best = place;
  }
  return best;
}

}  // namespace coverage
