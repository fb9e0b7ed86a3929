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

std::vector<BarrierPlace> find_barriers(const RawRoads& roads, const Profile& profile,
                                        const Projection& projection) {
  std::vector<BarrierPlace> barriers;
  for (const auto& entry : roads.node_tags) {
    const std::uint32_t node = entry.first;
    const auto tag = [&](std::string_view key) { return roads.node_tag(node, key); };
    if (!judge_node(profile, tag).blocked) continue;
    const auto place = projection.project(roads.node_positions[node]);
    if (place) barriers.push_back({*place, roads.node_ids[node], std::string(tag("barrier"))});
  }
  std::sort(barriers.begin(), barriers.end(), [](const BarrierPlace& a, const BarrierPlace& b) {
    return std::tie(a.place.x, a.place.y, a.node_id) < std::tie(b.place.x, b.place.y, b.node_id);
  });
  return barriers;
}

}  // namespace coverage
