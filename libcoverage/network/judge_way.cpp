#include "libcoverage/network/judge_way.h"

#include <algorithm>
#include <array>
#include <string>

#include "libcoverage/base/text.h"
#include "libcoverage/network/crossing_duration.h"
#include "libcoverage/network/vehicle_size.h"
#include "libcoverage/network/way_access.h"
#include "libcoverage/network/way_direction.h"
#include "libcoverage/network/way_speed.h"

namespace coverage {

namespace {

bool matches(const Profile::TagPattern& pattern, const TagReader& tag) {
  const std::string_view value = tag(pattern.first);
  return pattern.second.empty() ? !value.empty() && value != "no" : value == pattern.second;
}

bool matches_any(const std::vector<Profile::TagPattern>& patterns, const TagReader& tag) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const auto& pattern) { return matches(pattern, tag); });
}

// Words of OSM for roads that are not there yet, or no longer: as `highway`, or as a tag `= yes`.
constexpr std::array not_built = std::to_array<std::string_view>(
    {"abandoned", "construction", "demolished", "disused", "planned", "proposed", "razed"});

bool is_not_built(std::string_view road_class, const TagReader& tag) {
  return std::any_of(not_built.begin(), not_built.end(), [&](std::string_view word) {
    return road_class == word || tag(word) == "yes";
  });
}

/// One of the two ways to follow a way.
struct Travel {
  bool is_open = false;
  Access access = Access::unmapped;
  std::string_view direction;
  bool is_pushed = false;  ///< against a one-way, on foot
};

class WayJudge {
 public:
  WayJudge(const Profile& profile, std::uint16_t road_class, const TagReader& tag)
      : profile_(profile),
        row_(profile.classes[road_class]),
        tag_(tag),
        speed_(profile, row_, tag) {
    use_.road_class = road_class;
    use_.ferry = row_.name == "ferry";
  }

  std::variant<RoadUse, std::string> judge() {
    if (const auto reason = refusal()) return row_.of_other_modes ? "class" : *reason;
    for (const Travel& travel : {forward_, backward_}) {
      if (travel.is_open) use_.destination_only |= travel.access == Access::destination;
    }
    set_speeds();
    set_stops();
    return use_;
  }

 private:
  std::optional<std::string> refusal() {
    if (tag_("area") == "yes" && !row_.uses_outlines) return "area";
    if (matches_any(profile_.refused_tags, tag_)) return "tag";
    if (!speed_.refusal().empty()) return std::string(speed_.refusal());
    for (Travel* travel : {&forward_, &backward_}) {
      travel->access = mapped_access(profile_, tag_, travel->direction);
      travel->is_open = travel->access != Access::refused;
    }
    if (!forward_.is_open && !backward_.is_open) return "access";
    if (row_.only_where_allowed && !keep_allowed_by_name()) {
      return use_.ferry ? "ferry" : "not_allowed";
    }
    if (auto reason = follow_oneway()) return reason;
    if (is_too_small(profile_, tag_)) return "size";
    return {};
  }

  bool keep_allowed_by_name() {
    for (Travel* travel : {&forward_, &backward_}) {
      travel->is_open &= is_allowed_by_name(profile_, tag_, travel->direction);
    }
    return forward_.is_open || backward_.is_open;
  }

  std::optional<std::string> follow_oneway() {
    const WayDirection direction = direction_of(profile_, row_, tag_);
    if (direction == WayDirection::changing) return "reversible";
    if (direction == WayDirection::backward) close(forward_);
    if (direction == WayDirection::forward) close(backward_);
    if (!forward_.is_open && !backward_.is_open) return "access";
    return {};
  }

  /// Who pushes a bicycle is a walker, whom no one-way stops.
  void close(Travel& travel) {
    const auto& refused = profile_.refused_access;
    const bool may_walk = std::find(refused.begin(), refused.end(), tag_("foot")) == refused.end();
    travel.is_pushed = profile_.pushes_against_oneway && may_walk && !is_roundabout(tag_);
    travel.is_open &= travel.is_pushed;
  }

  void set_speeds() {
    if (use_.ferry) set_crossing_time();
    if (forward_.is_open) {
      set_speed(forward_, false, use_.forward_km_h, use_.forward_source);
      set_speed(forward_, true, use_.urban_forward_km_h, use_.urban_forward_source);
    }
    if (backward_.is_open) {
      set_speed(backward_, false, use_.backward_km_h, use_.backward_source);
      set_speed(backward_, true, use_.urban_backward_km_h, use_.urban_backward_source);
    }
    use_.has_unread_limit |= speed_.has_unread_limit();
  }

  void set_speed(const Travel& travel, bool is_urban, double& km_h, SpeedSource& source) {
    SourcedSpeed speed{row_.speed_km_h,
                       use_.crossing_time ? SpeedSource::ferry_duration : SpeedSource::ferry_class};
    if (!use_.ferry) {
      speed = speed_.towards(travel.direction, is_urban);
      speed.km_h /= profile_.congestion;
    }
    const bool is_pushed = travel.access == Access::dismount || travel.is_pushed;
    if (is_pushed && profile_.dismount_speed_km_h < speed.km_h) {
      speed = {profile_.dismount_speed_km_h, SpeedSource::walking};
    }
    km_h = speed.km_h;
    source = speed.source;
  }

  void set_crossing_time() {
    const std::string_view duration = tag_("duration");
    use_.crossing_time = parse_crossing_duration(duration);
    const std::string_view interval_text = tag_("interval");
    const auto interval = parse_crossing_duration(interval_text);
    use_.boarding = profile_.delays.ferry;
    if (interval) {
      const Seconds half = Seconds::from_milliseconds(interval->milliseconds() / 2);
      use_.boarding = half + profile_.delays.ferry_boarding;
    }
    use_.has_unread_limit =
        (!duration.empty() && !use_.crossing_time) || (!interval_text.empty() && !interval);
  }

  void set_stops() {
    const bool on_the_ground = parse_number(tag_("level")).value_or(0) == 0;
    const bool open_to_stops = on_the_ground && !matches_any(profile_.unstoppable_tags, tag_);
    use_.stoppable = row_.stoppable && open_to_stops && !use_.ferry;
    use_.habitable = row_.demand_factor > 0 && open_to_stops && !use_.ferry;
    use_.roundabout = is_roundabout(tag_);
  }

  const Profile& profile_;
  const Profile::RoadClass& row_;
  const TagReader& tag_;
  WaySpeed speed_;
  Travel forward_{false, Access::unmapped, ":forward"};
  Travel backward_{false, Access::unmapped, ":backward"};
  RoadUse use_;
};

}  // namespace

std::string_view class_name(const TagReader& tag) {
  const std::string_view highway = tag("highway");
  if (!highway.empty()) return highway;
  if (tag("route") == "ferry") return "ferry";
  const std::string_view layer_class = tag("class");
  return layer_class.empty() && tag("man_made") == "pier" ? "pier" : layer_class;
}

std::variant<RoadUse, std::string> judge_way(const Profile& profile, const TagReader& tag) {
  const std::string_view highway = tag("highway");
  const bool is_ferry = highway.empty() && tag("route") == "ferry";
  const std::string_view name = class_name(tag);
  if (is_not_built(name, tag)) return "not_built";
  const auto road_class = profile.find_class(name);
  if (!road_class) {
    if (is_ferry) return "ferry";
    return highway.empty() && name != "none" ? "unknown_class" : "class";
  }
  return WayJudge(profile, *road_class, tag).judge();
}

}  // namespace coverage
