#include "libcoverage/network/turn_restrictions.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "libcoverage/base/text.h"
#include "libcoverage/network/segment_directions.h"

namespace coverage {

namespace {

using Role = RawRoads::RestrictionMember::Role;
using Path = std::vector<DirectedSegment>;

Message note_text(std::string_view code) {
  static const std::map<std::string_view, Message> texts = {
      {"restriction_applied",
       {"turn restrictions that hold", "restrictions de tourner appliquées"}},
      {"restriction_by_hour",
       {"turn restrictions at certain hours only, not applied",
        "restrictions de tourner à certaines heures seulement, non appliquées"}},
      {"restriction_broken",
       {"turn restrictions without from, via or to: not applied",
        "restrictions de tourner sans from, via ou to : non appliquées"}},
      {"restriction_unread",
       {"turn restrictions of a kind that is not understood: not applied",
        "restrictions de tourner d’une nature inconnue : non appliquées"}},
      {"restriction_without_turn",
       {"turn restrictions about turns that this mode cannot make: roads that it does not use, "
        "that "
        "the data lack, or that do not meet",
        "restrictions portant sur des manœuvres impossibles à ce mode : voies qu’il n’emprunte "
        "pas, "
        "absentes des données ou qui ne se touchent pas"}},
      {"restriction_two_arms",
       {"turn restrictions whose ways pass the junction instead of ending there: the arm that fits "
        "their name is meant",
        "restrictions dont les voies traversent le carrefour au lieu d’y finir : la branche qui "
        "correspond à leur nom est retenue"}}};
  return texts.at(code);
}

/// What a restriction says to a mode.
struct Rule {
  enum class Kind { no, only };
  Kind kind = Kind::no;
  std::optional<double> turn_degrees;  ///< the turn that it names, left positive
};

std::optional<double> named_turn(std::string_view value) {
  if (value.find("left") != std::string_view::npos) return 90;
  if (value.find("right") != std::string_view::npos) return -90;
  if (value.find("straight") != std::string_view::npos) return 0;
  if (value.find("u_turn") != std::string_view::npos) return 180;
  return {};
}

std::optional<Rule> parse_rule(std::string_view value) {
  if (value.starts_with("no_")) return Rule{Rule::Kind::no, named_turn(value)};
  if (value.starts_with("only_")) return Rule{Rule::Kind::only, named_turn(value)};
  return {};
}

/// Finds the runs that restrictions speak of.
class RestrictionReader {
 public:
  RestrictionReader(const RawRoads& roads, const Profile& profile, const SegmentTable& segments,
                    const RunTable& runs, SourceReport& report)
      : roads_(roads), profile_(profile), table_(segments), runs_(runs), report_(report) {}

  std::vector<ForbiddenPath> read() {
    index_members();
    for (const RawRoads::Restriction& restriction : roads_.restrictions) {
      if (const std::string_view code = add(restriction); !code.empty()) note(code, restriction);
    }
    forbid_all_others();
    std::sort(forbidden_.begin(), forbidden_.end());
    forbidden_.erase(std::unique(forbidden_.begin(), forbidden_.end()), forbidden_.end());
    return std::move(forbidden_);
  }

 private:
  std::span<const RawRoads::RestrictionMember> members_of(
      const RawRoads::Restriction& restriction) const {
    return std::span(roads_.restriction_members)
        .subspan(restriction.first_member, restriction.member_count);
  }

  void index_members() {
    std::unordered_set<std::int64_t> ways;
    std::unordered_set<std::uint32_t> nodes;
    for (const RawRoads::RestrictionMember& member : roads_.restriction_members) {
      if (member.role == Role::via_node) {
        nodes.insert(member.node);
      } else {
        ways.insert(member.way_id);
      }
    }
    for (std::uint32_t s = 0; s < table_.rows.size(); ++s) {
      if (ways.contains(table_.rows[s].way_id)) rows_[table_.rows[s].way_id].push_back(s);
    }
    for (std::uint32_t n = 0; n < table_.nodes.size(); ++n) {
      if (nodes.contains(table_.nodes[n].raw)) nodes_[table_.nodes[n].raw].push_back(n);
    }
  }

