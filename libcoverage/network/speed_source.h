#pragma once

#include <cstdint>

#include "libcoverage/base/message.h"

namespace coverage {

/// Where the speed on a road comes from: printed in explained routes.
enum class SpeedSource : std::uint8_t {
  class_rural,     ///< the profile's speed of the road's class, outside built-up areas
  class_urban,     ///< the same in built-up areas
  limit,           ///< a number on a sign: `maxspeed = 70`
  legal_limit,     ///< a limit by law, mapped as a word: `maxspeed:type = FR:rural`
  layer,           ///< the speed that a layer of roads gives
  surface,         ///< a cap for the surface, the smoothness or the grade of a track
  service,         ///< a cap for the kind of service road
  walking,         ///< the bicycle is pushed
  ferry_duration,  ///< the mapped duration of a crossing
  ferry_class,     ///< the profile's speed of ferries
  advisory,        ///< an advisory speed: `maxspeed:advisory = 50`
  maximum,         ///< the fastest that the profile drives
};

/// "speed limit", « limitation de vitesse »…
Message name_of(SpeedSource source);

}  // namespace coverage
