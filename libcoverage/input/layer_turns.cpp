#include "libcoverage/input/layer_turns.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <unordered_map>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/geo/vector_layer.h"
#include "libcoverage/input/layer_road_values.h"
#include "libcoverage/input/road_columns.h"

namespace coverage {

namespace {

using Role = RawRoads::RestrictionMember::Role;

/// A row: from one road, not on to another one, or not along a chain of others.
struct TurnRow {
  std::int64_t id = 0;
  std::int64_t from = 0;
  std::vector<std::int64_t> to;
  std::optional<LonLat> place;
  std::string example;
};

enum class Fate { holds, broken, partial, absent, apart, ambiguous };

Message fate_text(Fate fate) {
  switch (fate) {
    case Fate::broken:
      return {"rows of the turn table without readable ids of both roads: not applied",
              "lignes de la table des manœuvres sans identifiants lisibles des deux tronçons : non "
              "appliquées"};
    case Fate::partial:
      return {"rows of the turn table that bind some vehicles only: not applied",
              "lignes de la table des manœuvres ne visant que certains véhicules : non appliquées"};
    case Fate::absent:
      return {"rows of the turn table about roads that the data lack",
              "lignes de la table des manœuvres portant sur des tronçons absents des données"};
    case Fate::apart:
      return {"rows of the turn table whose roads do not meet: not applied",
              "lignes de la table des manœuvres dont les tronçons ne se touchent pas : non "
              "appliquées"};
    case Fate::ambiguous:
      return {"rows of the turn table whose roads meet at both ends, without a place: not applied",
              "lignes de la table des manœuvres dont les tronçons se touchent aux deux bouts, sans "
              "position : non appliquées"};
    case Fate::holds:
      break;
  }
  return {"forbidden turns read from the turn table",
          "manœuvres interdites lues dans la table des manœuvres"};
}

std::string code_of(Fate fate) {
  switch (fate) {
    case Fate::broken:
      return "turn_row_broken";
    case Fate::partial:
      return "turn_row_partial";
    case Fate::absent:
      return "turn_row_without_road";
    case Fate::apart:
      return "turn_row_apart";
    case Fate::ambiguous:
      return "turn_row_ambiguous";
    case Fate::holds:
      break;
  }
  return "turn_row_read";
}

/// Ids with `/`, `;`, `,`, `|` or blanks between them; nothing where one has no number.
std::optional<std::vector<std::int64_t>> ids_in(std::string text) {
  for (char& c : text) {
    if (c == '/' || c == ',' || c == '|' || c == ' ') c = ';';
  }
  std::vector<std::int64_t> ids;
  for (const std::string_view part : split(text, ';')) {
    if (trim(part).empty()) continue;
    const auto id = way_id_of(part);
    if (!id) return {};
    ids.push_back(*id);
  }
  if (ids.empty()) return {};
  return ids;
}

class TurnReader {
 public:
  TurnReader(const RoadMapping::Turns& turns, const Execution& execution, StringPool& pool,
             RawRoads& roads, SourceReport& report)
      : turns_(turns), execution_(execution), pool_(pool), roads_(roads), report_(report) {}

  void read(const VectorLayer& layer, const std::optional<std::string>& crs) {
    const auto required = [&](const std::vector<std::string>& names) {
      const auto found = find_columns(layer, names);
      if (found.empty()) layer.column(names.front());
      return found;
    };
    const auto from = required(turns_.from), to = required(turns_.to);
    const auto id = find_columns(layer, turns_.id), kind = find_columns(layer, turns_.kind);
    std::optional<Transformer> to_degrees;
    if (layer.has_geometry()) to_degrees.emplace(layer.crs(crs), Crs::wgs84());
    layer.for_each([&](const Feature& feature) {
      execution_.check_interrupted();
      TurnRow row;
      row.example =
          fmt::format("fid {}: {} → {}", feature.fid(), first_text(feature, from).value_or("NULL"),
                      first_text(feature, to).value_or("NULL"));
      const auto froms = ids_in(first_text(feature, from).value_or(""));
      auto tos = ids_in(first_text(feature, to).value_or(""));
      if (!froms || froms->size() != 1 || !tos) return note(Fate::broken, row.example);
      if (!kind.empty() && !forbids(first_text(feature, kind))) {
        return note(Fate::partial,
                    row.example + " (" + first_text(feature, kind).value_or("NULL") + ")");
      }
      row.id = way_id_of(first_text(feature, id).value_or("")).value_or(feature.fid());
      row.from = froms->front();
      row.to = std::move(*tos);
      if (to_degrees) row.place = place_of(feature, *to_degrees);
      rows_.push_back(std::move(row));
    });
  }

