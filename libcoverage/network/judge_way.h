#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "libcoverage/network/profile.h"

namespace coverage {

/// What a profile makes of a way.
struct RoadUse {
  std::uint16_t road_class = 0;  ///< in `Profile::classes`
  double forward_km_h = 0;       ///< 0: closed this way
  double backward_km_h = 0;
  bool stoppable = true;
  bool habitable = false;
  bool roundabout = false;
  bool has_unread_limit = false;  ///< a limit or speed is mapped, and nothing could be made of it
};

/// Reads a tag of a way or node by its key; empty where absent.
using TagReader = std::function<std::string_view(std::string_view key)>;

/// How a mode uses a way, or the reason why it does not: `class` (a kind of road this mode does not
/// use), `unknown_class` (the same, of a layer: perhaps a mapping is missing), `not_allowed` (a
/// kind that needs a permission, which is absent), `access`, `tag` (refused by another tag),
/// `ferry`, `area`, `not_built`, `reversible`.
///
/// Ways of OSM have a tag `highway`; those of other layers `class` (which is a class of the profile
/// or of OSM; `none` leaves the way out), `speed` (km/h really driven), `oneway` (`yes`, `-1`,
/// `no`) and `level` (other than 0 on a bridge or in a tunnel).
std::variant<RoadUse, std::string> judge_way(const Profile& profile, const TagReader& tag);

/// Whether a node stops this mode: a barrier of the profile's list without a tag that opens it, or
/// any barrier with an access tag that closes it.
bool is_blocked(const Profile& profile, const TagReader& tag);

/// A `maxspeed` value in km/h (`50`, `30 mph`, `FR:rural`, `walk`, `none`, the least of `50;30`);
/// nothing where it is not understood, or no road has such a limit.
std::optional<double> parse_maxspeed(const Profile& profile, std::string_view value);

}  // namespace coverage
