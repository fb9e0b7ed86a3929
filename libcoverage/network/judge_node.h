#pragma once

#include <cstdint>

#include "libcoverage/network/judge_way.h"

namespace coverage {

/// What a profile makes of a node on a way.
struct NodeVerdict {
  /// What is lost there, the longest where the node is several things.
  enum class Kind : std::uint8_t {
    none,
    traffic_signals,
    stop,
    give_way,
    crossing,  ///< with or without lights
    mini_roundabout,
    level_crossing,
    barrier,
    traffic_calming,
  };
  /// The direction of travel along the way for which it counts, where the map says so. Unstated
  /// means both, but for `stop` and `give_way`: those stand before the nearest junction.
  enum class Direction : std::uint8_t { unstated, both, forward, backward };

  bool blocked = false;  ///< nobody of this mode passes
  Kind kind = Kind::none;
  Direction direction = Direction::unstated;
  Seconds delay;

  friend bool operator==(const NodeVerdict&, const NodeVerdict&) = default;
};

/// A barrier of the profile's list without a tag that opens it, or any barrier with an access tag
/// that closes it, stops the mode; other nodes delay it as the profile says.
NodeVerdict judge_node(const Profile& profile, const TagReader& tag);

/// "traffic signals", « feux de circulation »…; empty for none.
Message name_of(NodeVerdict::Kind kind);

}  // namespace coverage
