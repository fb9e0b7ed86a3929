#include "libcoverage/access/whole_reach.h"

#include <catch2/catch.hpp>

#include "libcoverage/access/candidate_reach.h"
#include "libcoverage/routing/reverse_graph.h"
#include "network_fixture.h"
#include "random_town.h"

namespace coverage {
namespace {

using Snaps = std::vector<std::optional<Snap>>;

ReachMatrix by_searches(const RoadNetwork& roads, const Snaps& homes, const Snaps& candidates) {
  const OwnedSearchGraph into = reverse_graph(roads);
  return candidate_reach({{roads, into.view()},
                          candidates,
                          homes,
                          Seconds::from_milliseconds(Seconds::unreachable().milliseconds() - 1)},
                         quiet_execution());
}

}  // namespace

TEST_CASE("all rows at once are those of a search a candidate, by every method") {
  std::size_t entries = 0, unreached = 0;
  for (std::uint32_t seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    RandomTown town(seed, 2 + seed % 5);
    const RoadNetwork roads = HandNetwork(town.places, town.streets).build();
    const Hierarchy hierarchy = build_hierarchy(forward_graph(roads).view());
    // More homes than are turned at once, for some.
    const Snaps homes = town.anywhere(town.below(seed % 4 == 0 ? 300 : 30));
    const Snaps candidates = town.anywhere(town.below(20));
    const ReachMatrix expected = by_searches(roads, homes, candidates);
    for (const KernelSetting search : {KernelSetting::search, KernelSetting::hierarchy}) {
      for (const Hierarchy* stored : {&hierarchy, static_cast<const Hierarchy*>(nullptr)}) {
        CAPTURE(static_cast<int>(search), stored != nullptr);
        const ReachMatrix matrix =
            whole_reach({roads, homes, candidates, stored, search, 2000}, quiet_execution(2));
        REQUIRE(matrix.first == expected.first);
        REQUIRE(matrix.entries == expected.entries);
      }
    }
    entries += expected.entries.size();
    unreached += homes.size() * candidates.size() - expected.entries.size();
  }
  CHECK(entries > 1000);
  CHECK(unreached > 1000);
}

TEST_CASE("without homes rows are empty, without candidates there is none") {
  const RoadNetwork roads =
      HandNetwork({{0, 0}, {1000, 0}}, {{0, 1, 1000, 1000, 1000, 1, 0}}).build();
  const Snaps here = {place_on_street(0, 0.5)};
  CHECK(whole_reach({roads, {}, here}, quiet_execution()).first ==
        std::vector<std::uint64_t>{0, 0});
  CHECK(whole_reach({roads, here, {}}, quiet_execution()).rows() == 0);
  CHECK(whole_reach({roads, Snaps(3), here}, quiet_execution()).entries.empty());
}

}  // namespace coverage
