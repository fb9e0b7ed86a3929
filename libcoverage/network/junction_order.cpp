#include "libcoverage/network/junction_order.h"

#include <algorithm>

#include "libcoverage/base/radix_sort.h"
#include "libcoverage/network/hilbert.h"

namespace coverage {

std::vector<std::uint32_t> order_junctions(const SegmentTable& segments, const RunTable& runs) {
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
  std::vector<Placed> placed;
  placed.reserve(junctions.size());
  for (const std::uint32_t n : junctions) {
    const Point p = segments.nodes[n].position;
    placed.push_back({hilbert_index(cell(p.x, box.min_x), cell(p.y, box.min_y)), n});
  }
  // Nodes of one cell stay in their order.
  radix_sort(placed, [](const Placed& junction) { return junction.place; });
  std::transform(placed.begin(), placed.end(), junctions.begin(),
                 [](const Placed& junction) { return junction.node; });
  return junctions;
}

}  // namespace coverage
