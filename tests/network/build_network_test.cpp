#include "libcoverage/network/build_network.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "libcoverage/base/error.h"
#include "network_fixture.h"
#include "test_data.h"

namespace coverage {

TEST_CASE("segments end where roads meet; runs pass nodes where two segments of a class meet") {
  // 1 --- 2 --- 3 --- 4      way 10: 1 2 3, way 11: 3 4, way 12: 2 5
  //       |
  //       5
  const RoadNetwork network = network_from_osm(
      osm_node(1, 0, 0) + osm_node(2, 1000, 0) + osm_node(3, 2000, 0) + osm_node(4, 3000, 0) +
      osm_node(5, 1000, -500) + osm_way(10, "1 2 3", "highway=residential") +
      osm_way(11, "3 4", "highway=residential") + osm_way(12, "2 5", "highway=residential"));
  CHECK_FALSE(find_defect(network));
  CHECK(network.segment_count() == 4);   // 1-2, 2-3, 3-4, 2-5
  CHECK(network.junction_count() == 4);  // 1, 2, 4, 5
  CHECK(network.run_count() == 3);
  CHECK(network.arc_count() == 6);
}

TEST_CASE("a change of class is a junction, a change of way is not") {
  const RoadNetwork network = network_from_osm(
      osm_node(1, 0, 0) + osm_node(2, 1000, 0) + osm_node(3, 2000, 0) + osm_node(4, 3000, 0) +
      osm_way(10, "1 2", "highway=residential") + osm_way(11, "2 3", "highway=residential") +
      osm_way(12, "3 4", "highway=primary"));
  CHECK(network.junction_count() == 3);
  CHECK(network.run_count() == 2);
}

TEST_CASE("a run stops where a one-way begins") {
  const RoadNetwork network =
      network_from_osm(osm_node(1, 0, 0) + osm_node(2, 1000, 0) + osm_node(3, 2000, 0) +
                       osm_node(4, 1000, 900) + osm_way(10, "1 2", "highway=residential") +
                       osm_way(11, "2 3", "highway=residential oneway=yes") +
                       osm_way(12, "3 4", "highway=residential oneway=yes") +
                       osm_way(13, "4 2", "highway=residential oneway=yes"));
  CHECK_FALSE(find_defect(network));
  CHECK(network.junction_count() == 2);  // 1, 2: the one-way triangle is one run from 2 to 2
  CHECK(network.run_count() == 2);
  CHECK(network.arc_count() == 3);
}

TEST_CASE("a way ends before a node without a place in the study's CRS, others keep theirs") {
  // 1 --- 2 --- (the South Pole) --- 3
  //       |
  //       4 --- 5
  const RoadNetwork network = network_from_osm(
      osm_node(1, 0, 0) + osm_node(2, 1000, 0) + osm_node(3, 2000, 0) + osm_node(4, 1000, -500) +
      osm_node(5, 2000, -500) + "<node id='6' lat='-90' lon='3'/>" +
      osm_way(10, "1 2 6 3", "highway=residential") + osm_way(11, "2 4", "highway=primary") +
      osm_way(12, "4 5", "highway=residential"));
  CHECK_FALSE(find_defect(network));
  REQUIRE(network.segment_count() == 3);  // 1-2, 2-4, 4-5
  CHECK(network.segment_way_id[0] == 10);
  CHECK(network.segment_way_id[2] == 12);
  CHECK(network.segment_way_index[0] == 0);
  for (const Point& point : network.shape_points) CHECK_FALSE(std::isnan(point.x));
  for (const Point& point : network.junction_position) CHECK_FALSE(std::isnan(point.x));
}

TEST_CASE("a ring without junction gets one") {
  const RoadNetwork network = network_from_osm(
      osm_node(1, 0, 0) + osm_node(2, 1000, 0) + osm_node(3, 0, 1000) +
      osm_way(10, "1 2 3", "highway=residential") + osm_way(11, "3 1", "highway=residential"));
  CHECK_FALSE(find_defect(network));
  CHECK(network.junction_count() == 1);
  CHECK(network.run_count() == 1);
}

TEST_CASE("the time of an arc is the length on the ellipsoid over the speed, rounded up") {
  const RoadNetwork network =
      network_from_osm("<node id='1' lat='46' lon='3'/><node id='2' lat='46.01' lon='3'/>" +
                       osm_way(10, "1 2", "highway=residential maxspeed=50"));
  // A hundredth of a degree of meridian at 46° N: 1111.4 m; at 50 × 0.68 = 34 km/h.
  REQUIRE(network.arc_count() == 2);
  CHECK(network.arc_length_mm[0] == Approx(1111400).margin(400));
  CHECK(network.arc_time_ms[0] == Approx(network.arc_length_mm[0] * 3.6 / 34).margin(1));
}

TEST_CASE("a bollard cuts the road for cars") {
  const std::string world = osm_node(1, 0, 0) +
                            osm_node(2, 500, 0, "<tag k='barrier' v='bollard'/>") +
                            osm_node(3, 1000, 0) + osm_way(10, "1 2 3", "highway=residential");
  CHECK(network_from_osm(world, "car").run_count() == 2);
  CHECK(network_from_osm(world, "car").junction_count() == 4);
  CHECK(network_from_osm(world, "foot").run_count() == 1);
}

TEST_CASE("the main component is the largest; an island and a one-way dead end are outside it") {
  const RoadNetwork network = network_from_osm(
      osm_node(1, 0, 0) + osm_node(2, 1000, 0) + osm_node(3, 0, 1000) + osm_node(4, 5000, 0) +
      osm_node(5, 6000, 0) + osm_node(6, 2000, 0) + osm_way(10, "1 2", "highway=residential") +
      osm_way(11, "2 3", "highway=tertiary") + osm_way(12, "3 1", "highway=tertiary") +
      osm_way(13, "4 5", "highway=residential") +
      osm_way(14, "2 6", "highway=residential oneway=yes"));
  std::vector<bool> in_main;
  for (std::size_t s = 0; s < network.segment_count(); ++s) {
    in_main.push_back((network.segment_flags[s] & segment_main_component) != 0);
  }
  CHECK(in_main == std::vector<bool>{true, true, true, false, false});
}

TEST_CASE("a way that lacks a node is cut there, and the data end at a vertex") {
  const RoadNetwork network =
      network_from_osm(osm_node(1, 0, 0) + osm_node(2, 1000, 0) + osm_node(4, 3000, 0) +
                       osm_node(5, 4000, 0) + osm_way(10, "1 2 3 4 5", "highway=residential"));
  CHECK(network.segment_count() == 2);
  CHECK(network.cut_vertices.size() == 2);
}

TEST_CASE("real extracts build into sound networks") {
  struct Extract {
    const char* file;
    const char* crs;
  };
  for (const Extract& extract : {Extract{"osm/liechtenstein.osm.pbf", "EPSG:32632"},
                                 Extract{"osm/andorra.osm.pbf", "EPSG:32631"},
                                 Extract{"osm/north-bayreuth.osm.gz", "EPSG:32632"}}) {
    const auto path = test_data_path(extract.file);
    if (!path) return;
    for (const char* profile : {"car", "bicycle", "foot"}) {
      CAPTURE(extract.file, profile);
      RoadsInput input;
      input.paths = {*path};
      SourceReport report;
      const RawRoads roads = load_roads(input, quiet_execution(), report);
      const RoadNetwork network = build_network(
          roads, load_profile(profile), Crs::from_text(extract.crs), quiet_execution(), report);
      CHECK(find_defect(network) == std::nullopt);
      std::size_t main = 0;
      for (const std::uint32_t component : network.vertex_component) main += component == 0;
      // Without the paths for mountaineers some of Andorra's trails stand alone: 80 % is left.
      CHECK(static_cast<double>(main) > 0.75 * static_cast<double>(network.vertex_count()));
    }
  }
}

TEST_CASE("roads of other modes alone are refused, without a word of columns that OSM has not") {
  const std::string footways =
      osm_node(1, 0, 0) + osm_node(2, 100, 0) + osm_way(10, "1 2", "highway=footway");
  try {
    network_from_osm(footways, "car");
    FAIL("no car may use a footway");
  } catch (const InputError& error) {
    const std::string text = error.text(Language::english);
    CHECK(text.find("no road may be used by the profile 'car'") != std::string::npos);
    CHECK(text.find("Choose another profile") != std::string::npos);
    CHECK(text.find("column") == std::string::npos);
  }
}

}  // namespace coverage
