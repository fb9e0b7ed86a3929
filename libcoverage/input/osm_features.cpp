#include "libcoverage/input/osm_features.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <osmium/osm.hpp>
#include <unordered_map>
#include <utility>

#include "libcoverage/base/error.h"
#include "libcoverage/geo/polygon_operations.h"
#include "libcoverage/input/osm_ids.h"
#include "libcoverage/input/osm_reader.h"

namespace coverage {

namespace {

using Tags = std::map<std::string, std::string>;
using NodeIds = std::vector<std::int64_t>;

struct AreaWay {
  std::int64_t id = 0;
  Tags tags;
  NodeIds nodes;
};

struct AreaRelation {
  std::int64_t id = 0;
  Tags tags;
  bool is_multipolygon = false;
  std::vector<std::pair<std::int64_t, bool>> ways;  ///< member way, is inner
};

class FeatureReader {
 public:
  FeatureReader(std::string path, const TagFilter& filter,
                const std::optional<std::set<std::string>>& tags)
      : path_(std::move(path)), filter_(filter), kept_tags_(tags) {}

  void read_relations(const osmium::memory::Buffer& buffer) {
    for (const auto& relation : buffer.select<osmium::Relation>()) {
      if (!relation.visible() || !matches(relation.tags())) continue;
      require_usable_id(relation, path_);
      relations_.push_back(draft(relation));
    }
  }

  void begin_ways() {
    for (const AreaRelation& relation : relations_) {
      for (const auto& [way, inner] : relation.ways) member_ways_.emplace(way, NodeIds());
    }
  }

  void read_ways(const osmium::memory::Buffer& buffer) {
    for (const auto& way : buffer.select<osmium::Way>()) {
      if (!way.visible()) continue;
      require_usable_id(way, path_);
      const auto member = member_ways_.find(way.id());
      if (member != member_ways_.end()) member->second = node_ids(way);
      if (matches(way.tags())) ways_.push_back({way.id(), kept(way.tags()), node_ids(way)});
    }
  }

  void begin_nodes() {
    for (const AreaWay& way : ways_) {
      needed_.insert(needed_.end(), way.nodes.begin(), way.nodes.end());
    }
    for (const auto& [id, nodes] : member_ways_) {
      needed_.insert(needed_.end(), nodes.begin(), nodes.end());
    }
    std::sort(needed_.begin(), needed_.end());
    needed_.erase(std::unique(needed_.begin(), needed_.end()), needed_.end());
    needed_.shrink_to_fit();
    locations_.resize(needed_.size());
  }

  void read_nodes(const osmium::memory::Buffer& buffer) {
    for (const auto& node : buffer.select<osmium::Node>()) {
      if (!node.visible() || !node.location().valid()) continue;
      require_usable_id(node, path_);
      const auto found = std::lower_bound(needed_.begin(), needed_.end(), node.id());
      if (found != needed_.end() && *found == node.id()) {
        locations_[static_cast<std::size_t>(found - needed_.begin())] = node.location();
      }
      if (!matches(node.tags())) continue;
      nodes_.push_back({node.id(), {lon_lat(node.location()), false, kept(node.tags())}});
    }
  }

  OsmFeatures finish();

 private:
  struct Found {
    LonLat position;
    bool is_area = false;
    Tags tags;
  };
  using FoundById = std::vector<std::pair<std::int64_t, Found>>;

  static LonLat lon_lat(const osmium::Location& location) {
    return {location.lon(), location.lat()};
  }
  static NodeIds node_ids(const osmium::Way& way) {
    NodeIds ids;
    for (const auto& node : way.nodes()) ids.push_back(node.ref());
    return ids;
  }
  bool matches(const osmium::TagList& tags) const {
    return !tags.empty() &&
           filter_.matches([&](const char* key) { return tags.get_value_by_key(key); });
  }
  Tags kept(const osmium::TagList& tags) const {
    Tags result;
    for (const osmium::Tag& tag : tags) {
      if (!kept_tags_ || kept_tags_->contains(tag.key())) result.emplace(tag.key(), tag.value());
    }
    return result;
  }
  AreaRelation draft(const osmium::Relation& relation) const {
    AreaRelation result{relation.id(), kept(relation.tags()), false, {}};
    const std::string_view type = relation.tags().get_value_by_key("type", "");
    result.is_multipolygon = type == "multipolygon" || type == "boundary";
    if (!result.is_multipolygon) return result;
    for (const auto& member : relation.members()) {
      if (member.type() != osmium::item_type::way) continue;
      result.ways.emplace_back(member.ref(), std::string_view(member.role()) == "inner");
    }
    return result;
  }

  /// The corners of a closed ring; nothing where it is open or lacks a node.
  std::optional<Polyline> ring(const NodeIds& nodes) const;
  std::optional<Point> inside(const AreaWay& way) const;
  std::optional<Point> inside(const AreaRelation& relation) const;
  template <class Areas>
  void add_areas(Areas& areas, const char* type, OsmFeatures& result) const;

