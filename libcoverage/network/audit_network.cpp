#include "libcoverage/network/audit_network.h"

#include <algorithm>
#include <tuple>

#include "libcoverage/base/text.h"
#include "libcoverage/network/road_ends.h"

namespace coverage {

namespace {

std::int8_t level_of(const RawRoads& roads, const RawRoads::Way& way) {
  for (const std::string_view key : {"layer", "level"}) {
    // `level = 0;1` of OSM is a floor: what is no number says nothing about crossings.
    const auto level = parse_number(roads.tag(way, key));
    constexpr double most = 100;
    if (level && *level != 0) return static_cast<std::int8_t>(std::clamp(*level, -most, most));
  }
  const auto is_set = [&](std::string_view key) {
    const std::string_view value = roads.tag(way, key);
    return !value.empty() && value != "no";
  };
  if (is_set("bridge")) return 1;
  return is_set("tunnel") ? -1 : 0;
}

std::vector<CutEnd> cut_ends_at(const RoadNetwork& network, std::span<const VertexId> vertices,
                                const RoadEnds& ends) {
  std::vector<JunctionId> junctions;
  for (const VertexId vertex : vertices) {
    junctions.push_back(network.vertex_junction[vertex.value()]);
  }
  std::sort(junctions.begin(), junctions.end());
  junctions.erase(std::unique(junctions.begin(), junctions.end()), junctions.end());
  std::vector<CutEnd> cuts;
  for (const JunctionId junction : junctions) {
    const auto meetings = ends.at(junction);
    if (meetings.empty()) continue;
    cuts.push_back(
        {outer_segment(network, meetings.front()), network.junction_position[junction.value()]});
  }
  return cuts;
}

/// Where roads end on purpose: at barriers, or where they go on as a way that is not used.
std::vector<Point> known_ends(const RawRoads& roads, const NetworkAudit& audit,
                              const Projection& projection) {
  std::vector<Point> places = places_where_joined(roads, audit.dropped_ways, projection);
  for (const BarrierPlace& barrier : audit.barriers) places.push_back(barrier.place);
  std::sort(places.begin(), places.end(),
            [](Point a, Point b) { return std::tie(a.x, a.y) < std::tie(b.x, b.y); });
  return places;
}

}  // namespace

std::vector<std::int8_t> mapped_levels(const RoadNetwork& network, const RawRoads& roads) {
  std::vector<std::int8_t> levels(network.segment_count());
  for (std::size_t s = 0; s < levels.size(); ++s) {
    const std::int64_t id = network.segment_way_id[s];
    if (s > 0 && network.segment_way_id[s - 1] == id) {
      levels[s] = levels[s - 1];
      continue;
    }
    const auto way = std::lower_bound(
        roads.ways.begin(), roads.ways.end(), id,
        [](const RawRoads::Way& one, std::int64_t wanted) { return one.id < wanted; });
    if (way != roads.ways.end() && way->id == id) levels[s] = level_of(roads, *way);
  }
  return levels;
}

NetworkAudit audit_network(const RoadNetwork& network, const RawRoads& roads,
                           const Profile& profile, std::span<const VertexId> edges_of_roads,
                           const Crs& study_crs, const AuditSettings& settings,
                           const Execution& execution) {
  execution.progress.stage({"Looking for doubtful roads", "Recherche de routes douteuses"});
  const Projection projection(study_crs);
  const RoadEnds ends = find_road_ends(network);
  NetworkAudit audit;
  audit.islands = find_islands(network, ends);
  audit.speed_changes = find_speed_changes(network, ends, settings.speed_factor);
  audit.dropped_ways = find_dropped_ways(roads, profile, execution);
  audit.barriers = find_barriers(roads, profile, projection);
  audit.island_links = find_island_links(network, roads, audit.islands, audit.dropped_ways,
                                         audit.barriers, projection);
  MissingJunctionSearch search;
  search.within_m = settings.junction_within_m;
  search.levels = mapped_levels(network, roads);
  search.known_ends = known_ends(roads, audit, projection);
  audit.missing_junctions = find_missing_junctions(network, ends, search, execution);
  audit.cut_ends = cut_ends_at(network, edges_of_roads, ends);
  for (std::size_t s = 0; s < network.segment_count(); ++s) {
    audit.length_mm += network.segment_length_mm[s];
    const bool is_main = (network.segment_flags[s] & segment_main_component) != 0;
    audit.main_length_mm += is_main ? network.segment_length_mm[s] : 0;
  }
  return audit;
}

}  // namespace coverage
