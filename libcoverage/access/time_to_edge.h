#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libcoverage/model/query.h"
#include "libcoverage/network/road_network.h"
#include "libcoverage/routing/search_graph.h"

namespace coverage {

/// The time from any home to the nearest edge of the data: where a way is cut by the extract, or
/// where the facility list stops being complete. An access time that is not longer than it is
/// certain: no facility beyond the edge could be nearer.
///
/// The connector of the home counts; what comes after the edge, the walk to a door included, does
/// not, so that a doubtful value is never called certain.
class TimeToEdge {
 public:
  /// Distances matter to targets that have one, and take a search of their own.
  enum class Measure { time, time_and_distance };

  /// `into` is the reverse graph of the network; `edges` as `edges_of_data` gives them for
  /// `outside`. On a road that leads to an outside vertex the edge lies somewhere before it: for a
  /// home there, at the home.
  TimeToEdge(const SearchGraph& into, std::span<const VertexId> edges,
             std::vector<std::uint8_t> outside = {}, Measure measure = Measure::time);

  /// Unreachable where no edge can be reached. `departures` are those of `home`.
  Seconds from(const Snap& home, std::span<const Seed> departures) const;

  /// Whether the edge is so near, in time and by the shortest roads, that a facility beyond it may
  /// meet the threshold: one that takes longer than the nearest may still be less far away. Without
  /// `Measure::time_and_distance` any distance may be met.
  bool may_be_met_beyond(const Threshold& threshold, const Snap& home,
                         std::span<const Seed> departures) const;

 private:
  bool crosses(const Seed& seed) const {
    return !outside_.empty() && outside_[seed.vertex.value()] != 0;
  }
  Metres distance_from(const Snap& home, std::span<const Seed> departures) const;

  std::vector<Seconds> time_by_vertex_;  ///< empty where the data have no edge
  /// Of the shortest roads, in millimetres; empty unless measured.
  std::vector<std::uint32_t> length_by_vertex_;
  std::vector<std::uint8_t> outside_;  ///< by vertex; empty where lists have no limit
};

/// The vertices at the edge of the data: the network's cut ones, its open ends (see open_ends.h),
/// those outside the area where the facility list is complete, and those inside with an arc to an
/// outside one. Sorted, distinct. `outside` has an entry a vertex (see facility_area.h), or is
/// empty where lists have no limit.
std::vector<VertexId> edges_of_data(const RoadNetwork& network, std::span<const VertexId> open_ends,
                                    std::span<const std::uint8_t> outside);

}  // namespace coverage
