#include "libcoverage/access/threshold_access.h"

#include <algorithm>
#include <utility>

#include "libcoverage/base/parallel_for.h"
#include "libcoverage/routing/bounded_search.h"

namespace coverage {
namespace {

bool meets(const Threshold& threshold, const Trip& trip) {
  return trip.time.is_reachable() && (!threshold.time || trip.time <= *threshold.time) &&
         (!threshold.distance || trip.length <= *threshold.distance);
}

/// A home that the nearest facility does not settle.
struct OpenHome {
  std::size_t place;  ///< among all homes
  Snap snap;
  std::vector<Seed> departures;
};

/// Open homes, and which of them leave by a vertex or lie on a run.
class OpenHomes {
 public:
  OpenHomes(const RoadNetwork& roads, std::span<const std::optional<Snap>> homes,
            const std::vector<std::size_t>& open);

  template <class Visit>
  void for_each_leaving_by(VertexId vertex, Visit&& visit) const {
    visit_equal(by_vertex_, vertex, visit);
  }
  template <class Visit>
  void for_each_on(RunId run, Visit&& visit) const {
    visit_equal(by_run_, run, visit);
  }
  const std::vector<OpenHome>& homes() const { return homes_; }
  Seconds longest_departure() const { return longest_departure_; }

 private:
  template <class Id, class Visit>
  static void visit_equal(const std::vector<std::pair<Id, std::size_t>>& index, Id id,
                          Visit& visit) {
    auto row = std::lower_bound(index.begin(), index.end(), std::pair(id, std::size_t{0}));
    for (; row != index.end() && row->first == id; ++row) visit(row->second);
  }

  std::vector<OpenHome> homes_;
  std::vector<std::pair<VertexId, std::size_t>> by_vertex_;
  std::vector<std::pair<RunId, std::size_t>> by_run_;
  Seconds longest_departure_;
};

OpenHomes::OpenHomes(const RoadNetwork& roads, std::span<const std::optional<Snap>> homes,
                     const std::vector<std::size_t>& open) {
  for (const std::size_t place : open) {
    OpenHome home{place, *homes[place], {}};
    append_departures(roads, home.snap, home.departures);
    for (const Seed& seed : home.departures) {
      by_vertex_.emplace_back(seed.vertex, homes_.size());
      longest_departure_ = std::max(longest_departure_, seed.time);
    }
    by_run_.emplace_back(roads.segment_run[home.snap.segment.value()], homes_.size());
    homes_.push_back(std::move(home));
  }
  std::sort(by_vertex_.begin(), by_vertex_.end());
  std::sort(by_run_.begin(), by_run_.end());
}

/// What one thread needs to look for homes around facilities.
class HomeFinder {
 public:
  HomeFinder(const AccessNetwork& network, const OpenHomes& homes, const Threshold& threshold)
      : network_(network),
        homes_(homes),
        threshold_(threshold),
        search_(network.into),
        found_(homes.homes().size(), 0) {}

  void look_around(const PlacedFacility& facility);
  bool has_found(std::size_t home) const { return found_[home] != 0; }

 private:
  void test(const PlacedFacility& facility, std::size_t home);

  const AccessNetwork& network_;
  const OpenHomes& homes_;
  const Threshold& threshold_;
  BoundedSearch search_;
  std::vector<SearchSource> sources_;
  std::vector<std::uint8_t> found_;
};

void HomeFinder::look_around(const PlacedFacility& facility) {
  sources_.clear();
  append_sources(network_.roads, facility, sources_);
  SearchLimits limits;
  if (threshold_.time) limits.time = *threshold_.time;
  if (threshold_.distance) limits.distance = *threshold_.distance;
  limits.margin = homes_.longest_departure();
  search_.run(sources_, limits);
  const auto test_home = [&](std::size_t home) { test(facility, home); };
  for (const VertexId vertex : search_.within()) homes_.for_each_leaving_by(vertex, test_home);
  homes_.for_each_on(network_.roads.segment_run[facility.snap.segment.value()], test_home);
}

void HomeFinder::test(const PlacedFacility& facility, std::size_t home) {
  if (found_[home]) return;
  const Snap& snap = homes_.homes()[home].snap;
  Trip best{Seconds::unreachable(), Metres()};
  for (const Seed& seed : homes_.homes()[home].departures) {
    const std::optional<Trip> trip = search_.trip(seed.vertex);
    if (trip) best = std::min(best, Trip{seed.time + trip->time, seed.length + trip->length});
  }
  if (const std::optional<Trip> direct = direct_trip(network_.roads, snap, facility.snap)) {
    best = std::min(best,
                    Trip{direct->time + facility.snap.connector_time + network_.roads.terminal_time,
                         direct->length + facility.snap.connector_length});
  }
  best = {best.time + snap.connector_time, best.length + snap.connector_length};
  if (meets(threshold_, best)) found_[home] = 1;
}

}  // namespace

std::vector<std::uint8_t> meets_threshold(const NearestAccess& access,
                                          std::span<const std::optional<Snap>> homes,
                                          const Threshold& threshold, const Execution& execution) {
  std::vector<std::uint8_t> met(homes.size(), 0);
  std::vector<std::size_t> open;
  for (std::size_t place = 0; place < homes.size(); ++place) {
    const AccessTime nearest = access.at(homes[place]);
    if (nearest.status != AccessStatus::ok) continue;
    met[place] = meets(threshold, {nearest.time, nearest.distance});
    // Where the nearest is too late, all are; only a nearest that is too far leaves a question.
    const bool in_time = !threshold.time || nearest.time <= *threshold.time;
    if (!met[place] && in_time) open.push_back(place);
  }
  if (open.empty()) return met;
  const OpenHomes open_homes(access.network().roads, homes, open);
  const auto& facilities = access.facilities();
  std::vector<std::unique_ptr<HomeFinder>> finders(std::max(execution.threads, 1u));
  parallel_for(facilities.size(), execution.threads, 8,
               [&](std::size_t begin, std::size_t end, unsigned thread) {
                 execution.check_interrupted();
                 std::unique_ptr<HomeFinder>& finder = finders[thread];
                 if (!finder) {
                   finder = std::make_unique<HomeFinder>(access.network(), open_homes, threshold);
                 }
                 for (std::size_t i = begin; i < end; ++i) finder->look_around(facilities[i]);
               });
  for (std::size_t home = 0; home < open.size(); ++home) {
    for (const auto& finder : finders) {
      if (finder && finder->has_found(home)) met[open[home]] = 1;
    }
  }
  return met;
}

void doubt_misses(const NearestAccess& access, std::span<const std::optional<Snap>> homes,
                  const Threshold& threshold, std::span<const std::uint8_t> met,
                  IdVector<DemandIndex, AccessTime>& answers) {
  if (!threshold.distance) return;
  for (std::size_t i = 0; i < homes.size(); ++i) {
    AccessTime& answer = answers[DemandIndex::from_size(i)];
    if (met[i] || !answer.certain) continue;
    answer.certain = !access.may_be_met_beyond(threshold, homes[i]);
  }
}

}  // namespace coverage
