#include "libcoverage/network/judge_node.h"

#include <algorithm>
#include <array>
#include <optional>

#include "libcoverage/network/vehicle_size.h"
#include "libcoverage/network/way_access.h"

namespace coverage {

namespace {

using Kind = NodeVerdict::Kind;
using Direction = NodeVerdict::Direction;

enum class Passage { open, destination, closed };

bool contains(const std::vector<std::string>& list, std::string_view value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

Passage passage_of(const Profile& profile, const TagReader& tag, std::string_view barrier) {
  if (is_too_small(profile, tag)) return Passage::closed;
  const bool is_locked = tag("locked") == "yes";
  switch (mapped_access(profile, tag, {})) {
    case Access::allowed:
    case Access::dismount:
      return Passage::open;
    case Access::destination:
      return is_locked ? Passage::closed : Passage::destination;
    case Access::refused:
      return Passage::closed;
    case Access::unmapped:
      break;
  }
  return is_locked || contains(profile.blocking_barriers, barrier) ? Passage::closed
                                                                   : Passage::open;
}

/// OSM's usual kinds: modes whose profiles do not name them pass.
bool is_known_barrier(const Profile& profile, std::string_view barrier) {
  constexpr auto kinds = std::to_array<std::string_view>({"block",
                                                          "bollard",
                                                          "border_control",
                                                          "bump_gate",
                                                          "bus_trap",
                                                          "cable_barrier",
                                                          "cattle_grid",
                                                          "chain",
                                                          "city_wall",
                                                          "coupure",
                                                          "cycle_barrier",
                                                          "debris",
                                                          "delineators",
                                                          "entrance",
                                                          "full-height_turnstile",
                                                          "gate",
                                                          "hampshire_gate",
                                                          "height_restrictor",
                                                          "horse_stile",
                                                          "jersey_barrier",
                                                          "kent_carriage_gap",
                                                          "kerb",
                                                          "kissing_gate",
                                                          "lift_gate",
                                                          "log",
                                                          "motorcycle_barrier",
                                                          "planter",
                                                          "retaining_wall",
                                                          "rising_bollard",
                                                          "rope",
                                                          "sally_port",
                                                          "sliding_beam",
                                                          "sliding_gate",
                                                          "spikes",
                                                          "squeeze_gate",
                                                          "step",
                                                          "stile",
                                                          "sump_buster",
                                                          "swing_gate",
                                                          "toll_booth",
                                                          "turnstile",
                                                          "wicket_gate",
                                                          "yes"});
  return std::find(kinds.begin(), kinds.end(), barrier) != kinds.end() ||
         profile.barriers.contains(barrier) || contains(profile.blocking_barriers, barrier);
}

/// Whether an access tag closes a place that is no barrier. On crossings, signals and the like it
/// may be about those who cross the road.
bool is_closed_place(const Profile& profile, const TagReader& tag) {
  if (!tag("highway").empty() || !tag("railway").empty() || !tag("crossing").empty()) return false;
  return is_too_small(profile, tag) || mapped_access(profile, tag, {}) == Access::refused;
}

bool has_conditional_access(const Profile& profile, const TagReader& tag) {
  return std::any_of(profile.access_keys.begin(), profile.access_keys.end(),
                     [&](const std::string& key) { return !tag(key + ":conditional").empty(); });
}

NodeVerdict closed_verdict() {
  NodeVerdict closed;
  closed.blocked = true;
  closed.kind = Kind::barrier;
  return closed;
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

/// Without what holds at certain hours only.
NodeVerdict judge_passage(const Profile& profile, const TagReader& tag) {
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
  if (barrier.empty() || barrier == "no") {
    return is_closed_place(profile, tag) ? closed_verdict() : result.longest();
  }
  const Passage passage = passage_of(profile, tag, barrier);
  if (passage == Passage::closed) return closed_verdict();
  const auto delay = profile.barriers.find(barrier);
  if (delay != profile.barriers.end()) result.add(Kind::barrier, delay->second, {});
  NodeVerdict verdict = result.longest();
  verdict.destination_only = passage == Passage::destination;
  verdict.is_unknown_barrier = !is_known_barrier(profile, barrier);
  return verdict;
}

}  // namespace

NodeVerdict judge_node(const Profile& profile, const TagReader& tag) {
  NodeVerdict verdict = judge_passage(profile, tag);
  const bool is_barrier = !tag("barrier").empty();
  verdict.has_hours =
      has_conditional_access(profile, tag) || (is_barrier && !tag("opening_hours").empty());
  return verdict;
}

}  // namespace coverage
