#include "libcoverage/network/judge_way.h"

#include <algorithm>
#include <array>
#include <string>

#include "libcoverage/base/text.h"

namespace coverage {

namespace {

template <class List>
bool contains(const List& list, std::string_view value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

bool matches(const Profile::TagPattern& pattern, const TagReader& tag) {
  const std::string_view value = tag(pattern.first);
  return pattern.second.empty() ? !value.empty() && value != "no" : value == pattern.second;
}

bool matches_any(const std::vector<Profile::TagPattern>& patterns, const TagReader& tag) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const auto& pattern) { return matches(pattern, tag); });
}

// Words of OSM for roads that are not there yet, or no longer.
constexpr std::array not_built = std::to_array<std::string_view>(
    {"abandoned", "construction", "demolished", "disused", "planned", "proposed", "razed"});

enum class Access { unmapped, allowed, refused };

/// The first access tag that is present decides.
Access mapped_access(const Profile& profile, const TagReader& tag) {
  for (const std::string& key : profile.access_keys) {
    const std::string_view value = tag(key);
    if (value.empty()) continue;
    return contains(profile.refused_access, value) ? Access::refused : Access::allowed;
  }
  return Access::unmapped;
}

/// Whether this mode is allowed by name: `motor_vehicle = destination` on a track. A general
/// `access = yes` says nothing of the mode, and `unknown` nothing at all.
bool is_allowed_by_name(const Profile& profile, const TagReader& tag) {
  constexpr auto allowing = std::to_array<std::string_view>(
      {"yes", "permissive", "designated", "official", "destination", "customers", "permit"});
  for (const std::string& key : profile.access_keys) {
    const std::string_view value = tag(key);
    if (!value.empty()) return key != "access" && contains(allowing, value);
  }
  return false;
}

enum class Direction { both, forward, backward, none };

bool is_roundabout(const TagReader& tag) {
  const std::string_view junction = tag("junction");
  return junction == "roundabout" || junction == "circular";
}

Direction direction_of(const Profile& profile, const Profile::RoadClass& road_class,
                       const TagReader& tag) {
  if (!profile.obeys_oneway) return Direction::both;
  for (const std::string& key : profile.oneway_exceptions) {
    if (tag(key) == "no") return Direction::both;
  }
  const std::string oneway = lower_ascii(tag("oneway"));
  if (oneway == "yes" || oneway == "true" || oneway == "1") return Direction::forward;
  if (oneway == "-1" || oneway == "reverse") return Direction::backward;
  if (oneway == "reversible" || oneway == "alternating") return Direction::none;
  if (oneway.empty() && (road_class.oneway || is_roundabout(tag))) return Direction::forward;
  return Direction::both;
}

/// What is driven one way, from the limits mapped for it, the most specific first.
class DrivenSpeed {
 public:
  DrivenSpeed(const Profile& profile, const Profile::RoadClass& road_class, const TagReader& tag)
      : profile_(profile), road_class_(road_class), tag_(tag) {}

  double towards(std::string_view direction_key) {
    if (const auto driven = of_layer()) return *driven;
    double speed = road_class_.speed_km_h;
    if (profile_.uses_limits) {
      if (const auto limit = mapped_limit(direction_key)) speed = *limit * road_class_.limit_share;
    }
    return std::min(speed, profile_.max_speed_km_h);
  }
  bool has_unread_limit() const { return has_unread_limit_; }

 private:
  /// A layer's own speed is what is driven, not a limit; 0 is how many layers say that they do not
  /// know.
  std::optional<double> of_layer() {
    const std::string_view text = tag_("speed");
    if (!profile_.uses_limits || text.empty()) return {};
    constexpr double least = 1;
    const auto speed = parse_maxspeed(profile_, text);
    if (speed && *speed >= least) return std::min(*speed, profile_.max_speed_km_h);
    has_unread_limit_ |= parse_number(trim(text)) != 0.0;
    return {};
  }

  std::optional<double> mapped_limit(std::string_view direction_key) {
    for (const std::string_view key :
         {direction_key, std::string_view("maxspeed"), std::string_view("maxspeed:type"),
          std::string_view("source:maxspeed"), std::string_view("zone:maxspeed")}) {
      const std::string_view text = tag_(key);
      if (text.empty()) continue;
      if (const auto limit = parse_maxspeed(profile_, text)) return limit;
      // The other keys often hold something else than a limit: `source:maxspeed = sign`.
      has_unread_limit_ |= key.starts_with("maxspeed") && key != "maxspeed:type";
    }
    return {};
  }