  void note(std::string_view code, const RawRoads::Restriction& restriction) {
    const bool is_fine = code == "restriction_applied" || code == "restriction_without_turn";
    report_.note(is_fine ? SourceNote::Kind::information : SourceNote::Kind::doubtful,
                 std::string(code), note_text(code), name_of(restriction));
  }

  /// The same in every language: a relation of OSM, or the id of a row.
  std::string name_of(const RawRoads::Restriction& restriction) const {
    const std::string id = std::to_string(restriction.id);
    return roads_.restrictions_are_relations ? "relation " + id : "id " + id;
  }

  /// Returns the code of what became of it; empty where it does not bind this mode.
  std::string_view add(const RawRoads::Restriction& restriction) {
    const std::string_view value = value_of(restriction);
    if (value.empty()) {
      return speaks_of_hours(restriction) ? "restriction_by_hour" : "";
    }
    if (is_exempt(restriction)) return "";
    if (!roads_.tag(restriction, "hour_on").empty() || !roads_.tag(restriction, "day_on").empty()) {
      return "restriction_by_hour";
    }
    const auto rule = parse_rule(value);
    if (!rule) return "restriction_unread";
    if (is_broken(restriction)) return "restriction_broken";
    return apply(*rule, restriction);
  }

  std::string_view value_of(const RawRoads::Restriction& restriction) const {
    for (const std::string& key : profile_.restrictions.keys) {
      const std::string_view value = roads_.tag(restriction, key);
      if (!value.empty()) return value;
    }
    return {};
  }

  bool speaks_of_hours(const RawRoads::Restriction& restriction) const {
    return std::any_of(profile_.restrictions.keys.begin(), profile_.restrictions.keys.end(),
                       [&](const std::string& key) {
                         return !roads_.tag(restriction, key + ":conditional").empty();
                       });
  }

  bool is_exempt(const RawRoads::Restriction& restriction) const {
    for (const std::string_view mode : split(roads_.tag(restriction, "except"), ';')) {
      const auto& exempt = profile_.restrictions.exempt_as;
      if (std::find(exempt.begin(), exempt.end(), trim(mode)) != exempt.end()) return true;
    }
    return false;
  }

  bool is_broken(const RawRoads::Restriction& restriction) const {
    const auto has = [&](Role role) {
      const auto members = members_of(restriction);
      return std::any_of(members.begin(), members.end(),
                         [&](const auto& member) { return member.role == role; });
    };
    return !has(Role::from) || !has(Role::to) || (!has(Role::via_node) && !has(Role::via_way));
  }

  std::string_view apply(const Rule& rule, const RawRoads::Restriction& restriction) {
    bool chose = false;
    std::size_t applied = 0;
    for (const auto& from : members_of(restriction)) {
      if (from.role != Role::from) continue;
      for (const auto& to : members_of(restriction)) {
        if (to.role != Role::to) continue;
        std::vector<Path> paths = paths_between(from.way_id, to.way_id, restriction);
        chose |= keep_named_turn(rule, paths);
        for (const Path& path : paths) applied += forbid(rule, path);
      }
    }
    if (applied == 0) return "restriction_without_turn";
    return chose ? "restriction_two_arms" : "restriction_applied";
  }

  std::span<const std::uint32_t> rows_of(std::int64_t way) const {
    const auto found = rows_.find(way);
    if (found == rows_.end()) return {};
    return found->second;
  }

