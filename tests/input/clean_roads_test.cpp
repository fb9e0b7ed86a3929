#include "libcoverage/input/clean_roads.h"

#include <catch2/catch.hpp>

#include "network_fixture.h"

namespace coverage {

namespace {

RawRoads read(const std::string& objects, SourceReport& report) {
  const TemporaryFolder folder;
  RoadsInput input;
  input.paths = {
      folder.write("roads.osm", "<?xml version='1.0'?><osm version='0.6'>" + objects + "</osm>")};
  return load_roads(input, quiet_execution(), report);
}

const SourceNote* find_note(const SourceReport& report, const std::string& code) {
  for (const SourceNote& note : report.notes) {
    if (note.code == code) return &note;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("two nodes at one place on a way become one, and roads at either meet there") {
  // 1 -- 2,3 -- 4, and a road from 3 to the north: without the merger it would hang in the air
  // behind a piece of no length.
  SourceReport report;
  const RawRoads roads =
      read(osm_node(1, -100, 0) + osm_node(2, 0, 0) + osm_node(3, 0, 0) + osm_node(4, 100, 0) +
               osm_node(5, 0, 100) + osm_way(10, "1 2 3 4", "highway=residential") +
               osm_way(11, "3 5", "highway=residential"),
           report);
  REQUIRE(roads.ways.size() == 2);
  CHECK(roads.ways[0].node_count == 3);
  CHECK(roads.way_nodes[roads.ways[0].first_node + 1] == roads.way_nodes[roads.ways[1].first_node]);
  REQUIRE(find_note(report, "repeated_node"));
  CHECK(find_note(report, "repeated_node")->count == 1);
  CHECK(find_note(report, "repeated_node")->examples == std::vector<std::string>{"3"});
}

TEST_CASE("a barrier on the node that goes is kept") {
  SourceReport report;
  const RawRoads roads =
      read(osm_node(1, -100, 0) + osm_node(2, 0, 0) +
               osm_node(3, 0, 0, "<tag k='barrier' v='bollard'/>") + osm_node(4, 100, 0) +
               osm_way(10, "1 2 3 4", "highway=residential"),
           report);
  CHECK(roads.node_tag(roads.way_nodes[1], "barrier") == "bollard");
}

TEST_CASE("a way without length goes, and is counted") {
  SourceReport report;
  const RawRoads roads = read(osm_node(1, 0, 0) + osm_node(2, 0, 0) + osm_node(3, 100, 0) +
                                  osm_way(10, "1 2", "highway=residential") +
                                  osm_way(11, "1 3", "highway=residential"),
                              report);
  REQUIRE(roads.ways.size() == 1);
  CHECK(roads.ways[0].id == 11);
  REQUIRE(find_note(report, "way_without_length"));
  CHECK(report.read == 2);
  CHECK(report.kept == 1);
  CHECK(report.rejected == 1);
}

TEST_CASE("a way drawn twice goes; one that differs in a tag is a parallel road and stays") {
  SourceReport report;
  const RawRoads roads = read(
      osm_node(1, 0, 0) + osm_node(2, 100, 0) + osm_way(10, "1 2", "highway=residential name=a") +
          osm_way(11, "1 2", "name=a highway=residential") + osm_way(12, "1 2", "highway=footway"),
      report);
  REQUIRE(roads.ways.size() == 2);
  CHECK(roads.ways[0].id == 10);
  CHECK(roads.ways[1].id == 12);
  REQUIRE(find_note(report, "repeated_way"));
  CHECK(find_note(report, "repeated_way")->examples == std::vector<std::string>{"11"});
}

TEST_CASE("nodes may stand in any order in the file") {
  SourceReport report;
  const RawRoads roads =
      read(osm_node(1, 0, 0) + osm_node(4, 300, 0) + osm_node(3, 200, 0) + osm_node(2, 100, 0) +
               osm_way(10, "1 2 3 4", "highway=residential"),
           report);
  REQUIRE(roads.ways.size() == 1);
  CHECK(roads.ways[0].node_count == 4);
}

TEST_CASE("clean roads stay as they are") {
  SourceReport report;
  const RawRoads roads = read(osm_node(1, 0, 0) + osm_node(2, 100, 0) + osm_node(3, 200, 0) +
                                  osm_way(10, "1 2 3 1", "highway=residential"),
                              report);
  REQUIRE(roads.ways.size() == 1);
  CHECK(roads.ways[0].node_count == 4);
  CHECK(report.corrected == 0);
}

}  // namespace coverage
