#include <catch2/catch.hpp>

#include "input/territory_fixture.h"

namespace coverage {
namespace {

/// Two squares that share the way 2, in degrees; the second has a hole, and lacks way 4 or not.
///
///     4 --3-- 3 --4-- 6
///     |       |       |
///     1 --1-- 2 ------ 5
std::string osm_world(const std::string& more = "", const std::string& way4 = R"(
  <way id="4"><nd ref="2"/><nd ref="5"/><nd ref="6"/><nd ref="3"/></way>)") {
  return R"(<?xml version="1.0"?><osm version="0.6">
  <node id="1" lat="46.5" lon="3.00"/><node id="2" lat="46.5" lon="3.01"/>
  <node id="3" lat="46.51" lon="3.01"/><node id="4" lat="46.51" lon="3.00"/>
  <node id="5" lat="46.5" lon="3.02"/><node id="6" lat="46.51" lon="3.02"/>
  <node id="7" lat="46.504" lon="3.014"><tag k="place" v="village"/>
    <tag k="population" v="77"/></node>
  <node id="8" lat="46.504" lon="3.016"/><node id="9" lat="46.506" lon="3.015"/>
  <way id="1"><nd ref="3"/><nd ref="4"/><nd ref="1"/><nd ref="2"/></way>
  <way id="2"><nd ref="2"/><nd ref="3"/></way>
  <way id="3"><nd ref="7"/><nd ref="8"/><nd ref="9"/><nd ref="7"/></way>)" +
         way4 + R"(
  <relation id="10"><member type="way" ref="1" role="outer"/>
    <member type="way" ref="2" role="outer"/><member type="node" ref="1" role="admin_centre"/>
    <tag k="type" v="boundary"/><tag k="boundary" v="administrative"/>
    <tag k="admin_level" v="8"/><tag k="name" v="West"/><tag k="ref:INSEE" v="03001"/>
    <tag k="population" v="120"/></relation>
  <relation id="11"><member type="way" ref="2" role="outer"/>
    <member type="way" ref="4" role="outer"/><member type="way" ref="3" role="inner"/>
    <tag k="type" v="boundary"/><tag k="boundary" v="administrative"/>
    <tag k="admin_level" v="8"/><tag k="name" v="East"/><tag k="population" v="about 90"/>
  </relation>)" +
         more + "</osm>";
}

struct OsmCase : TerritoryCase {
  explicit OsmCase(const std::string& xml, const std::string& name = "place.osm")
      : TerritoryCase({}) {
    study.communes->paths = {folder.write(name, xml)};
    study.communes->code = "ref:INSEE";
    study.communes->admin_level = 8;
  }
};

TEST_CASE("boundaries of an OSM file become communes, with holes, codes and populations") {
  OsmCase world(osm_world());
  const Territory territory = world.load();
  REQUIRE(territory.communes.size() == 2);
  const Commune& west = territory.communes.rows()[0];
  CHECK(west.code == "03001");
  CHECK(west.name == "West");
  CHECK(west.weights.at("population") == Weight::from_count(120));
  const Commune& east = territory.communes.rows()[1];
  CHECK(east.code == "osm:11");
  CHECK(east.weights.empty());
  REQUIRE(east.shape.polygons.size() == 1);
  CHECK(east.shape.polygons[0].rings.size() == 2);
  // The hole is 0.002 by 0.002 / 2 of the square's 0.01 by 0.01.
  CHECK(area(east.shape) / area(west.shape) == Approx(0.98).epsilon(1e-3));
  CHECK(world.note("communes", "code_from_osm_id").examples == Examples{"osm:11 East"});
  CHECK(world.note("communes", "unread_population").examples ==
        Examples{"relation 11 East: about 90"});
  CHECK(world.note("communes", "osm_populations").examples == Examples{"place.osm: 1 / 1"});
  CHECK(world.note("communes", "place_populations").examples == Examples{"place.osm: 1"});
  CHECK(world.note("communes", "overlaps").count == 0);
}

TEST_CASE("a boundary that lacks a way is left out and names it") {
  OsmCase world(osm_world("", ""));
  CHECK(world.load().communes.size() == 1);
  CHECK(world.report("communes").rejected == 1);
  const SourceNote note = world.note("communes", "boundary_lacks_ways");
  CHECK(note.kind == SourceNote::Kind::rejected);
  CHECK(note.examples == Examples{"relation 11 East: way 4 (1/3)"});
}

TEST_CASE("a way whose nodes the extract has cut off is missing too") {
  OsmCase world(osm_world("", R"(<way id="4"><nd ref="2"/><nd ref="99"/><nd ref="3"/></way>)"));
  CHECK(world.load().communes.size() == 1);
  CHECK(world.note("communes", "boundary_lacks_ways").examples ==
        Examples{"relation 11 East: way 4 (1/3)"});
}

TEST_CASE("a boundary that breaks off names the nodes where it does") {
  OsmCase world(osm_world("", R"(<way id="4"><nd ref="2"/><nd ref="5"/><nd ref="6"/></way>)"));
  CHECK(world.load().communes.size() == 1);
  CHECK(world.note("communes", "boundary_open").examples ==
        Examples{"relation 11 East: node 3, 6"});
}

TEST_CASE("a closed way with the tags is a boundary of its own") {
  OsmCase world(osm_world("", R"(
    <way id="4"><nd ref="2"/><nd ref="5"/><nd ref="6"/><nd ref="3"/></way>
    <way id="5"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="1"/>
      <tag k="boundary" v="administrative"/><tag k="admin_level" v="8"/></way>)"));
  const Territory territory = world.load();
  CHECK(territory.find_commune("osm:way:5"));
  CHECK(territory.communes.size() == 3);
}

TEST_CASE("a level that the file lacks is refused with the levels it has") {
  OsmCase world(osm_world());
  world.study.communes->admin_level = 7;
  CHECK(world.short_error() ==
        "place.osm: no administrative boundary has admin_level 7. The levels in the file are: 8 "
        "(2)");
  world.study.communes->admin_level.reset();
  CHECK(world.short_error() ==
        "[communes]: admin_level is not set for the OSM file place.osm. Set admin_level (8 for "
        "communes in France)");
}

TEST_CASE("ids that are negative or beyond 2 to the 40th are refused") {
  OsmCase negative(osm_world(R"(<relation id="-7"/>)"));
  CHECK(negative.short_error().starts_with(
      "place.osm: relation -7 has an id that is negative or too large. "));
  OsmCase huge(osm_world("", R"(<way id="1099511627777"/>)"));
  CHECK(huge.short_error().starts_with("place.osm: way 1099511627777 has an id that is "));
}

TEST_CASE("a file that is not what its name says is refused") {
  for (const char* name : {"place.osm.pbf", "place.osm.gz", "place.osm.bz2", "place.osm"}) {
    OsmCase world("this is no map", name);
    INFO(name);
    CHECK(world.short_error().starts_with(std::string(name) + ": cannot be read as an OSM file: "));
  }
  OsmCase truncated(osm_world().substr(0, 900));
  CHECK(truncated.short_error().starts_with("place.osm: cannot be read as an OSM file: "));
}

TEST_CASE("a table of populations replaces those of the tags") {
  OsmCase world(osm_world());
  world.populate("code,population,epci,epci_name\nosm:11,95,E1,Un\n");
  const Territory territory = world.load();
  CHECK(territory.communes.rows()[0].weights.empty());
  CHECK(territory.communes.rows()[1].weights.at("population") == Weight::from_count(95));
}

}  // namespace
}  // namespace coverage
