#include "libcoverage/network/judge_roads.h"

#include <algorithm>
#include <map>
#include <string>
#include <variant>

#include "libcoverage/base/parallel_for.h"

namespace coverage {

namespace {

using Verdict = std::variant<RoadUse, std::string>;

Message drop_text(const std::string& reason) {
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
      {"tag", {"ways that the profile refuses by a tag", "voies refusées par un attribut"}},
      {"ferry", {"ferries", "bacs et ferries"}},
      {"area", {"ways that are areas", "voies qui sont des surfaces"}},
      {"not_built", {"ways that are not built, or no longer", "voies en projet ou disparues"}},
      {"reversible",
       {"ways whose direction changes with the hour", "voies dont le sens change selon l’heure"}}};
  const auto found = texts.find(reason);
  return found == texts.end() ? verbatim(reason) : found->second;
}

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

std::string class_of(const RawRoads& roads, const RawRoads::Way& way) {
  const std::string_view highway = roads.tag(way, "highway");
  return std::string(highway.empty() ? roads.tag(way, "class") : highway);
}

/// The values of the class column that the profile does not know, each with its number of ways.
void note_unknown_classes(const std::map<std::string, std::uint64_t>& unknown,
                          SourceReport& report) {
  if (unknown.empty()) return;
  SourceNote note{SourceNote::Kind::doubtful, "unknown_class", drop_text("unknown_class"), 0, {}};
  for (const auto& [name, count] : unknown) {
    note.count += count;
    note.examples.push_back(fmt::format("{} ({})", name, count));
  }
  report.notes.push_back(std::move(note));
}

void report_verdicts(const RawRoads& roads, const Profile& profile,
                     const std::vector<Verdict>& verdicts, SourceReport& report) {
  Tally tally;
  std::map<std::string, std::uint64_t> unknown;
  for (std::size_t w = 0; w < verdicts.size(); ++w) {
    const RawRoads::Way& way = roads.ways[w];
    if (w > 0 && roads.ways[w - 1].id == way.id && roads.ways[w - 1].first_tag == way.first_tag) {
      continue;  // another piece of the same way
    }
    const std::string id = std::to_string(way.id);
    if (const auto* use = std::get_if<RoadUse>(&verdicts[w])) {
      if (!use->has_unread_limit) continue;
      const std::string value(
          roads.tag(way, roads.tag(way, "speed").empty() ? "maxspeed" : "speed"));
      tally.add("unread_limit", SourceNote::Kind::doubtful,
                {"speed limits that are not understood, or that no road has: the class’s speed is "
                 "used",
                 "limitations de vitesse non comprises ou absurdes : la vitesse de la classe sert"},
                id + " (" + value + ")");
      continue;
    }
    const std::string& reason = std::get<std::string>(verdicts[w]);
    if (reason == "unknown_class") {
      ++unknown[class_of(roads, way)];
      continue;
    }
    tally.add("not_used_" + profile.name + "_" + reason, SourceNote::Kind::information,
              drop_text(reason), reason == "class" ? id + " (" + class_of(roads, way) + ")" : id);
  }
  tally.add_to(report);
  note_unknown_classes(unknown, report);
}

}  // namespace

std::vector<std::optional<RoadUse>> judge_roads(const RawRoads& roads, const Profile& profile,
                                                const Execution& execution, SourceReport& report) {
  std::vector<Verdict> verdicts(roads.ways.size());
  constexpr std::size_t block = 4096;
  parallel_for(
      verdicts.size(), execution.threads, block, [&](std::size_t begin, std::size_t end, unsigned) {
        execution.check_interrupted();
        for (std::size_t w = begin; w < end; ++w) {
          verdicts[w] = judge_way(
              profile, [&](std::string_view key) { return roads.tag(roads.ways[w], key); });
        }
      });
  report_verdicts(roads, profile, verdicts, report);
  std::vector<std::optional<RoadUse>> uses(verdicts.size());
  for (std::size_t w = 0; w < verdicts.size(); ++w) {
    if (const auto* use = std::get_if<RoadUse>(&verdicts[w])) uses[w] = *use;
  }
  return uses;
}

}  // namespace coverage
