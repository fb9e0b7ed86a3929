#include "libcoverage/network/dead_ends.h"

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

std::vector<Point> places_of(const std::vector<DeadEnd>& ends) {
  std::vector<Point> places;
  places.reserve(ends.size());
  for (const DeadEnd& end : ends) places.push_back(end.place);
  return places;
}

}  // namespace coverage
