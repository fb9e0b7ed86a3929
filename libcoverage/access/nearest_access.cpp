#include "libcoverage/access/nearest_access.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "libcoverage/base/large_pages.h"
#include "libcoverage/base/parallel_for.h"
#include "libcoverage/routing/multi_source_dijkstra.h"

namespace coverage {

std::vector<PlacedFacility> place_facilities(
    std::span<const FacilityIndex> chosen,
    const IdVector<FacilityIndex, std::optional<Snap>>& snaps) {
  std::vector<PlacedFacility> placed;
  for (const FacilityIndex facility : chosen) {
    if (snaps[facility]) placed.push_back({facility, *snaps[facility]});
  }
  std::sort(placed.begin(), placed.end(),
            [](const auto& a, const auto& b) { return a.facility < b.facility; });
  return placed;
}

void append_sources(const RoadNetwork& roads, const PlacedFacility& facility,
                    std::vector<SearchSource>& sources) {
  std::vector<Seed> arrivals;
  append_arrivals(roads, facility.snap, arrivals);
  for (const Seed& seed : arrivals) {
    sources.push_back({seed.vertex, seed.time + facility.snap.connector_time + roads.terminal_time,
                       seed.length + facility.snap.connector_length, facility.facility.value()});
  }
}

NearestAccess::NearestAccess(const AccessNetwork& network, std::vector<PlacedFacility> facilities,
                             std::shared_ptr<const TimeToEdge> edge)
    : network_(network), facilities_(std::move(facilities)), edge_(std::move(edge)) {
  std::vector<SearchSource> sources;
  for (std::size_t place = 0; place < facilities_.size(); ++place) {
    append_sources(network_.roads, facilities_[place], sources);
    by_run_.push_back({network_.roads.segment_run[facilities_[place].snap.segment.value()], place});
  }
  std::stable_sort(by_run_.begin(), by_run_.end(),
                   [](const OnRun& a, const OnRun& b) { return a.run < b.run; });
  MultiSourceDijkstra search(network_.into);
  search.run(sources);
  MultiSourceDijkstra::Answers answers = search.take();
  labels_ = std::move(answers.labels);
  length_mm_ = std::move(answers.length_mm);
}

void NearestAccess::Route::offer(Label other, Metres other_length) {
  if (std::tie(other, other_length) < std::tie(label, length)) *this = {other, other_length};
}

NearestAccess::Route NearestAccess::best_route(const Snap& home,
                                               std::span<const Seed> departures) const {
  Route best;
  for (const Seed& seed : departures) {
    const Label label = labels_[seed.vertex.value()];
    if (!label.reached()) continue;
    best.offer(label.after((home.connector_time + seed.time).milliseconds()),
               home.connector_length + seed.length +
                   Metres::from_millimetres(length_mm_[seed.vertex.value()]));
  }
  offer_direct_trips(home, best);
  return best;
}

void NearestAccess::offer_direct_trips(const Snap& home, Route& best) const {
  const RunId run = network_.roads.segment_run[home.segment.value()];
  auto on_run = std::lower_bound(by_run_.begin(), by_run_.end(), run,
                                 [](const OnRun& a, RunId b) { return a.run < b; });
  for (; on_run != by_run_.end() && on_run->run == run; ++on_run) {
    const PlacedFacility& facility = facilities_[on_run->place];
    const std::optional<Trip> trip = direct_trip(network_.roads, home, facility.snap);
    if (!trip) continue;
    const Seconds time = home.connector_time + trip->time + facility.snap.connector_time +
                         network_.roads.terminal_time;
    best.offer(Label(time, facility.facility.value()),
               home.connector_length + trip->length + facility.snap.connector_length);
  }
}

AccessTime NearestAccess::at(const Snap& home, std::span<const Seed> departures) const {
  const Route best = best_route(home, departures);
  AccessTime answer;
  answer.status = best.label.reached() ? AccessStatus::ok : AccessStatus::unreachable;
  if (best.label.reached()) {
    answer.time = best.label.time();
    answer.distance = best.length;
    answer.facility = FacilityIndex(best.label.order());
  }
  if (edge_) {
    const Seconds to_edge = edge_->from(home, departures);
    answer.certain = !to_edge.is_reachable() || answer.time <= to_edge;
  }
  return answer;
}

AccessTime NearestAccess::at(const std::optional<Snap>& home) const {
  if (!home) return {};
  std::vector<Seed> departures;
  append_departures(network_.roads, *home, departures);
  return at(*home, departures);
}

bool NearestAccess::may_be_met_beyond(const Threshold& threshold,
                                      const std::optional<Snap>& home) const {
  if (!home || !edge_) return false;
  std::vector<Seed> departures;
  append_departures(network_.roads, *home, departures);
  return edge_->may_be_met_beyond(threshold, *home, departures);
}

IdVector<DemandIndex, AccessTime> access_of_demand(
    const NearestAccess& access, const IdVector<DemandIndex, std::optional<Snap>>& snaps,
    const HomeDepartures& departures, const Execution& execution) {
  IdVector<DemandIndex, AccessTime> answers(rows_in_large_pages<AccessTime>(snaps.size()));
  parallel_for(snaps.size(), execution.threads, 4096,
               [&](std::size_t begin, std::size_t end, unsigned) {
                 execution.check_interrupted();
                 for (std::size_t i = begin; i < end; ++i) {
                   const DemandIndex point = DemandIndex::from_size(i);
                   if (snaps[point])
                     answers[point] = access.at(*snaps[point], departures.of(point));
                 }
               });
  return answers;
}

}  // namespace coverage
