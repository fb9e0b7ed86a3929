#include "libcoverage/network/way_direction.h"

#include <algorithm>
#include <array>
#include <optional>

#include "libcoverage/base/text.h"

namespace coverage {

namespace {

/// Nothing for a value that says nothing: absent, or not of OSM's words.
std::optional<WayDirection> read_oneway(std::string_view value) {
  const std::string word = lower_ascii(trim(value));
  if (word == "yes" || word == "true" || word == "1") return WayDirection::forward;
  if (word == "-1" || word == "reverse") return WayDirection::backward;
  if (word == "reversible") return WayDirection::changing;
  // Alternating every few minutes, at signals: open both ways.
  if (word == "no" || word == "false" || word == "0" || word == "alternating") {
    return WayDirection::both;
  }
  return {};
}

/// Cyclists may ride against the one-way: `cycleway = opposite_lane`, or a lane at one side whose
/// own direction is the other, or both.
bool has_contraflow(const TagReader& tag) {
  constexpr auto sides = std::to_array<std::string_view>(
      {"cycleway", "cycleway:left", "cycleway:right", "cycleway:both"});
  return std::any_of(sides.begin(), sides.end(), [&](std::string_view side) {
    if (tag(side).starts_with("opposite")) return true;
    if (side == "cycleway" || tag(side) == "no" || tag(side) == "separate") return false;
    const auto own = read_oneway(tag(std::string(side) + ":oneway"));
    return own == WayDirection::backward || own == WayDirection::both;
  });
}

}  // namespace

bool is_roundabout(const TagReader& tag) {
  const std::string_view junction = tag("junction");
  return junction == "roundabout" || junction == "circular";
}

WayDirection direction_of(const Profile& profile, const Profile::RoadClass& road_class,
                          const TagReader& tag) {
  for (const std::string& key : profile.oneway_keys) {
    if (const auto own = read_oneway(tag(key))) return *own;
  }
  if (!profile.obeys_oneway) return WayDirection::both;
  const bool is_implied = road_class.oneway || is_roundabout(tag);
  const WayDirection direction =
      read_oneway(tag("oneway")).value_or(is_implied ? WayDirection::forward : WayDirection::both);
  const bool is_one_way = direction == WayDirection::forward || direction == WayDirection::backward;
  if (is_one_way && profile.cycle_contraflow && has_contraflow(tag)) return WayDirection::both;
  return direction;
}

}  // namespace coverage
