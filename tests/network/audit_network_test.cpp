#include "libcoverage/network/audit_network.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "network_fixture.h"

namespace coverage {

namespace {

/// A network from OSM XML, audited.
struct Audited {
  RoadNetwork network;
  NetworkAudit audit;
};

Audited audited(const std::string& objects, const std::string& profile_name = "car",
                const AuditSettings& settings = {}) {
  const TemporaryFolder folder;
  RoadsInput input;
  input.paths = {
      folder.write("roads.osm", "<?xml version='1.0'?><osm version='0.6'>" + objects + "</osm>")};
  SourceReport report;
  const RawRoads roads = load_roads(input, quiet_execution(), report);
  const Profile profile = load_profile(profile_name);
  const Crs crs = Crs::from_text("EPSG:2154");
  Audited result{build_network(roads, profile, crs, quiet_execution(), report), {}};
  result.audit = audit_network(result.network, roads, profile, result.network.cut_vertices.span(),
                               crs, settings, quiet_execution());
  return result;
}

/// A street of three junctions, 1-2-3 going east, 300 m each, ways 10 and 11: the main component.
std::string main_street() {
  return osm_node(1, 0, 0) + osm_node(2, 300, 0) + osm_node(3, 600, 0) + osm_node(4, 600, 300) +
         osm_way(10, "1 2", "highway=residential name=Main") +
         osm_way(11, "2 3 4", "highway=residential name=Main");
}

std::int64_t way_of(const Audited& world, SegmentId segment) {
  return world.network.segment_way_id[segment.value()];
}

}  // namespace

TEST_CASE("a sound network has no findings") {
  const Audited world = audited(main_street());
  CHECK(world.audit.islands.empty());
  CHECK(world.audit.missing_junctions.empty());
  CHECK(world.audit.speed_changes.empty());
  CHECK(world.audit.dropped_ways.empty());
  CHECK(world.audit.cut_ends.empty());
  CHECK(world.audit.length_mm == world.audit.main_length_mm);
}

TEST_CASE("an island is told with its length, and with the closed way that would join it") {
  // Nodes 5-6-7 stand north of node 4; way 30 from 4 to 5 is closed.
  const Audited world = audited(
      main_street() + osm_node(5, 600, 400) + osm_node(6, 600, 500) + osm_node(7, 600, 550) +
      osm_way(20, "5 6", "highway=residential name=Island") +
      osm_way(21, "6 7", "highway=residential") + osm_way(30, "4 5", "highway=service access=no") +
      osm_way(31, "2 6", "highway=footway"));
  REQUIRE(world.audit.islands.size() == 1);
  const Island& island = world.audit.islands.front();
  CHECK(island.kind == Island::Kind::separate);
  CHECK(island.ways == 2);
  CHECK(island.longest_way == 20);
  CHECK(island.segments.size() == 2);
  CHECK(island.component == 1);
  CHECK(island.vertices >= 2);
  CHECK(island.length_mm / 1000.0 == Approx(150).epsilon(0.01));
  CHECK(world.audit.length_mm - world.audit.main_length_mm == island.length_mm);

  // The footway is no cause for a car: it never was a road for cars.
  REQUIRE(world.audit.island_links.size() == 1);
  const IslandLink& link = world.audit.island_links.front();
  CHECK(link.island == 0);
  CHECK(link.to_main);
  CHECK_FALSE(link.is_barrier);
  CHECK(world.audit.dropped_ways[link.index].id == 30);
}

TEST_CASE("where it takes two closed ways in a row to reach an island, both are told") {
  // A bridge (30) and the road behind it (31) are closed to walkers, as on the way to Sant Julià.
  const Audited world =
      audited(main_street() + osm_node(5, 600, 400) + osm_node(6, 600, 500) +
                  osm_node(7, 600, 550) + osm_way(20, "6 7", "highway=residential") +
                  osm_way(30, "4 5", "highway=primary bridge=yes foot=no") +
                  osm_way(31, "5 6", "highway=primary foot=no"),
              "foot");
  REQUIRE(world.audit.islands.size() == 1);
  REQUIRE(world.audit.island_links.size() == 2);
  for (std::size_t k = 0; k < 2; ++k) {
    const IslandLink& link = world.audit.island_links[k];
    CHECK(link.to_main);
    CHECK(link.chain == 2);
    CHECK(world.audit.dropped_ways[link.index].id == static_cast<std::int64_t>(30 + k));
  }
}

TEST_CASE("an island behind a gate is told with the gate") {
  const Audited world =
      audited(main_street() + osm_node(5, 600, 350, "<tag k='barrier' v='bollard'/>") +
              osm_node(6, 600, 400) + osm_way(20, "4 5 6", "highway=residential"));
  REQUIRE(world.audit.islands.size() == 1);
  REQUIRE(world.audit.island_links.size() == 1);
  const IslandLink& link = world.audit.island_links.front();
  REQUIRE(link.is_barrier);
  CHECK(world.audit.barriers[link.index].node_id == 5);
  CHECK(world.audit.barriers[link.index].barrier == "bollard");
  CHECK(world.audit.missing_junctions.empty());  // the road ends at the bollard on purpose
}

TEST_CASE("one-way dead ends are told apart by the way one can go, as one island each") {
  // From node 3 one can only go in (ways 20, 21), from node 6 only come out (way 22).
  const Audited world =
      audited(main_street() + osm_node(5, 700, 0) + osm_node(6, 800, 0) + osm_node(7, -200, 0) +
              osm_way(20, "3 5", "highway=residential oneway=yes") +
              osm_way(21, "5 6", "highway=tertiary oneway=yes") +
              osm_way(22, "7 1", "highway=residential oneway=yes"));
  REQUIRE(world.audit.islands.size() == 2);
  const Island& entered = world.audit.islands[0];  // 200 m and a little: the first by its segment
  const Island& left = world.audit.islands[1];
  REQUIRE(entered.kind != left.kind);
  const Island& dead_end = entered.kind == Island::Kind::only_entered ? entered : left;
  const Island& source = entered.kind == Island::Kind::only_entered ? left : entered;
  CHECK(dead_end.ways == 2);
  CHECK(source.kind == Island::Kind::only_left);
  CHECK(source.longest_way == 22);
}

TEST_CASE("a dead end that stops three metres before a road is a missing junction") {
  const Audited world = audited(main_street() + osm_node(5, 150, 3) + osm_node(6, 150, 200) +
                                osm_node(7, 0, 200) + osm_way(20, "5 6", "highway=residential") +
                                osm_way(21, "6 7 1", "highway=residential"));
  REQUIRE(world.audit.missing_junctions.size() == 1);
  const MissingJunction& found = world.audit.missing_junctions.front();
  CHECK(way_of(world, found.dead_end) == 20);
  CHECK(way_of(world, found.other) == 10);
  CHECK(found.distance_m == Approx(3).epsilon(0.02));
  CHECK_FALSE(found.between_dead_ends);
}

TEST_CASE("six metres are too far by default, and near enough where the setting says so") {
  const std::string town = main_street() + osm_node(5, 150, 6) + osm_node(6, 150, 200) +
                           osm_node(7, 0, 200) + osm_way(20, "5 6 7 1", "highway=residential");
  CHECK(audited(town).audit.missing_junctions.empty());
  CHECK(audited(town, "car", {.junction_within_m = 7}).audit.missing_junctions.size() == 1);
}

TEST_CASE("a dead end that goes on as a footway misses no junction") {
  // Way 20 stops three metres before the street; people walk on over way 21, which no car may use.
  const std::string town = main_street() + osm_node(5, 450, 100) + osm_node(6, 450, 3) +
                           osm_node(7, 430, 60) + osm_way(20, "5 6", "highway=residential");
  CHECK(audited(town).audit.missing_junctions.size() == 1);
  CHECK(audited(town + osm_way(21, "6 7", "highway=footway")).audit.missing_junctions.empty());
  // A footway elsewhere on the dead-end street changes nothing.
  CHECK(audited(town + osm_way(21, "5 7", "highway=footway")).audit.missing_junctions.size() == 1);
}

TEST_CASE("two dead ends that nearly meet are told once") {
  const Audited world = audited(main_street() + osm_node(5, 600, 302) + osm_node(6, 0, 300) +
                                osm_way(20, "1 6 5", "highway=residential"));
  REQUIRE(world.audit.missing_junctions.size() == 1);
  CHECK(world.audit.missing_junctions.front().between_dead_ends);
  CHECK(way_of(world, world.audit.missing_junctions.front().dead_end) == 11);
}

TEST_CASE("roads on a bridge, stubs beside the road they leave and one way's own ends are fine") {
  SECTION("a bridge passes over the dead end") {
    const Audited world = audited(
        osm_node(1, 0, 0) + osm_node(2, 300, 0) + osm_node(3, 150, 2) + osm_node(4, 150, 200) +
        osm_way(10, "1 2", "highway=residential bridge=yes layer=1") +
        osm_way(20, "3 4", "highway=residential") + osm_way(21, "4 2", "highway=residential"));
    CHECK(world.audit.missing_junctions.empty());
  }
  SECTION("a stub of four metres") {
    const Audited world = audited(osm_node(1, 0, 0) + osm_node(5, 150, 0) + osm_node(2, 300, 0) +
                                  osm_node(6, 150, 4) + osm_way(10, "1 5 2", "highway=service") +
                                  osm_way(20, "5 6", "highway=service"));
    CHECK(world.audit.missing_junctions.empty());
  }
  SECTION("a way that returns to itself") {
    const Audited world =
        audited(osm_node(1, 0, 0) + osm_node(2, 200, 0) + osm_node(3, 200, 200) +
                osm_node(4, 2, 2) + osm_way(10, "1 2 3 4", "highway=residential"));
    CHECK(world.audit.missing_junctions.empty());
  }
}

TEST_CASE("where the data are cut no junction is missing: the end is told as a cut end") {
  // Node 8 of way 20 is not in the file.
  const Audited world = audited(main_street() + osm_node(5, 150, 3) + osm_node(6, 150, 200) +
                                osm_way(21, "6 1", "highway=residential") +
                                osm_way(20, "6 5 8", "highway=residential"));
  CHECK(world.audit.missing_junctions.empty());
  REQUIRE(world.audit.cut_ends.size() == 1);
  CHECK(way_of(world, world.audit.cut_ends.front().segment) == 20);
}

TEST_CASE("a road of one class that goes on at another speed is told with both sources") {
  const std::string nodes = osm_node(1, 0, 0) + osm_node(2, 300, 0) + osm_node(3, 600, 0);
  const Audited world = audited(nodes + osm_way(10, "1 2", "highway=tertiary maxspeed=20") +
                                osm_way(11, "2 3", "highway=tertiary maxspeed=80"));
  REQUIRE(world.audit.speed_changes.size() == 1);
  const SpeedChange& change = world.audit.speed_changes.front();
  CHECK(change.factor == Approx(4).epsilon(0.01));
  CHECK(change.before_source == SpeedSource::limit);
  CHECK(change.after_source == SpeedSource::limit);
  const double slow = std::min(change.before_km_h, change.after_km_h);
  CHECK(std::max(change.before_km_h, change.after_km_h) / slow == Approx(change.factor));

  SECTION("not below the factor") {
    CHECK(audited(nodes + osm_way(10, "1 2", "highway=tertiary maxspeed=50") +
                  osm_way(11, "2 3", "highway=tertiary maxspeed=80"))
              .audit.speed_changes.empty());
  }
  SECTION("not at a crossroads") {
    CHECK(audited(nodes + osm_node(4, 300, 300) +
                  osm_way(10, "1 2", "highway=tertiary maxspeed=20") +
                  osm_way(11, "2 3", "highway=tertiary maxspeed=80") +
                  osm_way(12, "2 4", "highway=tertiary"))
              .audit.speed_changes.empty());
  }
  SECTION("not where another road begins") {
    CHECK(audited(nodes + osm_way(10, "1 2", "highway=residential maxspeed=20 name=A") +
                  osm_way(11, "2 3", "highway=tertiary maxspeed=80 name=B"))
              .audit.speed_changes.empty());
  }
}

TEST_CASE("dropped ways keep id, reason, class, name and length") {
  const Audited world = audited(
      main_street() + osm_node(5, 700, 0) + osm_way(30, "3 5", "highway=footway name=Walk") +
      osm_way(31, "4 5", "highway=residential access=no ref=P1 name=Closed") +
      osm_way(32, "1 5", "highway=construction"));
  REQUIRE(world.audit.dropped_ways.size() >= 2);
  const DroppedWay& walk = world.audit.dropped_ways[0];
  CHECK(walk.id == 30);
  CHECK(walk.reason == "class");
  CHECK(walk.road_class == "footway");
  CHECK(walk.name == "Walk");
  CHECK(walk.length_m == Approx(100).epsilon(0.01));
  for (const DroppedWay& way : world.audit.dropped_ways) {
    if (way.id == 32) CHECK(way.reason == "not_built");
    if (way.id == 31) CHECK(way.name == "P1 Closed");
  }
}

}  // namespace coverage
