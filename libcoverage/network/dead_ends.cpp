#include "libcoverage/network/dead_ends.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace coverage {

std::vector<DeadEnd> find_dead_ends(const RoadNetwork& network, const RoadEnds& ends) {
  std::vector<bool> is_cut(network.junction_count());
  for (const VertexId vertex : network.cut_vertices) {
    is_cut[network.vertex_junction[vertex.value()].value()] = true;
  }
  std::vector<DeadEnd> found;
  for (std::size_t j = 0; j < network.junction_count(); ++j) {
    const JunctionId junction = JunctionId::from_size(j);
    const auto meetings = ends.at(junction);
    if (meetings.size() != 1 || is_cut[j]) continue;
    found.push_back({junction, meetings.front(), outer_segment(network, meetings.front()),
                     network.junction_position[j]});
  }
  return found;
}

PlaceGrid::PlaceGrid(const std::vector<DeadEnd>& places, double within)
    : places_(places), within_(within), size_(std::max(100.0, 4 * within)) {
  bits_.resize(std::bit_ceil(16 * places.size() + 64));
  for (std::uint32_t k = 0; k < places.size(); ++k) {
    const Cell cell = cell_of(places[k].place);
    cells_[cell].push_back(k);
    bits_[CellHash()(cell) % bits_.size()] = true;
  }
}

PlaceGrid::Cell PlaceGrid::cell_of(Point p) const {
  const auto number = [this](double value) {
    return static_cast<std::int32_t>(std::clamp(std::floor(value / size_), -1e9, 1e9));
  };
  return {number(p.x), number(p.y)};
}

}  // namespace coverage
