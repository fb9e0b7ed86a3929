#include "libcoverage/network/find_dropped_ways.h"

#include <algorithm>
#include <tuple>

#include "libcoverage/network/judge_node.h"
#include "libcoverage/network/judge_roads.h"

namespace coverage {

namespace {

std::string name_of(const RawRoads& roads, const RawRoads::Way& way) {
  std::string text(roads.tag(way, "ref"));
  const std::string_view name = roads.tag(way, "name");
  if (!text.empty() && !name.empty()) text += ' ';
  return text.append(name);
}

double length_of(const RawRoads& roads, const RawRoads::Way& way) {
  double length = 0;
  for (std::uint32_t k = way.first_node + 1; k < way.first_node + way.node_count; ++k) {
    length += ellipsoidal_length(roads.node_positions[roads.way_nodes[k - 1]],
                                 roads.node_positions[roads.way_nodes[k]]);
  }
  return length;
}

}  // namespace

std::vector<DroppedWay> find_dropped_ways(const RawRoads& roads, const Profile& profile,
                                          const Execution& execution) {
  std::vector<DroppedWay> dropped;
  for (const RefusedWay& refused : find_refused_ways(roads, profile, execution)) {
    const RawRoads::Way& way = roads.ways[refused.way];
    if (dropped.empty() || dropped.back().id != way.id) {
      dropped.push_back({way.id, refused.reason, class_of(roads, way), name_of(roads, way), 0, {}});
    }
    dropped.back().length_m += length_of(roads, way);
    dropped.back().pieces.push_back(refused.way);
  }
  return dropped;
}

std::vector<Polyline> lines_of(const RawRoads& roads, const DroppedWay& way,
                               const Projection& projection) {
  std::vector<Polyline> lines;
  for (const std::uint32_t piece : way.pieces) {
    const RawRoads::Way& raw = roads.ways[piece];
    Polyline line;
    for (std::uint32_t k = raw.first_node; k < raw.first_node + raw.node_count; ++k) {
      const auto place = projection.project(roads.node_positions[roads.way_nodes[k]]);
      if (place) line.push_back(*place);
    }
    if (line.size() > 1) lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<Point> places_where_joined(const RawRoads& roads,
                                       const std::vector<DroppedWay>& dropped,
                                       const Projection& projection) {
  std::vector<bool> is_dropped(roads.ways.size());
  for (const DroppedWay& way : dropped) {
    for (const std::uint32_t piece : way.pieces) is_dropped[piece] = true;
  }
  constexpr std::uint8_t by_used = 1, by_dropped = 2;
  std::vector<std::uint8_t> passed(roads.node_positions.size());
  for (std::size_t w = 0; w < roads.ways.size(); ++w) {
    const RawRoads::Way& way = roads.ways[w];
    for (std::uint32_t k = way.first_node; k < way.first_node + way.node_count; ++k) {
      passed[roads.way_nodes[k]] |= is_dropped[w] ? by_dropped : by_used;
    }
  }
  std::vector<Point> places;
  for (std::size_t n = 0; n < passed.size(); ++n) {
    if (passed[n] != (by_used | by_dropped)) continue;
    if (const auto place = projection.project(roads.node_positions[n])) places.push_back(*place);
  }
  std::sort(places.begin(), places.end(),
            [](Point a, Point b) { return std::tie(a.x, a.y) < std::tie(b.x, b.y); });
  return places;
}

std::vector<BarrierPlace> find_barriers(const RawRoads& roads, const Profile& profile,
                                        const Projection& projection) {
  std::vector<BarrierPlace> barriers;
  for (const auto& entry : roads.node_tags) {
    const std::uint32_t node = entry.first;
    const auto tag = [&](std::string_view key) { return roads.node_tag(node, key); };
    const NodeVerdict verdict = judge_node(profile, tag);
    if (!verdict.blocked && !verdict.destination_only) continue;
    const auto place = projection.project(roads.node_positions[node]);
    if (place) barriers.push_back({*place, roads.node_ids[node], std::string(tag("barrier"))});
  }
  std::sort(barriers.begin(), barriers.end(), [](const BarrierPlace& a, const BarrierPlace& b) {
    return std::tie(a.place.x, a.place.y, a.node_id) < std::tie(b.place.x, b.place.y, b.node_id);
  });
  return barriers;
}

}  // namespace coverage