  /// All ways to travel from one way over the `via` to the other.
  std::vector<Path> paths_between(std::int64_t from, std::int64_t to,
                                  const RawRoads::Restriction& restriction) const {
    std::vector<Path> paths;
    std::vector<std::uint32_t> via_rows;
    for (const auto& member : members_of(restriction)) {
      if (member.role == Role::via_way) {
        const auto rows = rows_of(member.way_id);
        via_rows.insert(via_rows.end(), rows.begin(), rows.end());
      } else if (const auto nodes = nodes_.find(member.node);
                 member.role == Role::via_node && nodes != nodes_.end()) {
        for (const std::uint32_t node : nodes->second) add_turns(from, node, to, paths);
      }
    }
    if (!via_rows.empty()) add_paths_over(from, via_rows, to, paths);
    return paths;
  }

  /// The open directions of a way's segments that end (`arrives`) or begin at a node.
  std::vector<DirectedSegment> at_node(std::int64_t way, std::uint32_t node, bool arrives) const {
    std::vector<DirectedSegment> found;
    for (const std::uint32_t row : rows_of(way)) {
      for (const bool forward : {true, false}) {
        const DirectedSegment segment{row, forward};
        const std::uint32_t end = arrives ? end_of(table_, segment) : start_of(table_, segment);
        if (end == node && is_open(table_, segment)) found.push_back(segment);
      }
    }
    return found;
  }

  void add_turns(std::int64_t from, std::uint32_t node, std::int64_t to,
                 std::vector<Path>& paths) const {
    for (const DirectedSegment first : at_node(from, node, true)) {
      for (const DirectedSegment last : at_node(to, node, false)) paths.push_back({first, last});
    }
  }

  /// From every end of `from` on the via ways, the path with fewest segments to one of `to`.
  void add_paths_over(std::int64_t from, std::span<const std::uint32_t> via, std::int64_t to,
                      std::vector<Path>& paths) const {
    std::unordered_set<std::uint32_t> on_via;
    for (const std::uint32_t row : via) {
      on_via.insert(table_.rows[row].from);
      on_via.insert(table_.rows[row].to);
    }
    for (const std::uint32_t row : rows_of(from)) {
      for (const bool forward : {true, false}) {
        const DirectedSegment first{row, forward};
        if (!is_open(table_, first) || !on_via.contains(end_of(table_, first))) continue;
        if (auto path = path_over(first, via, to)) paths.push_back(std::move(*path));
      }
    }
  }

  std::optional<Path> path_over(DirectedSegment first, std::span<const std::uint32_t> via,
                                std::int64_t to) const {
    std::vector<Path> open{{first}};
    std::unordered_set<std::uint32_t> seen{end_of(table_, first)};
    for (std::size_t next = 0; next < open.size(); ++next) {
      const Path path = open[next];
      const std::uint32_t node = end_of(table_, path.back());
      const auto lasts =
          path.size() > 1 ? at_node(to, node, false) : std::vector<DirectedSegment>();
      if (!lasts.empty()) {
        open[next].push_back(lasts.front());
        return open[next];
      }
      for (const std::uint32_t row : via) {
        for (const bool forward : {true, false}) {
          const DirectedSegment step{row, forward};
          if (!is_open(table_, step) || start_of(table_, step) != node) continue;
          if (!seen.insert(end_of(table_, step)).second) continue;
          open.push_back(path);
          open.back().push_back(step);
        }
      }
    }
    return {};
  }

  /// Where several arms are possible and the restriction names a turn, the one that fits it best;
  /// says whether there was a choice.
  bool keep_named_turn(const Rule& rule, std::vector<Path>& paths) const {
    if (paths.size() < 2 || !rule.turn_degrees) return false;
    if (*rule.turn_degrees == 180) return keep_reversals(paths);
    const auto misfit = [&](const Path& path) {
      double turn = 0;
      for (std::size_t k = 1; k < path.size(); ++k) {
        turn += turn_degrees(table_, path[k - 1], path[k]);
      }
      const double off = std::abs(std::remainder(turn - *rule.turn_degrees, 360.0));
      return std::pair(off, runs_along(path));
    };
    const auto best =
        std::min_element(paths.begin(), paths.end(),
                         [&](const Path& a, const Path& b) { return misfit(a) < misfit(b); });
    paths = {*best};
    return true;
  }

