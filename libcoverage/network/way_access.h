#pragma once

#include <string_view>

#include "libcoverage/network/judge_way.h"

namespace coverage {

/// What the access tags of a way or barrier say to a mode, from the most open.
enum class Access {
  allowed,
  unmapped,     ///< no tag of the mode's hierarchy is there
  destination,  ///< to start or to end there, not to pass through
  dismount,     ///< pushing the bicycle
  refused,
};

/// The first tag present in the profile's hierarchy decides; at each of its levels the tag of the
/// direction (`motor_vehicle:forward`) comes first. Of a list (`agricultural;destination`) the most
/// open value counts. `direction` is `:forward`, `:backward`, or empty at a node.
Access mapped_access(const Profile& profile, const TagReader& tag, std::string_view direction);

/// Whether this mode is allowed by name: `motor_vehicle = destination` on a track. A general
/// `access = yes` says nothing of the mode, and `unknown` nothing at all.
bool is_allowed_by_name(const Profile& profile, const TagReader& tag, std::string_view direction);

}  // namespace coverage
