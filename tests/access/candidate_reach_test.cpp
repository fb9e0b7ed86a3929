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

}  // namespace

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
      const auto row = matrix.row(c);
      REQUIRE(std::vector<ReachEntry>(row.begin(), row.end()) ==
              row_by_single_searches(question, candidates[c]));
    }
    entries += matrix.entries.size();
  }
  REQUIRE(entries > 1000);
}

}  // namespace coverage
