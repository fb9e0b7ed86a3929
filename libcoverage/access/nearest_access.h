#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "libcoverage/access/access_time.h"
#include "libcoverage/access/home_departures.h"
#include "libcoverage/access/time_to_edge.h"
#include "libcoverage/base/execution.h"
#include "libcoverage/model/demand.h"
#include "libcoverage/network/road_network.h"
#include "libcoverage/routing/label.h"
#include "libcoverage/routing/search_graph.h"

namespace coverage {

/// A facility where it meets the network.
struct PlacedFacility {
  FacilityIndex facility;
  Snap snap;
};

/// The chosen facilities that meet the network, in facility order; the others are unsnapped and
/// answer nobody.
std::vector<PlacedFacility> place_facilities(
    std::span<const FacilityIndex> chosen,
    const IdVector<FacilityIndex, std::optional<Snap>>& snaps);

/// The network that searches from facilities read: both must outlive those who use them.
struct AccessNetwork {
  const RoadNetwork& roads;
  SearchGraph into;  ///< `reverse_graph(roads).view()`
};

/// The vertices from which a trip reaches a facility's door: road, connector and the profile's
/// terminal time.
void append_sources(const RoadNetwork& roads, const PlacedFacility& facility,
                    std::vector<SearchSource>& sources);

/// Access to the nearest of some facilities, from anywhere: computed once for all vertices, then
/// asked for any snapped point, from any thread.
///
///     const OwnedSearchGraph into = reverse_graph(network);
///     const NearestAccess access({network, into.view()}, place_facilities(chosen, snaps), edge);
///     const AccessTime answer = access.at(snapper.snap(home));
///
/// The answer is the lexicographic minimum of (time, facility order) over all routes, the direct
/// piece of road to a facility on the same run included; its distance is the least over the routes
/// that have both.
class NearestAccess {
 public:
  /// `edge` may be null: then every value is certain.
  NearestAccess(const AccessNetwork& network, std::vector<PlacedFacility> facilities,
                std::shared_ptr<const TimeToEdge> edge);

  AccessTime at(const std::optional<Snap>& home) const;
  /// The same, for callers that ask several queries of one network: `departures` are those of
  /// `home`.
  AccessTime at(const Snap& home, std::span<const Seed> departures) const;

  /// Whether a facility beyond the edge of the data may meet the threshold; never from nowhere.
  bool may_be_met_beyond(const Threshold& threshold, const std::optional<Snap>& home) const;

  const AccessNetwork& network() const { return network_; }
  const std::vector<PlacedFacility>& facilities() const { return facilities_; }

  /// What the search knows of a vertex, for those who retrace a route: from there to the door.
  Label label(VertexId vertex) const { return labels_[vertex.value()]; }
  /// Only where the label is reached.
  Metres length(VertexId vertex) const {
    return Metres::from_millimetres(length_mm_[vertex.value()]);
  }

 private:
  struct Route {
    Label label;
    Metres length;
    void offer(Label other, Metres other_length);
  };
  struct OnRun {
    RunId run;
    std::size_t place;  ///< in `facilities_`
  };
  Route best_route(const Snap& home, std::span<const Seed> departures) const;
  void offer_direct_trips(const Snap& home, Route& best) const;

  AccessNetwork network_;
  std::vector<PlacedFacility> facilities_;
  std::vector<OnRun> by_run_;
  std::vector<Label> labels_;            ///< by vertex
  std::vector<std::int64_t> length_mm_;  ///< by vertex
  std::shared_ptr<const TimeToEdge> edge_;
};

/// The access of every demand point; `departures` are those of `snaps`. Same answers for any number
/// of threads.
IdVector<DemandIndex, AccessTime> access_of_demand(
    const NearestAccess& access, const IdVector<DemandIndex, std::optional<Snap>>& snaps,
    const HomeDepartures& departures, const Execution& execution);

}  // namespace coverage
