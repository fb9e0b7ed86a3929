#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "libcoverage/geo/geometry.h"

namespace coverage {

/// Roads as mapped, before any profile has judged them. The reader yields tags; it interprets none.
///
/// A node is where ways may join: an OSM node, or an exact end point (and level) of an OGR line.
/// Ways of an OGR layer carry the mapped columns as tags `class`, `speed`, `oneway` (`yes`, `-1` or
/// `no`), `level`, `name`.
struct RawRoads {
  struct Way {
    std::int64_t id = 0;                           ///< OSM way id, or a layer's own id
    std::uint32_t first_node = 0, node_count = 0;  ///< in `way_nodes`
    std::uint32_t first_tag = 0, tag_count = 0;    ///< in `tags`
    bool cut_at_start = false;                     ///< the extract lacks the node before the first
    bool cut_at_end = false;                       ///< the extract lacks the node after the last
  };
  using Tag = std::pair<std::uint32_t, std::uint32_t>;  ///< key and value, in `strings`

  /// A rule about turns, as mapped: from ways, over a node or over ways, to ways. Its tags say what
  /// it forbids, and to whom.
  struct Restriction {
    std::int64_t id = 0;
    std::uint32_t first_tag = 0, tag_count = 0;        ///< in `tags`
    std::uint32_t first_member = 0, member_count = 0;  ///< in `restriction_members`
  };
  struct RestrictionMember {
    enum class Role : std::uint8_t { from, via_node, via_way, to };
    Role role = Role::from;
    std::int64_t way_id = 0;            ///< unless the member is a node
    std::uint32_t node = missing_node;  ///< of a `via_node`
  };
  static constexpr std::uint32_t missing_node = 0xffffffffu;  ///< no way of the file passes it

  std::vector<LonLat> node_positions;
  std::vector<std::int64_t> node_ids;  ///< OSM node id; for OGR layers the order of first use
  /// Node tags that profiles may read (barriers), by node.
  std::unordered_map<std::uint32_t, std::vector<Tag>> node_tags;
  std::vector<std::uint32_t> way_nodes;
  /// By id, pieces of a way in its order. A piece of one node is no road, but says that the data
  /// end there.
  std::vector<Way> ways;
  std::vector<Restriction> restrictions;   ///< by id
  bool restrictions_are_relations = true;  ///< of OSM; else rows of a layer's turn table
  std::vector<RestrictionMember> restriction_members;
  std::vector<Tag> tags;
  std::vector<std::string> strings;
  /// The bounding box that each extract declares (OSM header), in degrees: beyond all of them ways
  /// are incomplete. Empty where some file declares none.
  std::vector<Box> declared_bounds;

  std::vector<std::string> elevation_rasters;  ///< files of the ground's height; not read yet

  /// Gives back the memory of nodes and ways; restrictions, tags and strings stay.
  void forget_ways();

  /// The value of a tag of a way; empty where absent.
  std::string_view tag(const Way& way, std::string_view key) const;
  /// The same of a restriction.
  std::string_view tag(const Restriction& restriction, std::string_view key) const;
  /// The value of a tag of a node; empty where absent.
  std::string_view node_tag(std::uint32_t node, std::string_view key) const;
};

}  // namespace coverage
