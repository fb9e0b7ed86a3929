#include "libcoverage/input/osm_boundary_parts.h"

#include <algorithm>
#include <osmium/osm/node.hpp>
#include <osmium/osm/relation.hpp>
#include <osmium/osm/way.hpp>
#include <set>

#include "libcoverage/base/text.h"
#include "libcoverage/input/osm_ids.h"
#include "libcoverage/input/osm_reader.h"

namespace coverage {

namespace {

bool is_administrative(const osmium::TagList& tags) {
  const char* boundary = tags.get_value_by_key("boundary");
  return boundary && std::string_view(boundary) == "administrative" && tags.has_key("admin_level");
}

bool has_level(const osmium::TagList& tags, int admin_level) {
  return parse_integer(tags.get_value_by_key("admin_level", "")) == admin_level;
}

std::map<std::string, std::string> copied_tags(const osmium::TagList& tags) {
  std::map<std::string, std::string> result;
  for (const osmium::Tag& tag : tags) result[tag.key()] = tag.value();
  return result;
}

/// Ways that draw the outline; others (a town hall as a way, streets) have roles of their own.
bool is_outline(const osmium::RelationMember& member) {
  if (member.type() != osmium::item_type::way) return false;
  const std::string_view role = member.role();
  return role.empty() || role == "outer" || role == "inner" || role == "exclave" ||
         role == "enclave";
}

/// Calls `visit` for each object of one kind.
template <class Object, class Visit>
void for_each(const std::string& path, osmium::osm_entity_bits::type kind,
              const Execution& execution, Visit&& visit) {
  read_osm_file(path, kind, execution, [&](const osmium::memory::Buffer& buffer) {
    for (const Object& object : buffer.select<Object>()) {
      require_usable_id(object, path);
      visit(object);
    }
  });
}

void read_relations(const std::string& path, int admin_level, const Execution& execution,
                    OsmBoundaryParts& parts) {
  for_each<osmium::Relation>(path, osmium::osm_entity_bits::relation, execution,
                             [&](const osmium::Relation& relation) {
                               if (!is_administrative(relation.tags())) return;
                               ++parts.levels[relation.tags().get_value_by_key("admin_level")];
                               if (!has_level(relation.tags(), admin_level)) return;
                               OsmBoundary boundary;
                               boundary.id = relation.id();
                               boundary.tags = copied_tags(relation.tags());
                               for (const osmium::RelationMember& member : relation.members()) {
                                 if (!is_outline(member)) continue;
                                 boundary.members.push_back({member.ref(), member.role()});
                               }
                               parts.boundaries.push_back(std::move(boundary));
                             });
}

void read_ways(const std::string& path, int admin_level, const Execution& execution,
               OsmBoundaryParts& parts) {
  std::set<std::int64_t> wanted;
  for (const OsmBoundary& boundary : parts.boundaries) {
    for (const OsmBoundary::Member& member : boundary.members) wanted.insert(member.way);
  }
  for_each<osmium::Way>(path, osmium::osm_entity_bits::way, execution, [&](const osmium::Way& way) {
    const bool is_member = wanted.contains(way.id());
    const bool is_closed = way.nodes().size() >= 4 && way.ends_have_same_id();
    const bool is_boundary = !is_member && is_closed && is_administrative(way.tags());
    if (is_boundary) ++parts.levels[way.tags().get_value_by_key("admin_level")];
    const bool is_wanted_boundary = is_boundary && has_level(way.tags(), admin_level);
    if (!is_member && !is_wanted_boundary) return;
    std::vector<std::int64_t>& nodes = parts.ways[way.id()];
    nodes.clear();
    for (const osmium::NodeRef& node : way.nodes()) nodes.push_back(node.ref());
    if (!is_wanted_boundary) return;
    parts.boundaries.push_back({false, way.id(), copied_tags(way.tags()), {{way.id(), "outer"}}});
  });
}

void read_nodes(const std::string& path, const Execution& execution, OsmBoundaryParts& parts) {
  std::vector<std::int64_t> wanted;
  for (const auto& [way, nodes] : parts.ways) {
    wanted.insert(wanted.end(), nodes.begin(), nodes.end());
  }
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  for_each<osmium::Node>(path, osmium::osm_entity_bits::node, execution,
                         [&](const osmium::Node& node) {
                           if (node.tags().has_key("place") && node.tags().has_key("population")) {
                             ++parts.places_with_population;
                           }
                           if (!node.location().valid()) return;
                           if (!std::binary_search(wanted.begin(), wanted.end(), node.id())) return;
                           parts.nodes[node.id()] = {node.location().lon(), node.location().lat()};
                         });
}

}  // namespace

std::string OsmBoundary::label() const {
  return (is_relation ? "relation " : "way ") + std::to_string(id);
}

OsmBoundaryParts read_boundary_parts(const std::string& path, int admin_level,
                                     const Execution& execution) {
  OsmBoundaryParts parts;
  read_relations(path, admin_level, execution, parts);
  read_ways(path, admin_level, execution, parts);
  read_nodes(path, execution, parts);
  std::stable_sort(parts.boundaries.begin(), parts.boundaries.end(),
                   [](const OsmBoundary& a, const OsmBoundary& b) {
                     return std::pair(!a.is_relation, a.id) < std::pair(!b.is_relation, b.id);
                   });
  return parts;
}

}  // namespace coverage
