#include "libcoverage/access/candidate_reach.h"

#include <algorithm>
#include <utility>

#include "libcoverage/routing/k_nearest_search.h"

namespace coverage {
namespace {

ReachTargets targets_at(const SearchGraph& graph, const RoadNetwork& roads,
                        std::span<const std::optional<Snap>> homes) {
  std::vector<ReachTargets::Departure> departures;
  std::vector<Seed> seeds;
  for (std::uint32_t home = 0; home < homes.size(); ++home) {
    if (!homes[home]) continue;
    seeds.clear();
    append_departures(roads, *homes[home], seeds);
    for (const Seed& seed : seeds) {
      departures.push_back({seed.vertex, home, homes[home]->connector_time + seed.time});
    }
  }
  return {graph, static_cast<std::uint32_t>(homes.size()), departures};
}

/// Candidates and homes where they meet the network.
class ReachPlaces {
 public:
  explicit ReachPlaces(const ReachQuestion& question)
      : question_(question),
        targets_(targets_at(question.network.into, question.network.roads, question.homes)) {
    for (std::uint32_t home = 0; home < question.homes.size(); ++home) {
      if (question.homes[home]) by_run_.emplace_back(run_of(*question.homes[home]), home);
    }
    std::sort(by_run_.begin(), by_run_.end());
  }

  ReachProblem problem() const {
    return {.graph = question_.network.into,
            .targets = targets_,
            .candidates = question_.candidates.size(),
            .describe = [this](std::size_t c, ReachCandidate& result) { describe(c, result); },
            .bound = question_.bound,
            .limits = question_.limits};
  }
  ReachLimits served(std::uint32_t k) const;

 private:
  RunId run_of(const Snap& snap) const {
    return question_.network.roads.segment_run[snap.segment.value()];
  }
  void describe(std::size_t candidate, ReachCandidate& result) const;

  const ReachQuestion& question_;
  ReachTargets targets_;
  std::vector<std::pair<RunId, std::uint32_t>> by_run_;  ///< homes
};

void ReachPlaces::describe(std::size_t candidate, ReachCandidate& result) const {
  const std::optional<Snap>& snap = question_.candidates[candidate];
  if (!snap) return;
  const RoadNetwork& roads = question_.network.roads;
  append_sources(roads, {FacilityIndex(0), *snap}, result.sources);
  auto on_run = std::lower_bound(by_run_.begin(), by_run_.end(), std::pair(run_of(*snap), 0u));
  for (; on_run != by_run_.end() && on_run->first == run_of(*snap); ++on_run) {
    const Snap& home = *question_.homes[on_run->second];
    const std::optional<Trip> trip = direct_trip(roads, home, *snap);
    if (!trip) continue;
    const Seconds time =
        home.connector_time + trip->time + snap->connector_time + roads.terminal_time;
    result.direct.push_back({on_run->second, time.milliseconds()});
  }
}

/// A site that a home can go to.
struct ServedHome {
  std::uint32_t home = 0;
  std::uint32_t site = 0;
  std::uint32_t time_ms = 0;
  friend auto operator<=>(const ServedHome&, const ServedHome&) = default;
};

/// By home the k-th least time of different sites.
std::vector<std::uint32_t> kth_times(std::vector<ServedHome> rows, std::size_t homes,
                                     std::uint32_t k) {
  std::ranges::sort(rows);
  const auto same_site = [](const ServedHome& a, const ServedHome& b) {
    return a.home == b.home && a.site == b.site;
  };
  rows.erase(std::unique(rows.begin(), rows.end(), same_site), rows.end());
  std::ranges::sort(rows, {},
                    [](const ServedHome& row) { return std::pair(row.home, row.time_ms); });
  std::vector<std::uint32_t> times(homes, Seconds::unreachable().milliseconds());
  std::uint32_t rank = 0;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    rank = r > 0 && rows[r - 1].home == rows[r].home ? rank + 1 : 1;
    if (rank == k) times[rows[r].home] = rows[r].time_ms;
  }
  return times;
}

/// The k sites nearest to a home are among the k nearest to where it enters the network.
ReachLimits ReachPlaces::served(std::uint32_t k) const {
  std::vector<SearchSource> sources;
  std::vector<ServedHome> rows;
  for (std::uint32_t site = 0; site < question_.candidates.size(); ++site) {
    ReachCandidate one;
    describe(site, one);
    for (SearchSource source : one.sources) {
      source.order = site;
      sources.push_back(source);
    }
    for (const ReachEntry& home : one.direct) rows.push_back({home.target, site, home.time_ms});
  }
  KNearestSearch search(question_.network.into, k);
  search.run(sources);
  ReachLimits limits;
  limits.vertex_ms.resize(question_.network.into.vertex_count(),
                          Seconds::unreachable().milliseconds());
  for (std::size_t v = 0; v < limits.vertex_ms.size(); ++v) {
    const auto vertex = VertexId::from_size(v);
    const std::span<const Label> labels = search.labels(vertex);
    if (labels.size() == k) limits.vertex_ms[v] = labels.back().milliseconds();
    for (const ReachEntry& home : targets_.at(vertex)) {
      for (const Label label : labels) {
        const Seconds time = label.time() + Seconds::from_milliseconds(home.time_ms);
        if (time.is_reachable()) rows.push_back({home.target, label.order(), time.milliseconds()});
      }
    }
  }
  limits.target_ms = kth_times(std::move(rows), question_.homes.size(), k);
  return limits;
}

}  // namespace

ReachLimits served_times(const ReachQuestion& question, std::uint32_t k) {
  return ReachPlaces(question).served(k);
}

void stream_candidate_reach(const ReachQuestion& question, const Execution& execution,
                            const std::function<void(std::span<const ReachRow>)>& take) {
  const ReachPlaces places(question);
  stream_reach(places.problem(), execution, take);
}

ReachMatrix candidate_reach(const ReachQuestion& question, const Execution& execution) {
  const ReachPlaces places(question);
  return reach_matrix(places.problem(), execution);
}

}  // namespace coverage
