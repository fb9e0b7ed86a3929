#pragma once

#include <cstdint>

#include "libcoverage/network/delay_kind.h"
#include "libcoverage/network/judge_way.h"

namespace coverage {

/// What a profile makes of a node on a way.
struct NodeVerdict {
  using Kind = DelayKind;
  /// The direction of travel along the way for which it counts, where the map says so. Unstated
  /// means both, but for `stop` and `give_way`: those stand before the nearest junction.
  enum class Direction : std::uint8_t { unstated, both, forward, backward };

  bool blocked = false;  ///< nobody of this mode passes
  /// Only those pass who start or end behind it: a private gate. It is passed where it stands on a
  /// way that is for its destinations only, and blocks where it would let others through.
  bool destination_only = false;
  bool is_unknown_barrier = false;  ///< a kind that nothing is known of: passed
  bool has_hours = false;           ///< also something at certain hours only, which is not read
  Kind kind = Kind::none;           ///< the longest where the node is several things
  Direction direction = Direction::unstated;
  Seconds delay;

  friend bool operator==(const NodeVerdict&, const NodeVerdict&) = default;
};

/// A barrier of the profile's list without a tag that opens it, any barrier or place with an access
/// tag that closes it (but for crossings, whose tags are about those who cross), and what is too
/// narrow or too low stop the mode; other nodes delay it as the profile says.
NodeVerdict judge_node(const Profile& profile, const TagReader& tag);

}  // namespace coverage
