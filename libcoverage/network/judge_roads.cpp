#include "libcoverage/network/judge_roads.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <unordered_map>
#include <variant>

#include "libcoverage/base/parallel_for.h"
#include "libcoverage/network/conditional_tags.h"

namespace coverage {

namespace {

using Verdict = std::variant<RoadUse, std::string>;

/// Counts verdicts before they become notes: a network has millions of ways.
class Tally {
 public:
  void add(const std::string& code, SourceNote::Kind kind, const Message& text,
           const std::string& example) {
    auto [found, is_new] = places_.try_emplace(code, notes_.size());
    if (is_new) notes_.push_back({kind, code, text, 0, {}});
    SourceNote& note = notes_[found->second];
    ++note.count;
    constexpr std::size_t most = 10;
    if (note.examples.size() < most) note.examples.push_back(example);
  }
  void add_to(SourceReport& report) {
    for (SourceNote& note : notes_) report.notes.push_back(std::move(note));
  }

 private:
  std::map<std::string, std::size_t> places_;
  std::vector<SourceNote> notes_;  ///< in the order of their first case
};

/// Whether a layer's class is one of OSM's: a kind that this mode does not use, and no value that a
/// mapping forgot.
bool is_class_of_osm(std::string_view name) {
  constexpr auto classes = std::to_array<std::string_view>(
      {"bridleway",   "bus_guideway",  "busway",        "corridor",       "cycleway",
       "footway",     "living_street", "motorway",      "motorway_link",  "path",
       "pedestrian",  "pier",          "primary",       "primary_link",   "raceway",
       "residential", "road",          "secondary",     "secondary_link", "service",
       "steps",       "tertiary",      "tertiary_link", "track",          "trunk",
       "trunk_link",  "unclassified"});
  return std::find(classes.begin(), classes.end(), name) != classes.end();
}

std::string reason_of(const Verdict& verdict, const std::string& road_class) {
  std::string reason = std::get<std::string>(verdict);
  if (reason == "unknown_class" && is_class_of_osm(road_class)) reason = "class";
  return reason;
}

/// The values of the class column that the profile does not know, each with its number of ways.
void note_unknown_classes(const std::map<std::string, std::uint64_t>& unknown,
                          SourceReport& report) {
  if (unknown.empty()) return;
  SourceNote note{
      SourceNote::Kind::doubtful, "unknown_class", refusal_text("unknown_class"), 0, {}};
  for (const auto& [name, count] : unknown) {
    note.count += count;
    note.examples.push_back(fmt::format("{} ({})", name, count));
  }
  report.notes.push_back(std::move(note));
}

/// Ways with the same tags, but for names, form a kind: it is judged once.
class WayKinds {
 public:
  explicit WayKinds(const RawRoads& roads) : roads_(roads) {
    kind_of_way_.reserve(roads.ways.size());
    for (std::size_t s = 0; s < roads.strings.size(); ++s) {
      if (roads.strings[s] == "name" || roads.strings[s] == "ref") {
        ignored_.push_back(static_cast<std::uint32_t>(s));
      }
    }
    for (std::size_t w = 0; w < roads.ways.size(); ++w) add(w);
  }

  const std::vector<std::uint32_t>& of_way() const { return kind_of_way_; }
  /// A way of each kind, the first.
  const std::vector<std::size_t>& first_ways() const { return first_ways_; }

 private:
  void add(std::size_t w) {
    const RawRoads::Way& way = roads_.ways[w];
    if (w > 0 && roads_.ways[w - 1].first_tag == way.first_tag &&
        roads_.ways[w - 1].tag_count == way.tag_count) {
      kind_of_way_.push_back(kind_of_way_.back());  // another piece of the same way
      return;
    }
    signature_.clear();
    for (std::uint32_t t = way.first_tag; t < way.first_tag + way.tag_count; ++t) {
      const auto& [key, value] = roads_.tags[t];
      if (std::find(ignored_.begin(), ignored_.end(), key) != ignored_.end()) continue;
      for (const std::uint32_t number : {key, value}) {
        signature_.append({static_cast<char>(number), static_cast<char>(number >> 8),
                           static_cast<char>(number >> 16), static_cast<char>(number >> 24)});
      }
    }
    const auto [found, is_new] =
        kinds_.try_emplace(signature_, static_cast<std::uint32_t>(first_ways_.size()));
    if (is_new) first_ways_.push_back(w);
    kind_of_way_.push_back(found->second);
  }