  void finish() {
    index_ends();
    std::stable_sort(rows_.begin(), rows_.end(),
                     [](const TurnRow& a, const TurnRow& b) { return a.id < b.id; });
    for (const TurnRow& row : rows_) note(add(row), row.example);
  }

 private:
  struct Ends {
    std::uint32_t first = 0, last = 0;
    bool touches(std::uint32_t node) const { return first == node || last == node; }
    std::uint32_t beyond(std::uint32_t node) const { return first == node ? last : first; }
  };

  void note(Fate fate, const std::string& example) {
    const bool is_fine = fate == Fate::holds || fate == Fate::partial || fate == Fate::absent;
    report_.note(is_fine ? SourceNote::Kind::information : SourceNote::Kind::doubtful,
                 code_of(fate), fate_text(fate), example);
  }

  bool forbids(const std::optional<std::string>& kind) const {
    if (turns_.forbidding.empty()) return true;
    return kind && std::any_of(turns_.forbidding.begin(), turns_.forbidding.end(),
                               [&](const std::string& word) {
                                 return lower_ascii(word) == lower_ascii(*kind);
                               });
  }

  static std::optional<LonLat> place_of(const Feature& feature, const Transformer& to_degrees) {
    const Geometry geometry = feature.geometry();
    const auto* point = std::get_if<Point>(&geometry);
    const auto degrees = point ? to_degrees(*point) : std::nullopt;
    if (!degrees) return {};
    return LonLat{degrees->x, degrees->y};
  }

