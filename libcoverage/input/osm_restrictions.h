#pragma once

// Includes libosmium: only for .cpp files that interpret OSM objects.
#include <cstdint>
#include <functional>
#include <osmium/osm/relation.hpp>
#include <vector>

#include "libcoverage/input/raw_roads.h"
#include "libcoverage/input/string_pool.h"

namespace coverage {

/// Collects the `type=restriction` relations of OSM files, each once, with the tags that say what
/// they forbid and to whom.
class OsmRestrictions {
 public:
  explicit OsmRestrictions(StringPool& pool) : pool_(pool) {}

  void add(const osmium::Relation& relation);
  /// Moves them into `roads`, by id. `node_index` gives the index of a node in `roads`, or
  /// `RawRoads::missing_node`.
  void move_to(RawRoads& roads, const std::function<std::uint32_t(std::int64_t)>& node_index);

 private:
  struct Member {
    RawRoads::RestrictionMember::Role role;
    std::int64_t ref;
  };
  struct Rule {
    std::int64_t id;
    std::vector<RawRoads::Tag> tags;
    std::vector<Member> members;
  };
  StringPool& pool_;
  std::vector<Rule> rules_;
};

}  // namespace coverage
