#pragma once

#include "libcoverage/network/judge_way.h"

namespace coverage {

/// Which way a mode may follow a way, by its one-way tags alone.
enum class WayDirection {
  both,
  forward,
  backward,
  changing,  ///< reversible by the hour: nothing is known
};

/// `junction = roundabout` or `circular`.
bool is_roundabout(const TagReader& tag);

WayDirection direction_of(const Profile& profile, const Profile::RoadClass& road_class,
                          const TagReader& tag);

}  // namespace coverage
