#include "libcoverage/input/layer_turns.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <span>
#include <unordered_map>

#include "libcoverage/input/turn_rows.h"

namespace coverage {

namespace {

using Role = RawRoads::RestrictionMember::Role;

/// What becomes of a row whose ids can be read.
enum class Fate { holds, absent, apart, ambiguous };

SourceNote note_of(Fate fate) {
  using Kind = SourceNote::Kind;
  switch (fate) {
    case Fate::absent:
      return {Kind::information,
              "turn_row_without_road",
              {"rows of the turn table about roads that the data lack",
               "lignes de la table des manœuvres portant sur des tronçons absents des données"},
              0,
              {}};
    case Fate::apart:
      return {Kind::doubtful,
              "turn_row_apart",
              {"rows of the turn table whose roads do not meet: not applied",
               "lignes de la table des manœuvres dont les tronçons ne se touchent pas : non "
               "appliquées"},
              0,
              {}};
    case Fate::ambiguous:
      return {Kind::doubtful,
              "turn_row_ambiguous",
              {"rows of the turn table whose roads meet at both ends, without a place: not applied",
               "lignes de la table des manœuvres dont les tronçons se touchent aux deux bouts, "
               "sans position : non appliquées"},
              0,
              {}};
    case Fate::holds:
      break;
  }
  return {Kind::information,
          "turn_row_read",
          {"forbidden turns read from the turn table",
           "manœuvres interdites lues dans la table des manœuvres"},
          0,
          {}};
}

/// Finds where the roads of rows meet, and adds the restrictions.
class TurnPlacer {
 public:
  TurnPlacer(StringPool& pool, RawRoads& roads) : pool_(pool), roads_(roads) {}

  void index(const std::vector<TurnRow>& rows) {
    for (const TurnRow& row : rows) {
      ends_[row.from];
      for (const std::int64_t to : row.to) ends_[to];
    }
    for (const RawRoads::Way& way : roads_.ways) {
      const auto found = ends_.find(way.id);
      if (found == ends_.end() || way.node_count == 0) continue;
      found->second.push_back({roads_.way_nodes[way.first_node],
                               roads_.way_nodes[way.first_node + way.node_count - 1]});
    }
  }

  Fate add(const TurnRow& row) {
    const auto is_absent = [&](std::int64_t way) { return ends_.at(way).empty(); };
    if (is_absent(row.from) || std::any_of(row.to.begin(), row.to.end(), is_absent)) {
      return Fate::absent;
    }
    const std::vector<std::uint32_t> shared = shared_ends(row);
    if (shared.empty()) return Fate::apart;
    const auto via = shared.size() == 1 ? shared.front() : nearest(shared, row.place);
    if (!via) return Fate::ambiguous;
    const bool all_begin_there = std::all_of(row.to.begin(), row.to.end(),
                                             [&](std::int64_t way) { return touches(way, *via); });
    if (!all_begin_there) return add_chain(row, *via) ? Fate::holds : Fate::apart;
    add_turns(row, *via);
    return Fate::holds;
  }

 private:
  struct Ends {
    std::uint32_t first = 0, last = 0;
    bool touches(std::uint32_t node) const { return first == node || last == node; }
    std::uint32_t beyond(std::uint32_t node) const { return first == node ? last : first; }
  };

  bool touches(std::int64_t way, std::uint32_t node) const {
    const std::vector<Ends>& parts = ends_.at(way);
    return std::any_of(parts.begin(), parts.end(),
                       [&](const Ends& ends) { return ends.touches(node); });
  }

  /// Where the road of a row meets the first of its others, or the last: a chain may be written
  /// from its far end. A road that turns back onto itself shares both of its ends.
  std::vector<std::uint32_t> shared_ends(const TurnRow& row) const {
    std::vector<std::uint32_t> shared;
    for (const Ends& part : ends_.at(row.from)) {
      for (const std::uint32_t node : {part.first, part.last}) {
        if (touches(row.to.front(), node) || touches(row.to.back(), node)) shared.push_back(node);
      }
    }
    std::sort(shared.begin(), shared.end());
    shared.erase(std::unique(shared.begin(), shared.end()), shared.end());
    return shared;
  }

  std::optional<std::uint32_t> nearest(const std::vector<std::uint32_t>& nodes,
                                       const std::optional<LonLat>& place) const {
    if (!place) return {};
    const auto away = [&](std::uint32_t node) {
      const LonLat at = roads_.node_positions[node];
      const double meridians = std::cos(at.lat * std::numbers::pi / 180);
      return std::hypot((at.lon - place->lon) * meridians, at.lat - place->lat);
    };
    return *std::min_element(nodes.begin(), nodes.end(),
                             [&](std::uint32_t a, std::uint32_t b) { return away(a) < away(b); });
  }

  void add_turns(const TurnRow& row, std::uint32_t via) {
    std::vector<RawRoads::RestrictionMember> members{way_member(Role::from, row.from)};
    members.push_back({Role::via_node, 0, via});
    for (const std::int64_t to : row.to) members.push_back(way_member(Role::to, to));
    add_restriction(row.id, members);
  }

  /// Not along all of these roads, one after the other; returns whether they are such a chain.
  bool add_chain(const TurnRow& row, std::uint32_t via) {
    std::vector<std::int64_t> chain = row.to;
    if (!touches(chain.front(), via)) std::reverse(chain.begin(), chain.end());
    std::vector<RawRoads::RestrictionMember> members{way_member(Role::from, row.from)};
    std::uint32_t at = via;
    for (std::size_t k = 0; k < chain.size(); ++k) {
      const std::vector<Ends>& parts = ends_.at(chain[k]);
      const auto part = std::find_if(parts.begin(), parts.end(),
                                     [&](const Ends& ends) { return ends.touches(at); });
      if (part == parts.end()) return false;
      at = part->beyond(at);
      members.push_back(way_member(k + 1 == chain.size() ? Role::to : Role::via_way, chain[k]));
    }
    add_restriction(row.id, members);
    return true;
  }

  static RawRoads::RestrictionMember way_member(Role role, std::int64_t way) {
    return {role, way, RawRoads::missing_node};
  }

  void add_restriction(std::int64_t id, std::span<const RawRoads::RestrictionMember> members) {
    RawRoads::Restriction added;
    added.id = id;
    added.first_tag = static_cast<std::uint32_t>(roads_.tags.size());
    added.tag_count = 1;
    added.first_member = static_cast<std::uint32_t>(roads_.restriction_members.size());
    added.member_count = static_cast<std::uint32_t>(members.size());
    roads_.restrictions.push_back(added);
    roads_.tags.emplace_back(pool_.intern("restriction"), pool_.intern("no_entry"));
    roads_.restriction_members.insert(roads_.restriction_members.end(), members.begin(),
                                      members.end());
  }

  StringPool& pool_;
  RawRoads& roads_;
  std::unordered_map<std::int64_t, std::vector<Ends>> ends_;  ///< of the ways that rows name
};

}  // namespace

void read_layer_turns(const RoadsInput& input, const RoadMapping& mapping,
                      const Execution& execution, StringPool& pool, RawRoads& roads,
                      SourceReport& report) {
  if (!mapping.turns || !input.turn_restrictions) return;
  const std::vector<TurnRow> rows = read_turn_rows(input, mapping, execution, report);
  roads.restrictions_are_relations = false;
  TurnPlacer placer(pool, roads);
  placer.index(rows);
  for (const TurnRow& row : rows) {
    const SourceNote note = note_of(placer.add(row));
    report.note(note.kind, note.code, note.text, row.example);
  }
}

}  // namespace coverage
