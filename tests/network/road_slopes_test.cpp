#include "libcoverage/network/road_slopes.h"

#include <gdal_priv.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <functional>

#include "libcoverage/geo/elevation_raster.h"
#include "libcoverage/geo/input_gate.h"
#include "network_fixture.h"
#include "turn_town.h"

namespace coverage {

namespace {

constexpr double metres_a_degree_lon = 77500, metres_a_degree_lat = 111000;

/// A GeoTIFF in degrees, cells of about 20 m, 2 km around 3° E, 46° N; `height` takes metres east
/// and north of there.
void write_heights(const std::string& path, const std::function<double(double, double)>& height,
                   const char* crs = "EPSG:4326", const char* unit = "") {
  initialize_gdal();
  constexpr int size = 200;
  const double lon_step = 20 / metres_a_degree_lon, lat_step = 20 / metres_a_degree_lat;
  GDALDatasetUniquePtr file(GetGDALDriverManager()->GetDriverByName("GTiff")->Create(
      path.c_str(), size, size, 1, GDT_Float32, nullptr));
  double place[6] = {3 - size / 2 * lon_step, lon_step, 0, 46 + size / 2 * lat_step, 0, -lat_step};
  file->SetGeoTransform(place);
  if (*crs != 0) {
    OGRSpatialReference reference;
    reference.SetFromUserInput(crs);
    file->SetSpatialRef(&reference);
  }
  GDALRasterBand& band = *file->GetRasterBand(1);
  band.SetUnitType(unit);
  band.SetNoDataValue(-9999);
  std::vector<float> values;
  for (int row = 0; row < size; ++row) {
    for (int column = 0; column < size; ++column) {
      const double east = (column + 0.5 - size / 2.0) * 20;
      const double north = (size / 2.0 - row - 0.5) * 20;
      values.push_back(static_cast<float>(height(east, north)));
    }
  }
  REQUIRE(band.RasterIO(GF_Write, 0, 0, size, size, values.data(), size, size, GDT_Float32, 0, 0,
                        nullptr) == CE_None);
}

/// A road of 1 km to the east, with nodes every 100 m.
std::string road_to_east(const std::string& tags = "highway=residential") {
  std::string xml, nodes;
  for (int k = 0; k <= 10; ++k) {
    xml += osm_node(k + 1, 100.0 * k - 500, 0);
    nodes += std::to_string(k + 1) + " ";
  }
  return xml + osm_way(1, nodes, tags);
}

Profile walking() {
  Profile profile = plain_profile();
  profile.slope.kind = SlopeModel::Kind::tobler;
  profile.slope.steepest = 0.35;
  return profile;
}

RoadNetwork build(const std::string& objects, const std::string& raster, const Profile& profile,
                  SourceReport& report) {
  const TemporaryFolder folder;
  RoadsInput input;
  input.paths = {
      folder.write("roads.osm", "<?xml version='1.0'?><osm version='0.6'>" + objects + "</osm>")};
  input.elevation_paths = {raster};
  const RawRoads roads = load_roads(input, quiet_execution(), report);
  return build_network(roads, profile, Crs::from_text("EPSG:2154"), quiet_execution(), report);
}

/// Tobler's speed on a slope, relative to flat ground.
double tobler(double slope) {
  return std::exp(-3.5 * std::abs(slope + 0.05)) / std::exp(-3.5 * 0.05);
}

}  // namespace

TEST_CASE("heights come from between the cells, smoothed, in metres, and nowhere else") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "plane.tif").string();
  write_heights(path, [](double east, double north) { return 500 + 0.1 * east - 0.02 * north; });
  ElevationRaster raster = ElevationRaster::open(path);
  CHECK(raster.cell_size_m() == Approx(20).margin(0.2));
  // A plane stays the plane that it is.
  const LonLat place{3 + 333 / metres_a_degree_lon, 46 - 217 / metres_a_degree_lat};
  REQUIRE(raster.height(place));
  CHECK(*raster.height(place) == Approx(500 + 33.3 + 4.34).margin(0.02));
  CHECK_FALSE(raster.height({4, 46}));
}

TEST_CASE("feet become metres, and a raster without CRS is refused") {
  const TemporaryFolder folder;
  const std::string feet = (folder.path() / "feet.tif").string();
  write_heights(
      feet, [](double, double) { return 1000; }, "EPSG:4326", "ft");
  CHECK(*ElevationRaster::open(feet).height({3, 46}) == Approx(304.8));
  const std::string nowhere = (folder.path() / "nowhere.tif").string();
  write_heights(
      nowhere, [](double, double) { return 1000; }, "");
  CHECK_THROWS_WITH(ElevationRaster::open(nowhere),
                    Catch::Contains("the raster has no coordinate system"));
  const std::string text = folder.write("text.tif", "not a raster");
  CHECK_THROWS_WITH(ElevationRaster::open(text), Catch::Contains("not a raster"));
}

