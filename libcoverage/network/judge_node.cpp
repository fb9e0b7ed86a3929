#include "libcoverage/network/judge_node.h"

#include <algorithm>
#include <array>
#include <optional>

#include "libcoverage/network/way_access.h"

namespace coverage {

namespace {

using Kind = NodeVerdict::Kind;
using Direction = NodeVerdict::Direction;

bool is_barrier_closed(const Profile& profile, const TagReader& tag, std::string_view barrier) {
  switch (mapped_access(profile, tag, {})) {
    case Access::allowed:
    case Access::destination:
    case Access::dismount:
      return false;
    case Access::refused:
      return true;
    case Access::unmapped:
      break;
  }
  const auto& blocking = profile.blocking_barriers;
  return tag("locked") == "yes" ||
         std::find(blocking.begin(), blocking.end(), barrier) != blocking.end();
}

Direction read_direction(std::string_view value) {
  if (value == "forward") return Direction::forward;
  if (value == "backward") return Direction::backward;
  if (value == "both") return Direction::both;
  return Direction::unstated;
}

/// What slows everybody down; islands and painted lines do not.
bool slows_down(std::string_view traffic_calming) {
  constexpr auto kinds = std::to_array<std::string_view>(
      {"bump", "chicane", "choker", "cushion", "dip", "hump", "mini_bumps", "table", "yes"});
  return std::find(kinds.begin(), kinds.end(), traffic_calming) != kinds.end();
}

/// Keeps the longest delay of all that a node is.
class NodeDelay {
 public:
  void add(Kind kind, Seconds delay, std::string_view direction) {
    if (delay <= longest_.delay) return;
    longest_.kind = kind;
    longest_.delay = delay;
    longest_.direction = read_direction(direction);
  }
  const NodeVerdict& longest() const { return longest_; }

 private:
  NodeVerdict longest_;
};

/// Lights over a road: most stand at a junction, some for walkers only; others hold nobody up.
void add_signals(const Profile::Delays& delays, const TagReader& tag, NodeDelay& result) {
  const std::string_view what = tag("traffic_signals"), own = tag("traffic_signals:direction");
  const std::string_view direction = own.empty() ? tag("direction") : own;
  if (what == "blinker" || what == "emergency" || what == "lane_control") return;
  if (what == "pedestrian_crossing") {
    result.add(Kind::crossing, delays.crossing_signals, direction);
  } else {
    result.add(Kind::traffic_signals, delays.traffic_signals, direction);
  }
}

void add_highway(const Profile::Delays& delays, const TagReader& tag, NodeDelay& result) {
  const std::string_view highway = tag("highway"), direction = tag("direction");
  if (highway == "traffic_signals") {
    add_signals(delays, tag, result);
  } else if (highway == "stop") {
    result.add(Kind::stop, delays.stop, direction);
  } else if (highway == "give_way") {
    result.add(Kind::give_way, delays.give_way, direction);
  } else if (highway == "mini_roundabout") {
    // Here `direction` is how the traffic turns around it.
    result.add(Kind::mini_roundabout, delays.mini_roundabout, {});
  } else if (highway == "crossing") {
    const std::string_view crossing = tag("crossing");
    const bool has_lights = crossing == "traffic_signals" || tag("crossing:signals") == "yes";
    if (crossing == "no" || crossing == "unmarked") return;
    result.add(Kind::crossing, has_lights ? delays.crossing_signals : delays.crossing, direction);
  }
}

}  // namespace

NodeVerdict judge_node(const Profile& profile, const TagReader& tag) {
  NodeDelay result;
  add_highway(profile.delays, tag, result);
  const std::string_view railway = tag("railway");
  if (railway == "level_crossing" || railway == "crossing") {
    result.add(Kind::level_crossing, profile.delays.level_crossing, {});
  }
  if (slows_down(tag("traffic_calming"))) {
    result.add(Kind::traffic_calming, profile.delays.traffic_calming, tag("direction"));
  }
  const std::string_view barrier = tag("barrier");
  if (barrier.empty() || barrier == "no") return result.longest();
  if (is_barrier_closed(profile, tag, barrier)) {
    NodeVerdict closed;
    closed.blocked = true;
    closed.kind = Kind::barrier;
    return closed;
  }
  const auto delay = profile.barriers.find(barrier);
  if (delay != profile.barriers.end()) result.add(Kind::barrier, delay->second, {});
  return result.longest();
}

Message name_of(NodeVerdict::Kind kind) {
  switch (kind) {
    case Kind::traffic_signals:
      return {"traffic signals", "feux de circulation"};
    case Kind::stop:
      return {"stop sign", "stop"};
    case Kind::give_way:
      return {"give-way sign", "cédez-le-passage"};
    case Kind::crossing:
      return {"pedestrian crossing", "passage piéton"};
    case Kind::mini_roundabout:
      return {"mini-roundabout", "mini-giratoire"};
    case Kind::level_crossing:
      return {"level crossing", "passage à niveau"};
    case Kind::barrier:
      return {"barrier", "barrière"};
    case Kind::traffic_calming:
      return {"traffic calming", "ralentisseur"};
    case Kind::none:
      break;
  }
  return {"", ""};
}

}  // namespace coverage
