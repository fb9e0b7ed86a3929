#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "libcoverage/network/profile.h"
#include "libcoverage/network/speed_source.h"

namespace coverage {

/// What a profile makes of a way.
struct RoadUse {
  std::uint16_t road_class = 0;  ///< in `Profile::classes`
  /// Driven outside built-up areas, or wherever a tag decides; 0: closed this way. The profile's
  /// congestion is in it.
  double forward_km_h = 0;
  double backward_km_h = 0;
  /// The same where the surroundings are built up and no tag says so, nor gives a limit.
  double urban_forward_km_h = 0;
  double urban_backward_km_h = 0;
  SpeedSource forward_source = SpeedSource::class_rural;
  SpeedSource backward_source = SpeedSource::class_rural;
  SpeedSource urban_forward_source = SpeedSource::class_urban;
  SpeedSource urban_backward_source = SpeedSource::class_urban;
  bool stoppable = true;
  bool habitable = false;
  bool roundabout = false;
  bool ferry = false;
  bool destination_only = false;  ///< trips may begin and end here, but not pass through
  bool has_unread_limit = false;  ///< a limit or speed is mapped, and nothing could be made of it
  /// A ferry's duration from one end of the way to the other, without boarding: instead of the
  /// speeds.
  std::optional<Seconds> crossing_time;
  Seconds boarding;  ///< lost before and after a crossing: waiting and boarding

  bool depends_on_place() const {
    return forward_km_h != urban_forward_km_h || backward_km_h != urban_backward_km_h;
  }
  friend bool operator==(const RoadUse&, const RoadUse&) = default;
};

/// Reads a tag of a way or node by its key; empty where absent.
using TagReader = std::function<std::string_view(std::string_view key)>;

/// What a way is judged by: the value of `highway`, `ferry`, `pier`, or a layer's class.
std::string_view class_name(const TagReader& tag);

/// How a mode uses a way, or the reason why it does not: `class` (a kind of road this mode does not
/// use), `unknown_class` (the same, of a layer: perhaps a mapping is missing), `not_allowed` (a
/// kind that needs a permission, which is absent), `access`, `tag` (refused by another tag),
/// `size` (too narrow or too low), `surface`, `service`, `ferry`, `area`, `not_built`,
/// `reversible`.
///
/// Ways of OSM have a tag `highway`, `route = ferry` or `man_made = pier`; those of other layers
/// `class` (which is a class of the profile or of OSM; `none` leaves the way out), `speed` (km/h
/// really driven), `oneway` (`yes`, `-1`, `no`), `level` (other than 0 on a bridge or in a tunnel),
/// `urban` (`yes`, `no`) and, where they are mapped, the access tags of OSM.
std::variant<RoadUse, std::string> judge_way(const Profile& profile, const TagReader& tag);

/// A `maxspeed` value in km/h (`50`, `30 mph`, `FR:rural`, `walk`, `none`, the least of `50;30`);
/// nothing where it is not understood, or no road has such a limit.
std::optional<double> parse_maxspeed(const Profile& profile, std::string_view value);

}  // namespace coverage
