#pragma once

#include <memory>
#include <optional>

#include "libcoverage/network/road_network.h"

namespace coverage {

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
  double limit_m() const;
  const RoadNetwork& network() const;

 private:
  struct Index;
  std::unique_ptr<Index> index_;
};

}  // namespace coverage
