#include "libcoverage/network/way_speed.h"

#include <algorithm>
#include <array>
#include <string>

#include "libcoverage/base/text.h"

namespace coverage {

namespace {

SourcedSpeed slower(SourcedSpeed a, SourcedSpeed b) {
  return b.km_h < a.km_h ? b : a;
}

/// Values of `maxspeed` that say, in good order, that there is no number.
bool is_without_number(std::string_view value) {
  constexpr auto words =
      std::to_array<std::string_view>({"default", "implicit", "sign", "signals", "variable"});
  return std::find(words.begin(), words.end(), value) != words.end();
}

/// What the tags say of the surroundings: `urban` of a layer, `zone:traffic = FR:rural`.
std::optional<bool> mapped_surroundings(const TagReader& tag) {
  const std::string_view urban = tag("urban");
  if (urban == "yes") return true;
  if (urban == "no") return false;
  const std::string zone = lower_ascii(trim(tag("zone:traffic")));
  if (zone.ends_with("urban") || zone.ends_with("town")) return true;
  if (zone.ends_with("rural") || zone.ends_with("motorway")) return false;
  return {};
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

WaySpeed::WaySpeed(const Profile& profile, const Profile::RoadClass& road_class,
                   const TagReader& tag)
    : profile_(profile),
      road_class_(road_class),
      tag_(tag),
      cap_{profile.max_speed_km_h, SpeedSource::maximum} {
  apply_cap(profile_.services, "service", SpeedSource::service);
  apply_cap(profile_.surfaces, "surface", SpeedSource::surface);
  apply_cap(profile_.smoothness, "smoothness", SpeedSource::surface);
  apply_cap(profile_.tracktypes, "tracktype", SpeedSource::surface);
  const bool is_mapped =
      !tag("surface").empty() || !tag("smoothness").empty() || !tag("tracktype").empty();
  if (!is_mapped && road_class.unmapped_surface_km_h > 0) {
    cap_ = slower(cap_, {road_class.unmapped_surface_km_h, SpeedSource::class_rural});
  }
}

/// Of a list (`asphalt;gravel`) the slowest counts.
void WaySpeed::apply_cap(const Profile::SpeedCaps& caps, std::string_view key, SpeedSource source) {
  for (const std::string_view part : split(tag_(key), ';')) {
    const auto found = caps.find(lower_ascii(trim(part)));
    if (found == caps.end()) continue;
    if (found->second <= 0) refusal_ = source == SpeedSource::service ? "service" : "surface";
    cap_ = slower(cap_, {found->second, source});
  }
}

SourcedSpeed WaySpeed::towards(std::string_view direction, bool is_urban) {
  std::optional<SourcedSpeed> speed;
  if (profile_.uses_limits) speed = of_layer();
  if (profile_.uses_limits && !speed) speed = of_limit(direction);
  if (!speed) speed = of_class(is_urban);
  if (profile_.uses_limits) speed = with_advice(*speed, direction);
  return slower(*speed, cap_);
}

/// In bends and on ramps the speed that a sign advises is what is driven.
SourcedSpeed WaySpeed::with_advice(SourcedSpeed speed, std::string_view direction) {
  constexpr std::string_view key = "maxspeed:advisory";
  const std::string_view directed = tag_(std::string(key) + std::string(direction));
  const auto advice = parse_maxspeed(profile_, directed.empty() ? tag_(key) : directed);
  return advice ? slower(speed, {*advice, SpeedSource::advisory}) : speed;
}

/// A layer's own speed is what is driven, not a limit; 0 is how many layers say that they do not
/// know.
std::optional<SourcedSpeed> WaySpeed::of_layer() {
  const std::string_view text = tag_("speed");
  if (text.empty()) return {};
  constexpr double least = 1;
  const auto speed = parse_maxspeed(profile_, text);
  if (speed && *speed >= least) return SourcedSpeed{*speed, SpeedSource::layer};
  has_unread_limit_ |= parse_number(trim(text)) != 0.0;
  return {};
}

/// The most specific tag that can be read decides: of the mode, of the direction, of all, of the
/// lanes, and then the words of law.
std::optional<SourcedSpeed> WaySpeed::of_limit(std::string_view direction) {
  const auto directed_first = [&](const std::string& key) {
    auto limit = of_limit_key(key + std::string(direction));
    return limit ? limit : of_limit_key(key);
  };
  for (const std::string& key : profile_.limit_keys) {
    if (const auto limit = directed_first(key)) return limit;
  }
  if (const auto limit = directed_first("maxspeed")) return limit;
  if (const auto limit = directed_first("maxspeed:lanes")) return limit;
  return of_legal_word();
}

std::optional<SourcedSpeed> WaySpeed::of_limit_key(std::string_view key) {
  const std::string_view text = trim(tag_(key));
  if (text.empty()) return {};
  if (const auto limit = parse_maxspeed(profile_, text)) {
    const bool is_number = text.front() >= '0' && text.front() <= '9';
    return SourcedSpeed{*limit * road_class_.limit_share,
                        is_number ? SpeedSource::limit : SpeedSource::legal_limit};
  }
  has_unread_limit_ |= !is_without_number(lower_ascii(text));
  return {};
}

/// These keys often hold something else than a limit: `source:maxspeed = survey`.
std::optional<SourcedSpeed> WaySpeed::of_legal_word() {
  for (const std::string_view key : {"maxspeed:type", "source:maxspeed", "zone:maxspeed"}) {
    if (const auto limit = parse_maxspeed(profile_, tag_(key))) {
      return SourcedSpeed{*limit * road_class_.limit_share, SpeedSource::legal_limit};
    }
  }
  return {};
}

SourcedSpeed WaySpeed::of_class(bool is_urban) const {
  return mapped_surroundings(tag_).value_or(is_urban)
             ? SourcedSpeed{road_class_.urban_speed_km_h, SpeedSource::class_urban}
             : SourcedSpeed{road_class_.speed_km_h, SpeedSource::class_rural};
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
