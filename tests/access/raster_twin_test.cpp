// The raster against its definition: every cell's centre asked as any other point is.

#include <catch2/catch.hpp>
#include <random>

#include "libcoverage/access/access_raster.h"
#include "libcoverage/routing/reverse_graph.h"
#include "network_fixture.h"
#include "random_town.h"
#include "test_data.h"

namespace coverage {

namespace {

struct Differences {
  std::size_t times = 0, facilities = 0;
  std::uint64_t ok = 0, unsnapped = 0, unreachable = 0;
};

Differences differences(const RasterGrid& grid, const AccessRaster& raster, const Snapper& snapper,
                        const NearestAccess& access) {
  Differences found;
  for (std::uint32_t row = 0; row < grid.rows; ++row) {
    for (std::uint32_t column = 0; column < grid.columns; ++column) {
      const AccessTime answer = access.at(snapper.snap(grid.centre(column, row)));
      const bool ok = answer.status == AccessStatus::ok;
      found.ok += ok;
      found.unsnapped += answer.status == AccessStatus::unsnapped;
      found.unreachable += answer.status == AccessStatus::unreachable;
      const std::size_t cell = std::size_t{row} * grid.columns + column;
      found.times += raster.access_time_s[cell] !=
                     (ok ? static_cast<float>(answer.time.seconds()) : raster_nodata);
      found.facilities += raster.facility_fid[cell] !=
                          (ok ? static_cast<float>(answer.facility.value() + 1) : raster_nodata);
    }
  }
  return found;
}

void check_against_twin(const RasterGrid& grid, const Snapper& snapper,
                        const NearestAccess& access) {
  const RasterCells cells(grid, {}, snapper, quiet_execution(2));
  const AccessRaster raster = cells.answer(access, quiet_execution(2));
  const Differences found = differences(grid, raster, snapper, access);
  CHECK(found.times == 0);
  CHECK(found.facilities == 0);
  CHECK(raster.cells_ok == found.ok);
  CHECK(raster.cells_unsnapped == found.unsnapped);
  CHECK(raster.cells_unreachable == found.unreachable);
}

Point anywhere_in(const Box& box, std::mt19937& random) {
  const auto share = [&] { return static_cast<double>(random()) / 4294967296.0; };
  const double east = share();
  return {box.min_x + east * (box.max_x - box.min_x),
          box.min_y + share() * (box.max_y - box.min_y)};
}

}  // namespace

TEST_CASE("every cell of random towns is what its centre gets") {
  for (std::uint32_t seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    RandomTown town(seed, 2 + seed % 5);
    if (town.streets.empty()) continue;
    const RoadNetwork roads = HandNetwork(town.places, town.streets).build();
    const OwnedSearchGraph into = reverse_graph(roads);
    const NearestAccess access({roads, into.view()}, town.facilities(), nullptr);
    const Snapper snapper(roads, seed % 3 == 0 ? 30 : 1000);
    // Centres on the streets themselves, and halfway between two: ties of every kind.
    const double size = seed % 2 == 0 ? 100.0 / 7 : 20;
    check_against_twin(grid_over({-130, -130, 530, 530}, size), snapper, access);
  }
}

TEST_CASE("every cell of real places is what its centre gets") {
  struct Extract {
    const char* file;
    const char* crs;
  };
  for (const Extract& extract : {Extract{"osm/liechtenstein.osm.pbf", "EPSG:32632"},
                                 Extract{"osm/andorra.osm.pbf", "EPSG:32631"}}) {
    const auto path = test_data_path(extract.file);
    if (!path) return;
    CAPTURE(extract.file);
    RoadsInput input;
    input.paths = {*path};
    SourceReport report;
    const RawRoads raw = load_roads(input, quiet_execution(), report);
    const RoadNetwork roads = build_network(raw, load_profile("car"), Crs::from_text(extract.crs),
                                            quiet_execution(), report);
    const OwnedSearchGraph into = reverse_graph(roads);
    const Snapper snapper(roads, 1500);
    Box box;
    for (const Point& place : roads.junction_position) box.include(place);
    std::mt19937 random(17);
    std::vector<PlacedFacility> facilities;
    for (std::uint32_t k = 0; k < 200; ++k) {
      const auto snap = snapper.snap(anywhere_in(box, random));
      if (snap) facilities.push_back({FacilityIndex(k), *snap});
    }
    REQUIRE(facilities.size() > 20);
    const NearestAccess access({roads, into.view()}, facilities, nullptr);
    check_against_twin(grid_over(box, 75), snapper, access);
  }
}

TEST_CASE("a hint, however bad, changes no snap") {
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    CAPTURE(seed);
    RandomTown town(seed, 3 + seed % 4);
    const RoadNetwork roads = HandNetwork(town.places, town.streets).build();
    const Snapper snapper(roads, 150);
    std::mt19937 random(seed);
    SnapHint hint;
    for (int k = 0; k < 500; ++k) {
      Point where = anywhere_in({-100, -100, 600, 600}, random);
      if (k % 2 == 0) where = {std::round(where.x / 50) * 50, std::round(where.y / 50) * 50};
      const auto plain = snapper.snap(where);
      const auto hinted = snapper.snap(where, hint);
      CAPTURE(k, where.x, where.y);
      REQUIRE(plain.has_value() == hinted.has_value());
      if (!plain) continue;
      REQUIRE(plain->segment == hinted->segment);
      REQUIRE(plain->fraction == hinted->fraction);
      REQUIRE(plain->foot == hinted->foot);
      REQUIRE(plain->connector_time == hinted->connector_time);
    }
  }
}

}  // namespace coverage
