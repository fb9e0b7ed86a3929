#include "libcoverage/access/candidate_reach.h"

#include <algorithm>
#include <utility>

#include "libcoverage/routing/reach_search.h"

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
  ReachLimits served() const;

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

ReachLimits ReachPlaces::served() const {
  ReachCandidate all;
  for (std::size_t c = 0; c < question_.candidates.size(); ++c) describe(c, all);
  constexpr std::uint32_t never = Seconds::unreachable().milliseconds();
  ReachLimits times{std::vector(question_.network.into.vertex_count(), never),
                    std::vector(question_.homes.size(), never)};
  ReachSearch search(question_.network.into);
  search.run(all.sources);
  for (const VertexId vertex : search.reached()) {
    const Seconds time = search.time(vertex);
    times.vertex_ms[vertex.value()] = time.milliseconds();
    for (const ReachEntry& home : targets_.at(vertex)) {
      const Seconds from_home = time + Seconds::from_milliseconds(home.time_ms);
      std::uint32_t& best = times.target_ms[home.target];
      best = std::min(best, from_home.milliseconds());
    }
  }
  for (const ReachEntry& home : all.direct) {
    times.target_ms[home.target] = std::min(times.target_ms[home.target], home.time_ms);
  }
  return times;
}

}  // namespace

ReachLimits served_times(const ReachQuestion& question) {
  return ReachPlaces(question).served();
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
