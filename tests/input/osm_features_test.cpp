#include "libcoverage/input/osm_features.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "error_text.h"
#include "libcoverage/base/error.h"
#include "temporary_folder.h"
#include "test_data.h"

namespace coverage {
namespace {

Progress silent;
const Execution execution{silent};

/// Nodes 1…9 on a grid of hundredths of a degree, then what the test writes.
std::string osm_xml(const std::string& objects) {
  std::string text = "<osm version='0.6' generator='test'>\n";
  for (int id = 1; id <= 9; ++id) {
    text += "<node id='" + std::to_string(id) + "' version='1' lon='3.0" +
            std::to_string((id - 1) % 3) + "' lat='46.0" + std::to_string((id - 1) / 3) + "'/>\n";
  }
  return text + objects + "</osm>\n";
}
std::string way(int id, const std::vector<int>& nodes, const std::string& tags) {
  std::string text = "<way id='" + std::to_string(id) + "' version='1'>";
  for (const int node : nodes) text += "<nd ref='" + std::to_string(node) + "'/>";
  return text + tags + "</way>\n";
}
const std::string townhall = "<tag k='amenity' v='townhall'/>";

OsmFeatures read(const std::string& objects, const std::string& filter = "amenity=townhall") {
  const TemporaryFolder folder;
  return read_osm_features(folder.write("test.osm", osm_xml(objects)), TagFilter::parse(filter), {},
                           execution);
}

TEST_CASE("a node with the tag is a feature at its place, with all its tags") {
  const OsmFeatures found =
      read("<node id='20' version='1' lon='3.5' lat='46.5'>" + townhall +
           "<tag k='name' v='Mairie'/></node><node id='21' version='1' lon='3' lat='46'>"
           "<tag k='amenity' v='school'/></node>");
  REQUIRE(found.features.size() == 1);
  CHECK(found.features[0].id == "node/20");
  CHECK(found.features[0].position == LonLat{3.5, 46.5});
  CHECK_FALSE(found.features[0].is_area);
  CHECK(found.features[0].tags.at("name") == "Mairie");
}

TEST_CASE("a closed way stands as its centroid") {
  const OsmFeatures found = read(way(30, {1, 3, 9, 7, 1}, townhall));
  REQUIRE(found.features.size() == 1);
  CHECK(found.features[0].id == "way/30");
  CHECK(found.features[0].is_area);
  CHECK(found.features[0].position.lon == Approx(3.01));
  CHECK(found.features[0].position.lat == Approx(46.01));
}

TEST_CASE("an area whose centroid lies outside stands as a point inside") {
  // A thin L along the left and the upper border.
  const std::string nodes =
      "<node id='40' version='1' lon='3.0' lat='46.0'/><node id='41' version='1' lon='3.0' "
      "lat='46.02'/><node id='42' version='1' lon='3.02' lat='46.02'/><node id='43' version='1' "
      "lon='3.02' lat='46.019'/><node id='44' version='1' lon='3.001' lat='46.019'/><node id='45' "
      "version='1' lon='3.001' lat='46.0'/>";
  const OsmFeatures found = read(nodes + way(30, {40, 41, 42, 43, 44, 45, 40}, townhall));
  REQUIRE(found.features.size() == 1);
  const LonLat where = found.features[0].position;
  CHECK((where.lon < 3.001 || where.lat > 46.019));
}

TEST_CASE("a multipolygon of several ways with a hole stands as a point in its area") {
  const OsmFeatures found =
      read(way(30, {1, 2, 3, 6}, "") + way(31, {1, 4, 7, 8, 9, 6}, "") +
           "<node id='50' version='1' lon='3.009' lat='46.009'/><node id='51' version='1' "
           "lon='3.011' lat='46.009'/><node id='52' version='1' lon='3.011' lat='46.011'/><node "
           "id='53' version='1' lon='3.009' lat='46.011'/>" +
           way(32, {50, 51, 52, 53, 50}, "") +
           "<relation id='60' version='1'><member type='way' ref='30' role='outer'/><member "
           "type='way' ref='31' role='outer'/><member type='way' ref='32' role='inner'/><tag "
           "k='type' v='multipolygon'/>" +
           townhall + "</relation>");
  REQUIRE(found.features.size() == 1);
  CHECK(found.features[0].id == "relation/60");
  CHECK(found.left_out.empty());
  const LonLat where = found.features[0].position;
  CHECK((where.lon > 3.0 && where.lon < 3.02 && where.lat > 46.0 && where.lat < 46.02));
  CHECK_FALSE((where.lon > 3.009 && where.lon < 3.011 && where.lat > 46.009 && where.lat < 46.011));
}

TEST_CASE("objects without a position are listed, not lost") {
  const OsmFeatures found =
      read(way(30, {1, 2, 3}, townhall) + way(31, {1, 2, 999, 1}, townhall) +
           "<relation id='60' version='1'><member type='way' ref='77' role='outer'/><tag k='type' "
           "v='multipolygon'/>" +
           townhall + "</relation><relation id='61' version='1'><tag k='type' v='site'/>" +
           townhall + "</relation>");
  CHECK(found.features.empty());
  CHECK(found.left_out ==
        std::vector<std::string>{"way/30", "way/31", "relation/60", "relation/61"});
}

TEST_CASE("a line that runs back on itself has no surface and is listed") {
  CHECK(read(way(30, {1, 2, 3, 2, 1}, townhall)).left_out == std::vector<std::string>{"way/30"});
}

TEST_CASE("features stand in the order nodes, ways, relations, each by id") {
  const OsmFeatures found =
      read(way(31, {1, 2, 5, 4, 1}, townhall) + way(30, {2, 3, 6, 5, 2}, townhall) +
           "<node id='90' version='1' lon='3' lat='46'>" + townhall +
           "</node><node id='80' version='1' lon='3' lat='46'>" + townhall + "</node>");
  std::vector<std::string> ids;
  for (const OsmFeature& feature : found.features) ids.push_back(feature.id);
  CHECK(ids == std::vector<std::string>{"node/80", "node/90", "way/30", "way/31"});
}

TEST_CASE("only the tags that are asked for are kept") {
  const TemporaryFolder folder;
  const std::string path =
      folder.write("test.osm", osm_xml("<node id='20' version='1' lon='3' lat='46'>" + townhall +
                                       "<tag k='name' v='Mairie'/><tag k='phone' v='0'/></node>"));
  const OsmFeatures found = read_osm_features(path, TagFilter::parse("amenity"),
                                              std::set<std::string>{"name"}, execution);
  CHECK(found.features.at(0).tags == std::map<std::string, std::string>{{"name", "Mairie"}});
}

std::string error_of(const std::string& path) {
  return error_text([&] { read_osm_features(path, TagFilter::parse("amenity"), {}, execution); });
}

TEST_CASE(
    "ids that OpenStreetMap does not give are refused, of what is read and of what it needs") {
  const TemporaryFolder folder;
  const std::string negative = folder.write(
      "josm.osm", osm_xml("<node id='-20' version='1' lon='3' lat='46'>" + townhall + "</node>"));
  CHECK(error_of(negative) ==
        negative +
            ": node -20 has an id that is negative or too large. Ids of OpenStreetMap lie between "
            "0 and 2⁴⁰; give other data new ids with 'osmium renumber'");
  const std::string large = folder.write(
      "large.osm",
      osm_xml("<way id='1099511627777' version='1'><nd ref='1'/>" + townhall + "</way>"));
  CHECK_THAT(error_of(large), Catch::Contains("way 1099511627777 has an id that is negative"));
}

TEST_CASE("a file that is no OSM file is refused by name with a remedy") {
  const TemporaryFolder folder;
  const std::string broken = folder.write("broken.osm", "<osm version='0.6'><node id='1'");
  CHECK(error_of(broken).find(broken + ": cannot be read as an OSM file: ") == 0);
  CHECK(error_of(broken).find("download it again") != std::string::npos);
  CHECK(error_of(folder.write("page.osm.pbf", "<!DOCTYPE html><html></html>"))
            .find("cannot be read as an OSM file") != std::string::npos);
  CHECK(error_of(folder.write("empty.osm", "")).find(": empty file") != std::string::npos);
  CHECK(error_of(folder.write("data.osm.gz", "not gzip")).find("cannot be read as an OSM file") !=
        std::string::npos);
  CHECK(error_of(folder.write("changes.osc", "<osmChange version='0.6'/>")).find("change file") !=
        std::string::npos);
  CHECK(error_of((folder.path() / "absent.osm").string()).find("absent.osm") != std::string::npos);
}

TEST_CASE("the townhalls of Liechtenstein are found in its extract, and a cut extract is refused") {
  const auto path = test_data_path("osm/liechtenstein.osm.pbf");
  if (!path) return;
  const OsmFeatures found =
      read_osm_features(*path, TagFilter::parse("amenity=townhall"), {}, execution);
  CHECK(found.features.size() == 3);
  for (const OsmFeature& feature : found.features) {
    CHECK((feature.position.lon > 9.4 && feature.position.lon < 9.7));
    CHECK((feature.position.lat > 47.0 && feature.position.lat < 47.3));
  }
  std::ifstream file(*path, std::ios::binary);
  std::string bytes(200000, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  const TemporaryFolder folder;
  const std::string cut = folder.write("cut.osm.pbf", bytes);
  CHECK(error_of(cut).find(cut + ": cannot be read as an OSM file: ") == 0);
}

}  // namespace
}  // namespace coverage