  const RawRoads& roads_;
  std::vector<std::uint32_t> ignored_;
  std::string signature_;
  std::unordered_map<std::string, std::uint32_t> kinds_;
  std::vector<std::uint32_t> kind_of_way_;
  std::vector<std::size_t> first_ways_;
};

/// Why a use carries `has_unread_limit`: the first of these tags that is there.
std::string unread_value(const RawRoads& roads, const RawRoads::Way& way, const RoadUse& use) {
  if (use.ferry) {
    const std::string_view key =
        roads.tag(way, "duration").empty() || use.crossing_time ? "interval" : "duration";
    return std::string(roads.tag(way, key));
  }
  for (const std::string_view key : {"speed", "maxspeed"}) {
    if (!roads.tag(way, key).empty()) return std::string(roads.tag(way, key));
  }
  for (std::uint32_t t = way.first_tag; t < way.first_tag + way.tag_count; ++t) {
    const auto& [key, value] = roads.tags[t];
    if (roads.strings[key].starts_with("maxspeed:")) {
      return roads.strings[key] + "=" + roads.strings[value];
    }
  }
  return {};
}

/// Counts what became of each way.
class VerdictReporter {
 public:
  VerdictReporter(const RawRoads& roads, const Profile& profile)
      : roads_(roads), profile_(profile) {}

  void add(const RawRoads::Way& way, const Verdict& verdict,
           const std::vector<ConditionalTag>& conditional) {
    add_conditional(way, verdict, conditional);
    if (const auto* use = std::get_if<RoadUse>(&verdict)) {
      if (use->has_unread_limit) add_unread(way, *use);
      return;
    }
    const std::string road_class = class_of(roads_, way);
    const std::string reason = reason_of(verdict, road_class);
    if (reason == "unknown_class") {
      ++unknown_[road_class];
      return;
    }
    const std::string id = std::to_string(way.id);
    tally_.add("not_used_" + profile_.name + "_" + reason, SourceNote::Kind::information,
               for_this_mode(refusal_text(reason)),
               reason == "class" ? id + " (" + road_class + ")" : id);
  }

  void write(SourceReport& report) {
    tally_.add_to(report);
    note_unknown_classes(unknown_, report);
  }

 private:
  /// A study may have several modes, whose notes stand in one list.
  Message for_this_mode(const Message& text) const {
    return {profile_.label.english + ": " + text.english,
            profile_.label.french + " : " + text.french};
  }

  /// Of ways that are used, or might be at other hours.
  void add_conditional(const RawRoads::Way& way, const Verdict& verdict,
                       const std::vector<ConditionalTag>& conditional) {
    const auto* reason = std::get_if<std::string>(&verdict);
    const bool matters = !reason || *reason == "access" || *reason == "not_allowed" ||
                         *reason == "ferry" || *reason == "reversible";
    if (!matters) return;
    for (const ConditionalTag tag : conditional) {
      tally_.add("conditional_" + profile_.name + "_" + std::string(code_of(tag)),
                 SourceNote::Kind::doubtful, for_this_mode(note_text(tag)), std::to_string(way.id));
    }
  }

  void add_unread(const RawRoads::Way& way, const RoadUse& use) {
    const std::string example =
        std::to_string(way.id) + " (" + unread_value(roads_, way, use) + ")";
    if (use.ferry) {
      tally_.add(
          "unread_duration", SourceNote::Kind::doubtful,
          {"durations or intervals of ferries that are not understood: the profile’s own are used",
           "durées de traversée ou intervalles de passage non compris : ceux du profil servent"},
          example);
      return;
    }
    tally_.add("unread_limit", SourceNote::Kind::doubtful,
               {"speed limits that are not understood, or that no road has: the class’s speed is "
                "used",
                "limitations de vitesse non comprises ou absurdes : la vitesse de la classe sert"},
               example);
  }