TEST_CASE("walking up a ramp of one in ten is slower than down, by Tobler's function") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "ramp.tif").string();
  write_heights(path, [](double east, double) { return 1000 + 0.1 * east; });
  SourceReport report;
  const RoadNetwork network = build(road_to_east(), path, walking(), report);
  REQUIRE(network.segment_count() == 1);
  const double flat_ms = network.segment_length_mm[0] / 10.0;  // 10 m a second
  CHECK(network.segment_climb_mm[0] == Approx(100'000).epsilon(0.01));
  CHECK(network.segment_descent_mm[0] == 0);
  CHECK(network.segment_forward_ms[0] == Approx(flat_ms / tobler(0.1)).epsilon(0.01));
  CHECK(network.segment_backward_ms[0] == Approx(flat_ms / tobler(-0.1)).epsilon(0.01));
}

TEST_CASE("a mode without a slope model is as fast uphill, and its climb is known") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "ramp.tif").string();
  write_heights(path, [](double east, double) { return 1000 + 0.1 * east; });
  SourceReport report;
  const RoadNetwork network = build(road_to_east(), path, plain_profile(), report);
  CHECK(network.segment_forward_ms[0] == network.segment_backward_ms[0]);
  CHECK(network.segment_climb_mm[0] == Approx(100'000).epsilon(0.01));
}

TEST_CASE("a hill between two nodes far from each other is climbed and descended") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "hill.tif").string();
  write_heights(path, [](double east, double) { return 100 * std::cos(east / 500 * M_PI / 2); });
  SourceReport report;
  const RoadNetwork network =
      build(osm_node(1, -500, 0) + osm_node(2, 500, 0) + osm_way(1, "1 2", "highway=residential"),
            path, walking(), report);
  CHECK(network.segment_climb_mm[0] == Approx(100'000).epsilon(0.02));
  CHECK(network.segment_descent_mm[0] == Approx(100'000).epsilon(0.02));
}

TEST_CASE("a bridge runs from one side of the gorge to the other, not down into it") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "gorge.tif").string();
  write_heights(path, [](double east, double) { return std::abs(east) < 300 ? 100.0 : 200.0; });
  SourceReport report;
  const std::string ends = osm_node(21, -900, 0) + osm_node(22, 900, 0) +
                           osm_way(2, "21 1", "highway=residential") +
                           osm_way(3, "11 22", "highway=residential");
  const RoadNetwork bridge =
      build(road_to_east("highway=residential bridge=yes") + ends, path, walking(), report);
  CHECK(bridge.segment_climb_mm[0] < 100);
  const RoadNetwork road = build(road_to_east() + ends, path, walking(), report);
  CHECK(road.segment_climb_mm[0] == Approx(100'000).epsilon(0.01));
  CHECK(road.segment_descent_mm[0] == Approx(100'000).epsilon(0.01));
  CHECK(bridge.segment_forward_ms[0] < road.segment_forward_ms[0]);
}

TEST_CASE("a cliff counts as the steepest slope of the profile, not as a wall") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "cliff.tif").string();
  write_heights(path, [](double east, double) { return east < 3 ? 0.0 : 500.0; });
  SourceReport report;
  const RoadNetwork network = build(road_to_east(), path, walking(), report);
  // Smoothing spreads the cliff over three cells and the pieces next to it: 100 m at the most.
  const double flat_ms = network.segment_length_mm[0] / 10.0;
  CHECK(network.segment_forward_ms[0] > flat_ms);
  CHECK(network.segment_forward_ms[0] < flat_ms * (0.9 + 0.1 / tobler(0.35)) + 1);
}

TEST_CASE("stairs of whole metres in a coarse raster do not slow anybody on a gentle slope") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "stairs.tif").string();
  write_heights(path, [](double east, double) { return std::round(1000 + 0.01 * east); });
  SourceReport report;
  const RoadNetwork network = build(road_to_east(), path, walking(), report);
  const double flat_ms = network.segment_length_mm[0] / 10.0;
  CHECK(network.segment_climb_mm[0] == Approx(10'000).epsilon(0.12));
  CHECK(network.segment_forward_ms[0] == Approx(flat_ms / tobler(0.01)).epsilon(0.03));
}

TEST_CASE("roads outside the raster are flat, and counted") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "west.tif").string();
  write_heights(path, [](double east, double) { return east > 0 ? -9999.0 : 100.0; });
  SourceReport report;
  const RoadNetwork network = build(road_to_east(), path, walking(), report);
  CHECK(network.segment_climb_mm[0] < 100);
  const auto note = std::find_if(report.notes.begin(), report.notes.end(),
                                 [](const auto& n) { return n.code == "no_height"; });
  REQUIRE(note != report.notes.end());
  CHECK(note->count == 1);
}

}  // namespace coverage
