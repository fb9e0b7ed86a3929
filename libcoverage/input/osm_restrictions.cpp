#include "libcoverage/input/osm_restrictions.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace coverage {

namespace {

using Role = RawRoads::RestrictionMember::Role;

std::optional<Role> role_of(const osmium::RelationMember& member) {
  const std::string_view role = member.role();
  if (member.type() == osmium::item_type::way) {
    if (role == "from") return Role::from;
    if (role == "to") return Role::to;
    if (role == "via") return Role::via_way;
  }
  if (member.type() == osmium::item_type::node && role == "via") return Role::via_node;
  return {};
}

bool is_kept(std::string_view key) {
  return key == "except" || key.starts_with("restriction") || key == "day_on" || key == "hour_on";
}

/// `type=restriction`, or the older `type=restriction:motorcar`.
bool is_restriction(const osmium::Relation& relation) {
  const std::string_view type = relation.tags().get_value_by_key("type", "");
  return type == "restriction" || type.starts_with("restriction:");
}

}  // namespace

void OsmRestrictions::add(const osmium::Relation& relation) {
  if (!is_restriction(relation)) return;
  Rule rule{relation.id(), {}, {}};
  const std::string_view type = relation.tags().get_value_by_key("type", "");
  for (const osmium::Tag& tag : relation.tags()) {
    if (!is_kept(tag.key())) continue;
    // `type=restriction:hgv` makes `restriction` a rule for that mode alone.
    const std::string_view key = tag.key() == std::string_view("restriction") ? type : tag.key();
    rule.tags.emplace_back(pool_.intern(key), pool_.intern(tag.value()));
  }
  for (const osmium::RelationMember& member : relation.members()) {
    if (const auto role = role_of(member)) rule.members.push_back({*role, member.ref()});
  }
  rules_.push_back(std::move(rule));
}

void OsmRestrictions::move_to(RawRoads& roads,
                              const std::function<std::uint32_t(std::int64_t)>& node_index) {
  std::stable_sort(rules_.begin(), rules_.end(),
                   [](const Rule& a, const Rule& b) { return a.id < b.id; });
  const auto repeated = std::unique(rules_.begin(), rules_.end(),
                                    [](const Rule& a, const Rule& b) { return a.id == b.id; });
  rules_.erase(repeated, rules_.end());
  for (const Rule& rule : rules_) {
    roads.restrictions.push_back({rule.id, static_cast<std::uint32_t>(roads.tags.size()),
                                  static_cast<std::uint32_t>(rule.tags.size()),
                                  static_cast<std::uint32_t>(roads.restriction_members.size()),
                                  static_cast<std::uint32_t>(rule.members.size())});
    roads.tags.insert(roads.tags.end(), rule.tags.begin(), rule.tags.end());
    for (const Member& member : rule.members) {
      const bool is_node = member.role == Role::via_node;
      roads.restriction_members.push_back(
          {member.role, is_node ? 0 : member.ref,
           is_node ? node_index(member.ref) : RawRoads::missing_node});
    }
  }
  rules_.clear();
}

}  // namespace coverage
