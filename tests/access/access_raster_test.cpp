#include "libcoverage/access/access_raster.h"

#include <catch2/catch.hpp>

#include "hand_network.h"
#include "libcoverage/base/error.h"
#include "libcoverage/routing/reverse_graph.h"
#include "network_fixture.h"

namespace coverage {
namespace {

/// A street of 1 km along y = 50 with a facility at each end, and one that nothing leads to.
struct Village {
  RoadNetwork roads =
      HandNetwork({{0, 50}, {1000, 50}}, {{0, 1, 100000, 100000, 1000000, 1, 0}}).build();
  OwnedSearchGraph into = reverse_graph(roads);
  Snapper snapper{roads, 120};
  NearestAccess both{
      {roads, into.view()},
      {{FacilityIndex(0), place_on_street(0, 0)}, {FacilityIndex(5), place_on_street(0, 1)}},
      nullptr};
  NearestAccess none{{roads, into.view()}, {}, nullptr};
};

Territory square(double west, double south, double side) {
  const MultiPolygon shape{{{{{{west, south},
                               {west + side, south},
                               {west + side, south + side},
                               {west, south + side},
                               {west, south}}}}}};
  Territory territory;
  territory.communes.push_back({"03001", "", "03", true, shape, {}, {}});
  return territory;
}

}  // namespace

TEST_CASE("the grid's origin and extent are multiples of the cell size and cover the extent") {
  const RasterGrid grid = grid_over({-130, 10, 1999, 300}, 100);
  CHECK(grid.west == -200);
  CHECK(grid.north == 300);
  CHECK(grid.columns == 22);
  CHECK(grid.rows == 3);
  CHECK(grid.centre(0, 0) == Point{-150, 250});
  const RasterGrid point = grid_over({100, 100, 100, 100}, 100);
  CHECK(point.columns == 1);
  CHECK(point.rows == 1);
}

TEST_CASE("cells that are no cells, or too many, are refused with the size that would do") {
  CHECK_THROWS_AS(grid_over({0, 0, 1, 1}, 0), InputError);
  CHECK_THROWS_AS(grid_over({0, 0, 1, 1}, NAN), InputError);
  CHECK_THROWS_WITH(grid_over({0, 0, 100000, 100000}, 0.01),
                    Catch::Contains("Set output.cell_size_m to 3 or more."));
}

TEST_CASE("a cell's value is the access of its centre, by the same snap") {
  const Village village;
  const Territory territory = square(0, -100, 1000);
  const RasterGrid grid = grid_over(raster_extent(territory, village.roads), 100);
  REQUIRE(grid.rows == 10);
  const RasterCells cells(grid, territory, village.snapper, quiet_execution());
  const std::vector<AccessRaster> rasters = {cells.answer(village.both, quiet_execution()),
                                             cells.answer(village.none, quiet_execution())};
  for (std::uint32_t row = 0; row < grid.rows; ++row) {
    for (std::uint32_t column = 0; column < grid.columns; ++column) {
      CAPTURE(row, column);
      const auto answer = village.both.at(village.snapper.snap(grid.centre(column, row)));
      const std::size_t cell = row * grid.columns + column;
      const bool ok = answer.status == AccessStatus::ok;
      REQUIRE(rasters[0].access_time_s[cell] ==
              (ok ? static_cast<float>(answer.time.seconds()) : raster_nodata));
      REQUIRE(rasters[0].facility_fid[cell] ==
              (ok ? static_cast<float>(answer.facility.value() + 1) : raster_nodata));
      REQUIRE(rasters[1].access_time_s[cell] == raster_nodata);
    }
  }
  // Centres at y = −50, 50 and 150 lie within 120 m of the street, those above do not.
  CHECK(rasters[0].cells_ok == 30);
  CHECK(rasters[0].cells_unsnapped == 70);
  CHECK(rasters[1].cells_unreachable == 30);
  CHECK(rasters[0].facility_fid[8 * 10 + 9] == 6);
}

TEST_CASE("cells whose centre is outside the study area have no value and are not counted") {
  const Village village;
  Territory territory = square(0, 0, 500);
  territory.communes.push_back(square(500, 0, 500).communes[CommuneIndex(0)]);
  territory.communes[CommuneIndex(1)].in_study_area = false;
  const RasterGrid grid = grid_over({0, 0, 1000, 100}, 100);
  const RasterCells cells(grid, territory, village.snapper, quiet_execution());
  const AccessRaster raster = cells.answer(village.both, quiet_execution());
  CHECK(raster.cells_ok == 5);
  CHECK(raster.access_time_s[4] != raster_nodata);
  CHECK(raster.access_time_s[5] == raster_nodata);
  CHECK(raster_extent(territory, village.roads).max_x == 500);
}

TEST_CASE("a study without communes has a raster of its network, the same for any threads") {
  const Village village;
  const RasterGrid grid = grid_over(raster_extent({}, village.roads), 10);
  CHECK(grid.columns == 100);
  const auto raster_with = [&](unsigned threads) {
    const RasterCells cells(grid, {}, village.snapper, quiet_execution(threads));
    return cells.answer(village.both, quiet_execution(threads));
  };
  const AccessRaster one = raster_with(1);
  const AccessRaster three = raster_with(3);
  CHECK(one.cells_ok == grid.size());
  CHECK(one.access_time_s == three.access_time_s);
  CHECK(one.facility_fid == three.facility_fid);
}

}  // namespace coverage
