#include <algorithm>
#include <map>
#include <osmium/area/assembler.hpp>
#include <osmium/builder/osm_object_builder.hpp>
#include <osmium/memory/buffer.hpp>
#include <osmium/osm/area.hpp>

#include "libcoverage/input/osm_boundary_parts.h"

namespace coverage {

namespace {

constexpr std::size_t buffer_size = 1 << 16;

/// Appends a way with the positions of its nodes to a buffer; its offset there.
std::size_t add_way(osmium::memory::Buffer& buffer, std::int64_t id,
                    const OsmBoundaryParts& parts) {
  {
    osmium::builder::WayBuilder way{buffer};
    way.set_id(id).set_visible(true).set_user("");
    osmium::builder::WayNodeListBuilder nodes{way};
    for (const std::int64_t node : parts.ways.at(id)) {
      const LonLat where = parts.nodes.at(node);
      nodes.add_node_ref(osmium::NodeRef{node, osmium::Location{where.lon, where.lat}});
    }
  }
  return buffer.commit();
}

std::size_t add_relation(osmium::memory::Buffer& buffer, const OsmBoundary& boundary) {
  {
    osmium::builder::RelationBuilder relation{buffer};
    relation.set_id(boundary.id).set_visible(true).set_user("");
    osmium::builder::RelationMemberListBuilder members{relation};
    for (const OsmBoundary::Member& member : boundary.members) {
      members.add_member(osmium::item_type::way, member.way, member.role);
    }
  }
  return buffer.commit();
}

template <class Ring>
Polyline ring_of(const Ring& nodes) {
  Polyline ring;
  for (const osmium::NodeRef& node : nodes) {
    ring.push_back({node.location().lon(), node.location().lat()});
  }
  return ring;
}

MultiPolygon shape_of(const osmium::Area& area) {
  MultiPolygon shape;
  for (const osmium::OuterRing& outer : area.outer_rings()) {
    Polygon polygon;
    polygon.rings.push_back(ring_of(outer));
    for (const osmium::InnerRing& inner : area.inner_rings(outer)) {
      polygon.rings.push_back(ring_of(inner));
    }
    shape.polygons.push_back(std::move(polygon));
  }
  return shape;
}

MultiPolygon assembled_shape(const OsmBoundary& boundary, const OsmBoundaryParts& parts) {
  using osmium::memory::Buffer;
  Buffer input{buffer_size, Buffer::auto_grow::yes};
  std::vector<std::size_t> offsets;
  for (const OsmBoundary::Member& member : boundary.members) {
    offsets.push_back(add_way(input, member.way, parts));
  }
  const std::size_t relation_offset = add_relation(input, boundary);
  std::vector<const osmium::Way*> ways;
  ways.reserve(offsets.size());
  for (const std::size_t offset : offsets) ways.push_back(&input.get<osmium::Way>(offset));
  osmium::area::AssemblerConfig config;
  config.create_empty_areas = false;
  osmium::area::Assembler assembler{config};
  Buffer output{buffer_size, Buffer::auto_grow::yes};
  if (!assembler(input.get<osmium::Relation>(relation_offset), ways, output)) return {};
  MultiPolygon shape;
  for (const osmium::Area& area : output.select<osmium::Area>()) shape = shape_of(area);
  return shape;
}

/// Nodes where an odd number of the outline's ways end.
std::vector<std::int64_t> open_ends_of(const OsmBoundary& boundary, const OsmBoundaryParts& parts) {
  std::map<std::int64_t, int> ends;
  for (const OsmBoundary::Member& member : boundary.members) {
    const auto way = parts.ways.find(member.way);
    if (way == parts.ways.end() || way->second.empty()) continue;
    ++ends[way->second.front()];
    ++ends[way->second.back()];
  }
  std::vector<std::int64_t> open;
  for (const auto& [node, count] : ends) {
    if (count % 2 != 0) open.push_back(node);
  }
  return open;
}

bool is_complete(std::int64_t way_id, const OsmBoundaryParts& parts) {
  const auto way = parts.ways.find(way_id);
  return way != parts.ways.end() &&
         std::all_of(way->second.begin(), way->second.end(),
                     [&](std::int64_t node) { return parts.nodes.contains(node); });
}

}  // namespace

AssembledBoundary assemble(const OsmBoundary& boundary, const OsmBoundaryParts& parts) {
  AssembledBoundary result;
  for (const OsmBoundary::Member& member : boundary.members) {
    if (!is_complete(member.way, parts)) result.missing_ways.push_back(member.way);
  }
  result.open_ends = open_ends_of(boundary, parts);
  if (result.missing_ways.empty() && !boundary.members.empty()) {
    result.shape = assembled_shape(boundary, parts);
  }
  return result;
}

}  // namespace coverage
