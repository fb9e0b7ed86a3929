#include "libcoverage/network/junction_order.h"

#include <algorithm>
#include <tuple>

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
  std::vector<std::uint32_t> place(segments.nodes.size());
  for (const std::uint32_t n : junctions) {
    const Point p = segments.nodes[n].position;
    place[n] = hilbert_index(cell(p.x, box.min_x), cell(p.y, box.min_y));
  }
  std::sort(junctions.begin(), junctions.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tie(place[a], a) < std::tie(place[b], b);
  });
  return junctions;
}

}  // namespace coverage