  const std::string path_;
  const TagFilter& filter_;
  const std::optional<std::set<std::string>>& kept_tags_;
  std::vector<AreaRelation> relations_;
  std::vector<AreaWay> ways_;
  std::unordered_map<std::int64_t, NodeIds> member_ways_;
  std::vector<std::int64_t> needed_;  ///< node ids, sorted
  std::vector<osmium::Location> locations_;
  FoundById nodes_;
};

std::optional<Polyline> FeatureReader::ring(const NodeIds& nodes) const {
  if (nodes.size() < 4 || nodes.front() != nodes.back()) return {};
  Polyline corners;
  corners.reserve(nodes.size());
  for (const std::int64_t node : nodes) {
    const auto found = std::lower_bound(needed_.begin(), needed_.end(), node);
    const auto& location = locations_[static_cast<std::size_t>(found - needed_.begin())];
    if (!location.valid()) return {};
    corners.push_back({location.lon(), location.lat()});
  }
  return corners;
}

/// Planar centroid of one ring, in degrees: exact enough to stand inside a building.
Point centroid(const Polyline& ring) {
  const Point origin = ring.front();
  double twice_area = 0, x = 0, y = 0;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    const Point a{ring[i].x - origin.x, ring[i].y - origin.y};
    const Point b{ring[i + 1].x - origin.x, ring[i + 1].y - origin.y};
    const double cross = a.x * b.y - b.x * a.y;
    twice_area += cross;
    x += (a.x + b.x) * cross;
    y += (a.y + b.y) * cross;
  }
  return {origin.x + x / (3 * twice_area), origin.y + y / (3 * twice_area)};
}

/// The centroid where it lies inside, else a point on the surface.
std::optional<Point> point_inside(const MultiPolygon& shape) {
  if (shape.polygons.size() == 1) {
    const Point centre = centroid(shape.polygons.front().rings.front());
    if (std::isfinite(centre.x) && std::isfinite(centre.y) && contains(shape, centre)) {
      return centre;
    }
  }
  try {
    const MultiPolygon valid = make_valid(shape);
    if (valid.empty()) return {};
    return point_on_surface(valid);
  } catch (const GeometryError&) {
    return {};  // an area without a surface; the caller lists it
  }
}

std::optional<Point> FeatureReader::inside(const AreaWay& way) const {
  auto corners = ring(way.nodes);
  if (!corners) return {};
  return point_inside(MultiPolygon{{Polygon{{std::move(*corners)}}}});
}

/// Joins ways at their ends into closed rings; nothing where one stays open.
std::optional<std::vector<NodeIds>> closed_rings(std::vector<NodeIds> ways) {
  std::vector<NodeIds> rings;
  while (!ways.empty()) {
    NodeIds ring = std::move(ways.back());
    ways.pop_back();
    while (ring.front() != ring.back()) {
      const auto next = std::find_if(ways.begin(), ways.end(), [&](const NodeIds& way) {
        return way.front() == ring.back() || way.back() == ring.back();
      });
      if (next == ways.end()) return {};
      if (next->front() != ring.back()) std::reverse(next->begin(), next->end());
      ring.insert(ring.end(), next->begin() + 1, next->end());
      ways.erase(next);
    }
    rings.push_back(std::move(ring));
  }
  return rings;
}

std::optional<Point> FeatureReader::inside(const AreaRelation& relation) const {
  if (!relation.is_multipolygon) return {};
  std::vector<NodeIds> outer, inner;
  for (const auto& [id, is_inner] : relation.ways) {
    const NodeIds& nodes = member_ways_.at(id);
    if (nodes.size() < 2) return {};
    (is_inner ? inner : outer).push_back(nodes);
  }
  const auto outer_rings = closed_rings(std::move(outer));
  const auto inner_rings = closed_rings(std::move(inner));
  if (!outer_rings || !inner_rings || outer_rings->empty()) return {};
  MultiPolygon shape;
  for (const NodeIds& nodes : *outer_rings) {
    auto corners = ring(nodes);
    if (!corners) return {};
    shape.polygons.push_back(Polygon{{std::move(*corners)}});
  }
  for (const NodeIds& nodes : *inner_rings) {
    auto corners = ring(nodes);
    if (!corners) return {};
    for (Polygon& polygon : shape.polygons) {
      if (!contains(MultiPolygon{{Polygon{{polygon.rings.front()}}}}, corners->front())) continue;
      polygon.rings.push_back(std::move(*corners));
      break;
    }
  }
  return point_inside(shape);
}

template <class Areas>
void FeatureReader::add_areas(Areas& areas, const char* type, OsmFeatures& result) const {
  std::sort(areas.begin(), areas.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  for (auto& area : areas) {
    const std::string id = type + std::to_string(area.id);
    if (const auto point = inside(area)) {
      result.features.push_back({id, {point->x, point->y}, true, std::move(area.tags)});
    } else {
      result.left_out.push_back(id);
    }
  }
}

OsmFeatures FeatureReader::finish() {
  OsmFeatures result;
  std::sort(nodes_.begin(), nodes_.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  for (auto& [id, found] : nodes_) {
    result.features.push_back(
        {"node/" + std::to_string(id), found.position, false, std::move(found.tags)});
  }
  add_areas(ways_, "way/", result);
  add_areas(relations_, "relation/", result);
  return result;
}

}  // namespace

OsmFeatures read_osm_features(const std::string& path, const TagFilter& filter,
                              const std::optional<std::set<std::string>>& tags,
                              const Execution& execution) {
  // Relations stand last in a file, nodes first: reading it three times keeps only what is needed.
  namespace Bits = osmium::osm_entity_bits;
  FeatureReader features(path, filter, tags);
  read_osm_file(path, Bits::relation, execution,
                [&](const auto& buffer) { features.read_relations(buffer); });
  features.begin_ways();
  read_osm_file(path, Bits::way, execution,
                [&](const auto& buffer) { features.read_ways(buffer); });
  features.begin_nodes();
  read_osm_file(path, Bits::node, execution,
                [&](const auto& buffer) { features.read_nodes(buffer); });
  return features.finish();
}

}  // namespace coverage
