#include "libcoverage/access/access_matrix.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "libcoverage/access/nearest_access.h"
#include "libcoverage/base/error.h"
#include "libcoverage/routing/reverse_graph.h"
#include "network_fixture.h"
#include "random_town.h"

namespace coverage {
namespace {

using Snaps = std::vector<std::optional<Snap>>;
using Times = std::vector<std::vector<Seconds>>;

/// What each origin's access to each destination is where that is the only facility.
Times one_by_one(const RoadNetwork& roads, const Snaps& origins, const Snaps& destinations) {
  const OwnedSearchGraph into = reverse_graph(roads);
  Times times(origins.size(), std::vector<Seconds>(destinations.size(), Seconds::unreachable()));
  for (std::size_t d = 0; d < destinations.size(); ++d) {
    if (!destinations[d]) continue;
    const NearestAccess access({roads, into.view()}, {{FacilityIndex(0), *destinations[d]}},
                               nullptr);
    for (std::size_t o = 0; o < origins.size(); ++o) {
      const AccessTime answer = access.at(origins[o]);
      if (answer.status == AccessStatus::ok) times[o][d] = answer.time;
    }
  }
  return times;
}

Times times_of(const MatrixQuestion& question, unsigned threads = 1) {
  Times times;
  AccessMatrix(question).stream(quiet_execution(threads),
                                [&](std::size_t origin, std::span<const Seconds> row) {
                                  CHECK(origin == times.size());
                                  times.emplace_back(row.begin(), row.end());
                                });
  return times;
}

}  // namespace

TEST_CASE("every entry is the access time where its destination is the only facility") {
  const auto seed = GENERATE(range(0u, 40u));
  CAPTURE(seed);
  RandomTown town(seed);
  RoadNetwork roads = HandNetwork(town.places, town.streets).build();
  roads.terminal_time = Seconds::from_milliseconds(town.below(3) * 50);
  const Hierarchy hierarchy = build_hierarchy(forward_graph(roads).view());
  const Snaps origins = town.anywhere(1 + town.below(40));
  const Snaps destinations = town.anywhere(1 + town.below(25));
  const Times expected = one_by_one(roads, origins, destinations);
  for (const KernelSetting search :
       {KernelSetting::automatic, KernelSetting::search, KernelSetting::hierarchy}) {
    for (const Hierarchy* stored : {&hierarchy, static_cast<const Hierarchy*>(nullptr)}) {
      for (const std::uint64_t block_bytes : {1u, 600u, 1u << 20}) {
        CAPTURE(static_cast<int>(search), stored != nullptr, block_bytes);
        const MatrixQuestion question{roads, origins, destinations, stored, search, block_bytes};
        CHECK(times_of(question) == expected);
        CHECK(times_of(question, 3) == expected);
      }
    }
  }
}

TEST_CASE("an origin and a destination on one street count the piece between them") {
  // 0 → 1 → 2 → 0, a one-way ring of 100 s a side.
  RoadNetwork roads =
      HandNetwork({{0, 0}, {1000, 0}, {500, 500}}, {{0, 1, 100000, shut, 1000000, 1, 0},
                                                    {1, 2, 100000, shut, 1000000, 2, 0},
                                                    {2, 0, 100000, shut, 1000000, 3, 0}})
          .build();
  roads.terminal_time = Seconds::from_seconds(60);
  const Snaps origins = {place_on_street(0, 0.5, 7)};
  const Snaps destinations = {place_on_street(0, 0.8, 2), place_on_street(0, 0.3),
                              place_on_street(0, 0.5, 7)};
  for (const KernelSetting search : {KernelSetting::search, KernelSetting::hierarchy}) {
    CHECK(times_of({roads, origins, destinations, nullptr, search}) ==
          Times{{Seconds::from_seconds(7 + 30 + 2 + 60), Seconds::from_seconds(7 + 280 + 60),
                 Seconds::from_seconds(7 + 0 + 7 + 60)}});
  }
}

TEST_CASE("places off the network keep their rows and columns; to have no places is refused") {
  const RoadNetwork roads =
      HandNetwork({{0, 0}, {1000, 0}}, {{0, 1, 1000, 1000, 1000, 1, 0}}).build();
  const Snaps here = {place_on_street(0, 0.5)}, nowhere(2);
  const Seconds none = Seconds::unreachable();
  for (const KernelSetting search : {KernelSetting::search, KernelSetting::hierarchy}) {
    CHECK(times_of({roads, here, nowhere, nullptr, search}) == Times{{none, none}});
    CHECK(times_of({roads, nowhere, here, nullptr, search}) == Times{{none}, {none}});
    CHECK_THROWS_AS(times_of({roads, {}, here, nullptr, search}), InputError);
    CHECK_THROWS_AS(times_of({roads, here, {}, nullptr, search}), InputError);
  }
}

TEST_CASE("a matrix says its method and its blocks, which are as large as memory allows") {
  const RoadNetwork roads =
      HandNetwork({{0, 0}, {1000, 0}}, {{0, 1, 1000, 1000, 1000, 1, 0}}).build();
  const Snaps many(100, place_on_street(0, 0.5)), few(10, place_on_street(0, 0.5));
  const AccessMatrix matrix({roads, many, few, nullptr, KernelSetting::search, 400});
  CHECK(matrix.block_rows() == 10);
  CHECK(matrix.method() == MatrixMethod::from_origins);  // ten blocks of ten searches otherwise
  const AccessMatrix whole({roads, many, few, nullptr, KernelSetting::search});
  CHECK(whole.block_rows() == 100);
  CHECK(whole.method() == MatrixMethod::from_destinations);
  CHECK(whole.memory_bytes() > 4000);
}

TEST_CASE(
    "destinations that the hierarchy has no room for are searched, or refused with their size") {
  const RoadNetwork roads =
      HandNetwork({{0, 0}, {1000, 0}}, {{0, 1, 1000, 1000, 1000, 1, 0}}).build();
  const Hierarchy hierarchy = build_hierarchy(forward_graph(roads).view());
  const Snaps places(50, place_on_street(0, 0.5));
  MatrixQuestion question{roads, places, places, &hierarchy};
  CHECK(AccessMatrix(question).method() == MatrixMethod::stored_hierarchy);
  question.most_table_bytes = 50 * 2 * 4;  // a tree of two levels
  CHECK(AccessMatrix(question).method() == MatrixMethod::stored_hierarchy);
  --question.most_table_bytes;
  CHECK(AccessMatrix(question).method() == MatrixMethod::from_origins);
  question.search = KernelSetting::hierarchy;
  CHECK_THROWS_WITH(AccessMatrix(question), Catch::Contains("sweeps to 50 destinations"));
}

}  // namespace coverage