  const RawRoads& roads_;
  const Profile& profile_;
  Tally tally_;
  std::map<std::string, std::uint64_t> unknown_;
};

std::vector<Verdict> judge_kinds(const RawRoads& roads, const Profile& profile,
                                 const std::vector<std::size_t>& ways, const Execution& execution) {
  std::vector<Verdict> verdicts(ways.size());
  constexpr std::size_t block = 512;
  parallel_for(
      ways.size(), execution.threads, block, [&](std::size_t begin, std::size_t end, unsigned) {
        execution.check_interrupted();
        for (std::size_t k = begin; k < end; ++k) {
          const RawRoads::Way& way = roads.ways[ways[k]];
          verdicts[k] =
              judge_way(profile, [&](std::string_view key) { return roads.tag(way, key); });
        }
      });
  return verdicts;
}

}  // namespace

RoadUses judge_roads(const RawRoads& roads, const Profile& profile, const Execution& execution,
                     SourceReport& report) {
  const WayKinds kinds(roads);
  const std::vector<Verdict> verdicts = judge_kinds(roads, profile, kinds.first_ways(), execution);
  const ConditionalTags conditional_tags(roads, profile);
  std::vector<std::vector<ConditionalTag>> conditional(verdicts.size());
  std::vector<RoadUse> distinct(verdicts.size());
  for (std::size_t k = 0; k < verdicts.size(); ++k) {
    conditional[k] = conditional_tags.of(roads.ways[kinds.first_ways()[k]]);
    if (const auto* use = std::get_if<RoadUse>(&verdicts[k])) distinct[k] = *use;
  }
  std::vector<std::uint32_t> of_way = kinds.of_way();
  VerdictReporter reporter(roads, profile);
  for (std::size_t w = 0; w < of_way.size(); ++w) {
    const RawRoads::Way& way = roads.ways[w];
    const Verdict& verdict = verdicts[of_way[w]];
    const bool is_same_way =
        w > 0 && roads.ways[w - 1].id == way.id && roads.ways[w - 1].first_tag == way.first_tag;
    if (!is_same_way) reporter.add(way, verdict, conditional[kinds.of_way()[w]]);
    if (!std::holds_alternative<RoadUse>(verdict)) of_way[w] = RoadUses::not_used;
  }
  reporter.write(report);
  return {std::move(distinct), std::move(of_way)};
}

std::vector<RefusedWay> find_refused_ways(const RawRoads& roads, const Profile& profile,
                                          const Execution& execution) {
  const WayKinds kinds(roads);
  const std::vector<Verdict> verdicts = judge_kinds(roads, profile, kinds.first_ways(), execution);
  std::vector<RefusedWay> refused;
  for (std::uint32_t w = 0; w < roads.ways.size(); ++w) {
    const Verdict& verdict = verdicts[kinds.of_way()[w]];
    if (!std::holds_alternative<std::string>(verdict) || roads.ways[w].node_count < 2) continue;
    refused.push_back({w, reason_of(verdict, class_of(roads, roads.ways[w]))});
  }
  return refused;
}

std::string class_of(const RawRoads& roads, const RawRoads::Way& way) {
  return std::string(class_name([&](std::string_view key) { return roads.tag(way, key); }));
}

Message refusal_text(const std::string& reason) {
  static const std::map<std::string, Message> texts = {
      {"class",
       {"ways of a kind that this mode does not use",
        "voies d’une nature que ce mode n’emprunte pas"}},
      {"unknown_class",
       {"roads whose class this profile does not know: map it in [roads].classes, or to \"none\"",
        "routes dont le profil ne connaît pas la classe : indiquez-la dans [roads].classes, ou "
        "« none »"}},
      {"not_allowed",
       {"tracks and paths that are not open to this mode by name",
        "chemins qui ne sont pas expressément ouverts à ce mode"}},
      {"access", {"ways closed to this mode", "voies interdites à ce mode"}},
      {"size",
       {"ways too narrow or too low for the vehicle",
        "voies trop étroites ou trop basses pour le véhicule"}},
      {"surface",
       {"ways whose surface or state stops this mode",
        "voies dont le revêtement ou l’état arrête ce mode"}},
      {"service",
       {"service roads of a kind that this mode does not use",
        "voies de service d’une nature que ce mode n’emprunte pas"}},
      {"tag", {"ways that the profile refuses by a tag", "voies refusées par un attribut"}},
      {"ferry",
       {"ferries that do not take this mode, or do not say so",
        "bacs et ferries qui ne prennent pas ce mode, ou ne le disent pas"}},
      {"area", {"ways that are areas", "voies qui sont des surfaces"}},
      {"not_built", {"ways that are not built, or no longer", "voies en projet ou disparues"}},
      {"reversible",
       {"ways whose direction changes with the hour", "voies dont le sens change selon l’heure"}}};
  const auto found = texts.find(reason);
  return found == texts.end() ? verbatim(reason) : found->second;
}

}  // namespace coverage
