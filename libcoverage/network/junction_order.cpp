#include "libcoverage/network/junction_order.h"

#include <algorithm>

#include "libcoverage/base/parallel_for.h"
#include "libcoverage/base/radix_sort.h"
#include "libcoverage/network/hilbert.h"

namespace coverage {

std::vector<std::uint32_t> order_junctions(const SegmentTable& segments, const RunTable& runs,
                                           const Execution& execution) {
  Box box;
  std::vector<std::uint32_t> junctions;
  for (std::uint32_t n = 0; n < segments.nodes.size(); ++n) {
    if (!runs.is_junction[n]) continue;
    junctions.push_back(n);
    box.include(segments.nodes[n].position);
  }
  const double span = std::max({box.max_x - box.min_x, box.max_y - box.min_y, 1.0});
  const auto cell = [&](double value, double least) {
    return static_cast<std::uint32_t>((value - least) / span * 65535.0);
  };
  struct Placed {
    std::uint32_t place = 0, node = 0;
  };
  std::vector<Placed> placed(junctions.size());
  constexpr std::size_t block = std::size_t{1} << 14;
  parallel_for(placed.size(), execution.threads, block,
               [&](std::size_t begin, std::size_t end, unsigned) {
                 for (std::size_t k = begin; k < end; ++k) {
                   const Point p = segments.nodes[junctions[k]].position;
                   const std::uint32_t x = cell(p.x, box.min_x), y = cell(p.y, box.min_y);
                   placed[k] = {hilbert_index(x, y), junctions[k]};
                 }
               });
  // Nodes of one cell stay in their order.
  radix_sort(placed, [](const Placed& junction) { return junction.place; });
  std::transform(placed.begin(), placed.end(), junctions.begin(),
                 [](const Placed& junction) { return junction.node; });
  return junctions;
}

}  // namespace coverage
