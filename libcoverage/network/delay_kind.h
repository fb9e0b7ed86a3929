#pragma once

#include <cstdint>
#include <string_view>

#include "libcoverage/base/message.h"

namespace coverage {

/// Why time is lost at a place of the road: printed in explained routes. Where a place is several
/// things at once, the one that takes longest.
enum class DelayKind : std::uint8_t {
  none,
  traffic_signals,
  stop,
  give_way,
  crossing,  ///< with or without lights
  mini_roundabout,
  level_crossing,
  barrier,
  traffic_calming,
  roundabout,   ///< entering one
  junction,     ///< of equal roads
  larger_road,  ///< a junction with a road of higher priority, where no sign is mapped
  ferry,        ///< waiting and boarding
};
constexpr DelayKind last_delay_kind = DelayKind::ferry;

/// "traffic signals", « feux de circulation »…; empty for none.
Message name_of(DelayKind kind);

/// What is passed, once or several times: "a stop sign", "3 stop signs".
Message places_text(DelayKind kind, std::uint32_t places);

/// The same for machines: `traffic_signals`.
std::string_view code_of(DelayKind kind);

}  // namespace coverage