  const Profile& profile_;
  const Profile::RoadClass& road_class_;
  const TagReader& tag_;
  bool has_unread_limit_ = false;
};

/// Why a way is left out before its class is looked at.
std::optional<std::string> plain_refusal(const TagReader& tag, std::string_view road_class) {
  if (road_class.empty() && tag("route") == "ferry") return "ferry";
  if (contains(not_built, road_class)) return "not_built";
  if (tag("area") == "yes") return "area";
  return {};
}

RoadUse use_of(const Profile& profile, std::uint16_t road_class, Direction direction,
               const TagReader& tag) {
  const Profile::RoadClass& row = profile.classes[road_class];
  DrivenSpeed speed(profile, row, tag);
  RoadUse use;
  use.road_class = road_class;
  if (direction != Direction::backward) use.forward_km_h = speed.towards("maxspeed:forward");
  if (direction != Direction::forward) use.backward_km_h = speed.towards("maxspeed:backward");
  use.has_unread_limit = speed.has_unread_limit();
  const bool on_the_ground = parse_number(tag("level")).value_or(0) == 0;
  const bool open_to_stops = on_the_ground && !matches_any(profile.unstoppable_tags, tag);
  use.stoppable = row.stoppable && open_to_stops;
  use.habitable = row.demand_factor > 0 && open_to_stops;
  use.roundabout = is_roundabout(tag);
  return use;
}

/// The number that a text begins with, and what follows it.
std::optional<double> number_with_unit(std::string_view text, std::string_view& unit) {
  const std::size_t digits = std::min(text.find_first_not_of("0123456789.,"), text.size());
  std::string number(text.substr(0, digits));
  std::replace(number.begin(), number.end(), ',', '.');
  unit = trim(text.substr(digits));
  return parse_number(number);
}

std::optional<double> parse_one_limit(const Profile& profile, std::string_view text) {
  const std::string word = lower_ascii(trim(text));
  if (const auto known = profile.limits.find(word); known != profile.limits.end()) {
    return known->second;
  }
  // `FR:urban` for a country that the profile does not name: what `urban` alone stands for.
  const std::size_t colon = word.rfind(':');
  const std::string last = colon == std::string::npos ? word : word.substr(colon + 1);
  if (const auto known = profile.limits.find(last); known != profile.limits.end()) {
    return known->second;
  }
  std::string_view unit;
  const std::size_t zone = last.starts_with("zone") ? 4 : 0;
  const auto number = number_with_unit(std::string_view(last).substr(zone), unit);
  if (!number) return {};
  if (unit.empty() || unit == "km/h" || unit == "kmh" || unit == "kph") return number;
  if (unit == "mph") return *number * 1.609344;
  if (unit == "knots") return *number * 1.852;
  return {};
}

}  // namespace

std::variant<RoadUse, std::string> judge_way(const Profile& profile, const TagReader& tag) {
  const std::string_view highway = tag("highway");
  const std::string_view name = highway.empty() ? tag("class") : highway;
  if (const auto reason = plain_refusal(tag, name)) return *reason;
  const auto road_class = profile.find_class(name);
  if (!road_class) return highway.empty() && name != "none" ? "unknown_class" : "class";
  if (matches_any(profile.refused_tags, tag)) return "tag";
  if (mapped_access(profile, tag) == Access::refused) return "access";
  const Profile::RoadClass& row = profile.classes[*road_class];
  if (row.only_where_allowed && !is_allowed_by_name(profile, tag)) return "not_allowed";
  const Direction direction = direction_of(profile, row, tag);
  if (direction == Direction::none) return "reversible";
  return use_of(profile, *road_class, direction, tag);
}

bool is_blocked(const Profile& profile, const TagReader& tag) {
  const std::string_view barrier = tag("barrier");
  if (barrier.empty()) return false;
  switch (mapped_access(profile, tag)) {
    case Access::allowed:
      return false;
    case Access::refused:
      return true;
    case Access::unmapped:
      break;
  }
  return contains(profile.blocking_barriers, barrier);
}

std::optional<double> parse_maxspeed(const Profile& profile, std::string_view value) {
  constexpr double least_limit = 1, absurd = 200;  // beyond: a typing error
  std::string list(value);
  std::replace(list.begin(), list.end(), '|', ';');  // by lane
  std::optional<double> least;
  for (const std::string_view part : split(list, ';')) {
    const auto limit = parse_one_limit(profile, part);
    if (!limit || *limit < least_limit || *limit > absurd) continue;
    least = std::min(least.value_or(*limit), *limit);
  }
  return least;
}

}  // namespace coverage
