#pragma once

#include <memory>
#include <optional>

#include "libcoverage/network/road_network.h"

namespace coverage {

/// Why a road that is nearer than the chosen one was refused.
enum class SnapRefusal : std::uint8_t {
  no_stopping,         ///< nobody may stop there: a motorway, a ramp, a bridge, a tunnel
  not_main_component,  ///< it does not lead to, and come from, the main network
  beyond_limit,        ///< it is farther than the limit
};
/// `no_stopping`…
const char* name_of(SnapRefusal refusal);

/// The nearest road of all, where it is not the one that a point snaps to.
struct RefusedRoad {
  Snap snap;
  SnapRefusal reason = SnapRefusal::no_stopping;
  std::uint64_t component_vertices = 0;  ///< vertices of the component that it belongs to
};

/// Where the last of several points was found: asks of a caller no more than to hand it on.
struct SnapHint {
  static constexpr std::uint32_t nowhere = 0xffffffff;
  std::uint32_t edge = nowhere;
};

/// Finds where points meet a network: the segment with the least connector time among those where
/// this mode may stop, in the main strong component, at the perpendicular foot; ties go to the
/// lowest segment id. One snap a point, which depends on no facility and no other point. Safe to
/// share between threads.
class Snapper {
 public:
  /// `network` must outlive the snapper.
  Snapper(const RoadNetwork& network, double limit_m);
  ~Snapper();
  Snapper(Snapper&&) noexcept;

  /// Nothing where no such segment lies within the limit.
  std::optional<Snap> snap(Point where) const;
  /// The same answer, sooner, for points that follow each other on the ground: the road of the last
  /// one bounds the search.
  std::optional<Snap> snap(Point where, SnapHint& last) const;
  /// The nearest road of all, where it is nearer than the one that `snap` has chosen: for reports.
  /// For points without a snap, the nearest one however far; nothing for a network without roads.
  std::optional<RefusedRoad> nearer_refused(Point where, const std::optional<Snap>& chosen) const;
  double limit_m() const;
  const RoadNetwork& network() const;

 private:
  struct Index;
  struct Refused;
  std::unique_ptr<Index> index_;
  std::unique_ptr<Refused> refused_;
};

}  // namespace coverage