  /// The ends of the ways that rows name; a way of several parts has the ends of each.
  void index_ends() {
    for (const TurnRow& row : rows_) {
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

  bool touches(std::int64_t way, std::uint32_t node) const {
    const std::vector<Ends>& parts = ends_.at(way);
    return std::any_of(parts.begin(), parts.end(),
                       [&](const Ends& ends) { return ends.touches(node); });
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
    const auto all_start_there = std::all_of(row.to.begin(), row.to.end(),
                                             [&](std::int64_t way) { return touches(way, *via); });
    if (all_start_there) {
      add_turns(row, *via);
      return Fate::holds;
    }
    return add_chain(row, *via) ? Fate::holds : Fate::apart;
  }

  /// Where the road of a row meets the first of its others, or for a chain in reverse the last.
  std::vector<std::uint32_t> shared_ends(const TurnRow& row) const {
    std::vector<std::uint32_t> shared;
    for (const Ends& part : ends_.at(row.from)) {
      for (const std::uint32_t node : {part.first, part.last}) {
        if (touches(row.to.front(), node) || touches(row.to.back(), node)) shared.push_back(node);
      }
    }
    // Where a road turns back onto itself both of its ends are shared.
    std::sort(shared.begin(), shared.end());
    shared.erase(std::unique(shared.begin(), shared.end()), shared.end());
    return shared;
  }

  std::optional<std::uint32_t> nearest(const std::vector<std::uint32_t>& nodes,
                                       const std::optional<LonLat>& place) const {
    if (!place) return {};
    const auto away = [&](std::uint32_t node) {
      const LonLat at = roads_.node_positions[node];
      const double shrink = std::cos(at.lat * std::acos(-1.0) / 180);
      return std::hypot((at.lon - place->lon) * shrink, at.lat - place->lat);
    };
    return *std::min_element(nodes.begin(), nodes.end(),
                             [&](std::uint32_t a, std::uint32_t b) { return away(a) < away(b); });
  }

  void add_turns(const TurnRow& row, std::uint32_t via) {
    std::vector<RawRoads::RestrictionMember> members{{Role::from, row.from, RawRoads::missing_node},
                                                     {Role::via_node, 0, via}};
    for (const std::int64_t to : row.to) members.push_back({Role::to, to, RawRoads::missing_node});
    add_restriction(row.id, members);
  }

  /// Not along all of these roads, one after the other; returns whether they are such a chain.
  bool add_chain(const TurnRow& row, std::uint32_t via) {
    std::vector<std::int64_t> chain = row.to;
    if (!touches(chain.front(), via)) std::reverse(chain.begin(), chain.end());
    std::uint32_t at = via;
    for (const std::int64_t way : chain) {
      const std::vector<Ends>& parts = ends_.at(way);
      const auto part = std::find_if(parts.begin(), parts.end(),
                                     [&](const Ends& ends) { return ends.touches(at); });
      if (part == parts.end()) return false;
      at = part->beyond(at);
    }
    std::vector<RawRoads::RestrictionMember> members{
        {Role::from, row.from, RawRoads::missing_node}};
    for (const std::int64_t way : chain) {
      members.push_back(
          {way == chain.back() ? Role::to : Role::via_way, way, RawRoads::missing_node});
    }
    add_restriction(row.id, members);
    return true;
  }

  void add_restriction(std::int64_t id, std::span<const RawRoads::RestrictionMember> members) {
    roads_.restrictions.push_back({id, static_cast<std::uint32_t>(roads_.tags.size()), 1,
                                   static_cast<std::uint32_t>(roads_.restriction_members.size()),
                                   static_cast<std::uint32_t>(members.size())});
    roads_.tags.emplace_back(pool_.intern("restriction"), pool_.intern("no_entry"));
    roads_.restriction_members.insert(roads_.restriction_members.end(), members.begin(),
                                      members.end());
  }

  const RoadMapping::Turns& turns_;
  const Execution& execution_;
  StringPool& pool_;
  RawRoads& roads_;
  SourceReport& report_;
  std::vector<TurnRow> rows_;
  std::unordered_map<std::int64_t, std::vector<Ends>> ends_;
};

VectorLayer open_table(const std::string& path, const RoadsInput& input,
                       const RoadMapping::Turns& turns) {
  if (input.turn_layer) return VectorLayer::open(path, input.turn_layer);
  if (auto named = VectorLayer::open_named(path, turns.layers)) return std::move(*named);
  return VectorLayer::open(path);
}

}  // namespace

void read_layer_turns(const RoadsInput& input, const RoadMapping& mapping,
                      const Execution& execution, StringPool& pool, RawRoads& roads,
                      SourceReport& report) {
  if (!mapping.turns || !input.turn_restrictions) return;
  execution.progress.stage({"Reading forbidden turns", "Lecture des manœuvres interdites"});
  TurnReader reader(*mapping.turns, execution, pool, roads, report);
  bool found = false;
  for (const std::string& path : input.turn_tables) {
    reader.read(open_table(path, input, *mapping.turns), input.crs);
    found = true;
  }
  for (const std::string& path : input.paths) {
    if (!input.turn_tables.empty()) break;
    const auto names =
        input.turn_layer ? std::vector<std::string>{*input.turn_layer} : mapping.turns->layers;
    const auto layer = VectorLayer::open_named(path, names);
    if (!layer) continue;
    reader.read(*layer, input.crs);
    found = true;
  }
  if (!found) {
    report.note(SourceNote::Kind::information, "no_turn_table",
                {"no table of forbidden turns: name it in [roads].turn_table",
                 "pas de table des manœuvres interdites : indiquez-la dans [roads].turn_table"},
                fmt::format("{}", fmt::join(mapping.turns->layers, ", ")));
  }
  reader.finish();
}

}  // namespace coverage
