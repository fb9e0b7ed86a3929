#pragma once

#include <array>
#include <optional>
#include <span>

#include "libcoverage/base/execution.h"
#include "libcoverage/base/strong_id.h"
#include "libcoverage/network/road_network.h"

namespace coverage {

/// The departures of all homes (`append_departures`), found once for the queries of a network: what
/// they read of the network lies far apart, and this side by side. Takes 32 bytes a home.
class HomeDepartures {
 public:
  HomeDepartures(const RoadNetwork& roads, const IdVector<DemandIndex, std::optional<Snap>>& homes,
                 const Execution& execution);

  /// None where a home has no snap.
  std::span<const Seed> of(DemandIndex home) const {
    const std::array<Seed, 2>& row = rows_[home];
    std::size_t count = 0;
    while (count < row.size() && row[count].vertex.valid()) ++count;
    return std::span(row).first(count);
  }

 private:
  /// A run has two ends: vertices that are not there stand last.
  IdVector<DemandIndex, std::array<Seed, 2>> rows_;
};

}  // namespace coverage