  /// A way that passes the junction turns back on both of its arms.
  static bool keep_reversals(std::vector<Path>& paths) {
    const auto reverses = [](const Path& path) { return path.front().row == path.back().row; };
    if (std::none_of(paths.begin(), paths.end(), reverses)) return false;
    return std::erase_if(paths, [&](const Path& path) { return !reverses(path); }) > 0;
  }

  ForbiddenPath runs_along(const Path& path) const {
    ForbiddenPath runs;
    for (const DirectedSegment segment : path) {
      const RunTable::Place& place = runs_.places[segment.row];
      const DirectedRunId run = directed_run(place.run, place.along == segment.forward);
      if (runs.empty() || runs.back() != run) runs.push_back(run);
    }
    return runs;
  }

  /// Returns how many paths are forbidden by it.
  std::size_t forbid(const Rule& rule, const Path& path) {
    ForbiddenPath runs = runs_along(path);
    if (runs.size() < 2) return 0;
    if (rule.kind == Rule::Kind::no) {
      forbidden_.push_back(std::move(runs));
      return 1;
    }
    const DirectedRunId only = runs.back();
    runs.pop_back();
    only_[std::move(runs)].insert(only);
    return 1;
  }

  /// Where several `only_*` begin alike (several relations, or one with several `to`), each of
  /// their ends is allowed.
  void forbid_all_others() {
    for (const auto& [way_there, allowed] : only_) {
      ForbiddenPath runs = way_there;
      runs.emplace_back();
      for (const DirectedRunId other : runs_.leaving_from(runs_.start_of(*allowed.begin()))) {
        if (allowed.contains(other)) continue;
        runs.back() = other;
        forbidden_.push_back(runs);
      }
    }
  }

  const RawRoads& roads_;
  const Profile& profile_;
  const SegmentTable& table_;
  const RunTable& runs_;
  SourceReport& report_;
  std::unordered_map<std::int64_t, std::vector<std::uint32_t>> rows_;    ///< of the ways they name
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> nodes_;  ///< by raw node
  std::vector<ForbiddenPath> forbidden_;
  std::map<ForbiddenPath, std::set<DirectedRunId>> only_;  ///< where one may go on after a path
};

/// The ends of the segments of `via` ways, and the `via` nodes.
class RestrictedNodes {
 public:
  RestrictedNodes(const RawRoads& roads, const SegmentTable& table) : table_(table) {
    for (const RawRoads::RestrictionMember& member : roads.restriction_members) {
      if (member.role == Role::via_node) nodes_.insert(member.node);
      if (member.role == Role::via_way) ways_.insert(member.way_id);
    }
  }

  std::vector<std::uint32_t> find() const {
    std::vector<std::uint32_t> found;
    if (nodes_.empty() && ways_.empty()) return found;
    for (std::uint32_t n = 0; n < table_.nodes.size(); ++n) {
      if (nodes_.contains(table_.nodes[n].raw)) found.push_back(n);
    }
    for (const SegmentTable::Row& row : table_.rows) {
      if (ways_.contains(row.way_id)) found.insert(found.end(), {row.from, row.to});
    }
    return found;
  }

 private:
  const SegmentTable& table_;
  std::unordered_set<std::uint32_t> nodes_;
  std::unordered_set<std::int64_t> ways_;
};

}  // namespace

std::vector<std::uint32_t> find_restricted_nodes(const RawRoads& roads, const Profile& profile,
                                                 const SegmentTable& segments) {
  if (!profile.restrictions.are_obeyed) return {};
  return RestrictedNodes(roads, segments).find();
}

std::vector<ForbiddenPath> find_forbidden_paths(const RawRoads& roads, const Profile& profile,
                                                const SegmentTable& segments, const RunTable& runs,
                                                SourceReport& report) {
  if (!profile.restrictions.are_obeyed) return {};
  return RestrictionReader(roads, profile, segments, runs, report).read();
}

}  // namespace coverage
