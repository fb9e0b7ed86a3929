#include "libcoverage/access/candidate_reach.h"

#include <catch2/catch.hpp>

#include "libcoverage/routing/reverse_graph.h"
#include "network_fixture.h"
#include "random_town.h"

namespace coverage {
namespace {

/// The row of a candidate, asked home by home of `NearestAccess`.
std::vector<ReachEntry> row_by_single_searches(const ReachQuestion& question,
                                               const std::optional<Snap>& candidate) {
  std::vector<ReachEntry> row;
  if (!candidate) return row;
  const NearestAccess access(question.network, {{FacilityIndex(0), *candidate}}, nullptr);
  for (std::uint32_t home = 0; home < question.homes.size(); ++home) {
    const AccessTime answer = access.at(question.homes[home]);
    if (answer.status != AccessStatus::ok || answer.time > question.bound) continue;
    row.push_back({home, answer.time.milliseconds()});
  }
  return row;
}

std::vector<ReachEntry> row_of(const ReachMatrix& matrix, std::size_t candidate) {
  return {matrix.row(candidate).begin(), matrix.row(candidate).end()};
}

/// A town with sites that are there, places where one could open, and homes; some off the network.
struct TownOfSites {
  explicit TownOfSites(std::uint32_t seed) : town(seed, 2 + seed % 5) {
    roads = HandNetwork(town.places, town.streets).build();
    roads.terminal_time = Seconds::from_milliseconds(town.below(3) * 20);
    into = reverse_graph(roads);
    sites.resize(town.below(4));
    candidates.resize(1 + town.below(15));
    homes.resize(town.below(40));
    for (auto* places : {&sites, &candidates, &homes}) {
      for (auto& place : *places) {
        if (town.below(9) > 0) place = town.anywhere();
      }
    }
    // On the spot of a site, and of a home: equal times, and none at all.
    if (!sites.empty()) candidates.back() = sites.back();
    if (!homes.empty()) candidates.front() = homes.front();
  }

  ReachQuestion question(const std::vector<std::optional<Snap>>& from) const {
    return {{roads, into.view()},
            from,
            homes,
            Seconds::from_milliseconds(Seconds::unreachable().milliseconds() - 1)};
  }

  RandomTown town;
  RoadNetwork roads;
  OwnedSearchGraph into;
  std::vector<std::optional<Snap>> sites, candidates, homes;
};

}  // namespace

TEST_CASE("homes are served as soon as the nearest of all sites lets them; none serves nobody") {
  for (std::uint32_t seed = 0; seed < 150; ++seed) {
    CAPTURE(seed);
    const TownOfSites world(seed);
    std::vector<PlacedFacility> facilities;
    for (std::uint32_t s = 0; s < world.sites.size(); ++s) {
      if (world.sites[s]) facilities.push_back({FacilityIndex(s), *world.sites[s]});
    }
    const NearestAccess access({world.roads, world.into.view()}, facilities, nullptr);
    const ReachLimits served = served_times(world.question(world.sites));
    REQUIRE(served.vertex_ms.size() == world.roads.vertex_count());
    REQUIRE(served.target_ms.size() == world.homes.size());
    for (std::size_t home = 0; home < world.homes.size(); ++home) {
      CHECK(Seconds::from_milliseconds(served.target_ms[home]) ==
            access.at(world.homes[home]).time);
    }
  }
}

TEST_CASE("the k-th nearest site is the k-th of all sites' times, each searched alone") {
  std::size_t found = 0;
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    const TownOfSites world(seed);
    const std::uint32_t k = 1 + seed % 4;
    const ReachLimits served = served_times(world.question(world.sites), k);
    const ReachMatrix alone = candidate_reach(world.question(world.sites), quiet_execution());
    std::vector<std::vector<std::uint32_t>> times(world.homes.size());
    for (const ReachEntry& entry : alone.entries) times[entry.target].push_back(entry.time_ms);
    for (std::size_t home = 0; home < times.size(); ++home) {
      std::ranges::sort(times[home]);
      const bool is_known = times[home].size() >= k;
      CHECK(served.target_ms[home] ==
            (is_known ? times[home][k - 1] : Seconds::unreachable().milliseconds()));
      found += is_known;
    }
  }
  CHECK(found > 500);
}

TEST_CASE("where only what is sooner matters, rows are the whole ones without the rest") {
  std::size_t kept = 0, left_out = 0;
  for (std::uint32_t seed = 0; seed < 400; ++seed) {
    CAPTURE(seed);
    const TownOfSites world(seed);
    ReachQuestion question = world.question(world.candidates);
    const ReachMatrix whole = candidate_reach(question, quiet_execution());
    const ReachLimits served = served_times(world.question(world.sites), 1 + seed % 3);
    question.limits = &served;
    const ReachMatrix pruned = candidate_reach(question, quiet_execution(1 + seed % 3));
    REQUIRE(pruned.rows() == whole.rows());
    for (std::size_t c = 0; c < whole.rows(); ++c) {
      auto expected = row_of(whole, c);
      left_out += std::erase_if(expected, [&](const ReachEntry& entry) {
        return entry.time_ms >= served.target_ms[entry.target];
      });
      kept += expected.size();
      REQUIRE(row_of(pruned, c) == expected);
    }
  }
  CHECK(kept > 1000);
  CHECK(left_out > 1000);
}

TEST_CASE("a candidate reaches the homes, in the times, that it would have as only facility") {
  std::size_t entries = 0;
  for (std::uint32_t seed = 0; seed < 150; ++seed) {
    CAPTURE(seed);
    RandomTown town(seed, 2 + seed % 5);
    const RoadNetwork roads = HandNetwork(town.places, town.streets).build();
    const OwnedSearchGraph into = reverse_graph(roads);
    std::vector<std::optional<Snap>> candidates(1 + town.below(20)), homes(town.below(40));
    for (auto& snap : candidates) snap = town.anywhere();
    for (auto& snap : homes) snap = town.anywhere();
    candidates.front().reset();
    if (!homes.empty()) homes.back().reset();
    const ReachQuestion question{
        {roads, into.view()}, candidates, homes, Seconds::from_milliseconds(town.below(400))};
    const ReachMatrix matrix = candidate_reach(question, quiet_execution(1 + seed % 3));
    REQUIRE(matrix.rows() == candidates.size());
    for (std::size_t c = 0; c < candidates.size(); ++c) {
      REQUIRE(row_of(matrix, c) == row_by_single_searches(question, candidates[c]));
    }
    entries += matrix.entries.size();
  }
  REQUIRE(entries > 1000);
}

}  // namespace coverage
