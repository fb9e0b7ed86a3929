#include "libcoverage/study/network_result.h"

#include <algorithm>
#include <utility>

namespace coverage {

NetworkResult network_result(const StudyNetwork& network,
                             IdVector<DemandIndex, std::optional<Snap>> demand_snaps) {
  NetworkResult result;
  result.profile = network.profile;
  result.profile_label = network.roads.profile_label;
  result.traffic = network.roads.traffic;
  result.fingerprint = network.roads.fingerprint;
  result.junctions = network.roads.junction_count();
  result.vertices = network.roads.vertex_count();
  result.arcs = network.roads.arc_count();
  result.segments = network.roads.segment_count();
  for (const std::uint32_t component : network.roads.vertex_component) {
    result.components = std::max<std::uint64_t>(result.components, component + 1);
  }
  for (const std::uint32_t length : network.roads.segment_length_mm) {
    result.length_km += length / 1e6;
  }
  result.demand_snaps = std::move(demand_snaps);
  result.facility_snaps = network.facility_snaps;
  result.segment_labels = {network.roads.segment_way_id, network.roads.segment_name,
                           network.roads.names};
  return result;
}

}  // namespace coverage
