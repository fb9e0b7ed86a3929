#include "libcoverage/output/route_text.h"

#include <algorithm>
#include <cmath>

#include "libcoverage/base/text.h"
#include "libcoverage/output/people_text.h"
#include "libcoverage/output/words.h"

namespace coverage {

namespace {

/// Whole above 10 km/h; people on foot want the half as well.
std::string speed_text(double km_h, Language language) {
  std::string text = format_decimals(km_h, km_h < 10 ? 1 : 0);
  if (language == Language::french) std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

Message road_text(const RouteLeg& leg) {
  Message text = verbatim(printable(leg.name));
  if (leg.name.empty()) {
    const Message road_class = road_class_label(leg.road_class);
    text = {"road without a name (" + road_class.english + ")",
            "voie sans nom (" + road_class.french + ")"};
  }
  const std::optional<double> speed = leg.speed_km_h();
  if (!speed) return text;
  const Message source = name_of(leg.speed_source);
  return {fmt::format("{}, at {} km/h ({})", text.english, speed_text(*speed, Language::english),
                      source.english),
          fmt::format("{}, à {} km/h ({})", text.french, speed_text(*speed, Language::french),
                      source.french)};
}

Message delay_text(const RouteLeg& leg) {
  if (leg.cause == DelayKind::ferry) {
    return {"waiting and boarding", "d’attente et d’embarquement"};
  }
  const Message places = places_text(leg.cause, leg.delays);
  return {"lost at " + places.english, "d’attente à " + places.french};
}

Message turn_text(RouteLeg::Turn turn) {
  switch (turn) {
    case RouteLeg::Turn::left:
      return {"turning left", "tourner à gauche"};
    case RouteLeg::Turn::right:
      return {"turning right", "tourner à droite"};
    case RouteLeg::Turn::back:
      return {"turning back", "demi-tour"};
  }
  return {};
}

/// "24 s", "2 min 05 s", "1 h 02 min 05 s": under each other, seconds stand under seconds.
std::string table_time(std::uint64_t seconds) {
  if (seconds < 60) return fmt::format("{}\u00a0s", seconds);
  const std::string end = fmt::format("{}min\u00a0{:02}\u00a0s", "\u00a0", seconds % 60);
  if (seconds < 3600) return fmt::format("{}{}", seconds / 60, end);
  return fmt::format("{}\u00a0h\u00a0{:02}{}", seconds / 3600, seconds / 60 % 60, end);
}

std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  }));
}

struct TableLine {
  std::string time, length, text;
};

std::string aligned(const std::vector<TableLine>& lines) {
  std::size_t times = 0;
  std::size_t lengths = 0;
  for (const TableLine& line : lines) {
    times = std::max(times, width(line.time));
    lengths = std::max(lengths, width(line.length));
  }
  std::string result;
  for (const TableLine& line : lines) {
    result += "  " + std::string(times - width(line.time), ' ') + line.time;
    result += "  " + std::string(lengths - width(line.length), ' ') + line.length;
    result += "  " + line.text + "\n";
  }
  return result;
}

/// What a sum rounded up grows by with each leg.
class RoundedUp {
 public:
  explicit RoundedUp(std::int64_t unit) : unit_(unit) {}
  std::uint64_t add(std::int64_t value) {
    const std::int64_t before = whole();
    sum_ += value;
    return static_cast<std::uint64_t>(whole() - before);
  }

 private:
  std::int64_t whole() const { return (sum_ + unit_ - 1) / unit_; }
  std::int64_t unit_;
  std::int64_t sum_ = 0;
};

}  // namespace

Message leg_text(const RouteLeg& leg) {
  switch (leg.kind) {
    case RouteLeg::Kind::walk_to_road:
      return {"on foot to the road", "à pied jusqu’à la route"};
    case RouteLeg::Kind::road:
      return road_text(leg);
    case RouteLeg::Kind::delay:
      return delay_text(leg);
    case RouteLeg::Kind::turn:
      return turn_text(leg.turn);
    case RouteLeg::Kind::terminal:
      return {"starting, parking and walking to the door",
              "départ, stationnement et marche jusqu’à la porte"};
    case RouteLeg::Kind::walk_to_facility:
      return {"on foot to the facility", "à pied jusqu’au lieu d’accueil"};
  }
  return {};
}

std::string route_table(const ExplainedRoute& route, const Message& total, Language language) {
  const auto line = [&](std::uint64_t seconds, std::uint64_t metres, bool has_length,
                        const Message& text) {
    return TableLine{table_time(seconds),
                     has_length ? whole_text(metres, language) + "\u00a0m" : "", text.in(language)};
  };
  RoundedUp seconds(1000);
  RoundedUp metres(1000);
  std::vector<TableLine> lines;
  std::uint64_t all_seconds = 0;
  std::uint64_t all_metres = 0;
  for (const RouteLeg& leg : route.legs) {
    const std::uint64_t time = seconds.add(leg.time.milliseconds());
    const std::uint64_t length = metres.add(leg.length.millimetres());
    const bool has_length = leg.kind == RouteLeg::Kind::walk_to_road ||
                            leg.kind == RouteLeg::Kind::road ||
                            leg.kind == RouteLeg::Kind::walk_to_facility;
    lines.push_back(line(time, length, has_length, leg_text(leg)));
    all_seconds += time;
    all_metres += length;
  }
  lines.push_back(line(all_seconds, all_metres, true, total));
  return aligned(lines);
}

Message route_total_text(const Message& travel) {
  return {"in all, " + travel.english, "en tout, " + travel.french};
}

const Message& refusal_text(SnapRefusal refusal) {
  static const Message no_stopping = {"nobody may stop there (motorway, ramp, bridge, tunnel)",
                                      "arrêt impossible (autoroute, bretelle, pont, tunnel)"};
  static const Message not_main = {"not connected both ways to the main network",
                                   "non reliée dans les deux sens au réseau principal"};
  static const Message too_far = {"beyond the limit", "au-delà de la limite"};
  switch (refusal) {
    case SnapRefusal::no_stopping:
      return no_stopping;
    case SnapRefusal::not_main_component:
      return not_main;
    case SnapRefusal::beyond_limit:
      return too_far;
  }
  return too_far;
}

Message nearest_road_text(const RoadNetwork& roads, const RefusedRoad& nearest, double limit_m) {
  const std::uint32_t segment = nearest.snap.segment.value();
  const std::string name = printable(roads.names[roads.segment_name[segment]]);
  const std::string way = std::to_string(roads.segment_way_id[segment]);
  const std::string road = name.empty() ? "way " + way : name + ", way " + way;
  const Message& refusal = refusal_text(nearest.reason);
  const bool too_far = nearest.reason == SnapRefusal::beyond_limit;
  const std::string limit = too_far ? " (" + format_number(limit_m) + " m)" : "";
  return {fmt::format("the nearest road ({}) is {} away: {}{}", road,
                      length_text(nearest.snap.connector_length, Language::english),
                      refusal.english, limit),
          fmt::format("la route la plus proche ({}) est à {} : {}{}", road,
                      length_text(nearest.snap.connector_length, Language::french), refusal.french,
                      limit)};
}

const Message& unreachable_text() {
  static const Message text = {"no road leads from there to a place that answers",
                               "aucune route ne mène de là à un lieu d’accueil qui réponde"};
  return text;
}

std::string printable(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool is_c1 =
        byte == 0xc2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xa0;
    if (is_c1) ++i;
    result += is_c1 || byte < 0x20 || byte == 0x7f ? ' ' : text[i];
  }
  return result;
}

}  // namespace coverage
