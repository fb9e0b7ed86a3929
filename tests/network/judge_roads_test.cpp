#include "libcoverage/network/judge_roads.h"

#include <catch2/catch.hpp>
#include <set>

#include "network_fixture.h"
#include "test_data.h"

namespace coverage {

namespace {

/// The code of every note with its count, one a line: `unread_limit 2: 4 (fast), 5 (500)`.
std::string notes(const SourceReport& report) {
  std::string result;
  for (const SourceNote& note : report.notes) {
    result += fmt::format("{} {}: {}\n", note.code, note.count, fmt::join(note.examples, ", "));
  }
  return result;
}

/// The ways that are not used, of all reasons.
std::uint64_t dropped(const SourceReport& report) {
  std::uint64_t sum = 0;
  for (const SourceNote& note : report.notes) {
    if (note.code.starts_with("not_used_") || note.code == "unknown_class") sum += note.count;
  }
  return sum;
}

RawRoads roads_from(const std::string& objects) {
  const TemporaryFolder folder;
  RoadsInput input;
  input.paths = {
      folder.write("roads.osm", "<?xml version='1.0'?><osm version='0.6'>" + objects + "</osm>")};
  SourceReport report;
  return load_roads(input, quiet_execution(), report);
}

std::string three_nodes() {
  return osm_node(1, 0, 0) + osm_node(2, 100, 0) + osm_node(3, 200, 0);
}

}  // namespace

TEST_CASE("ways that differ in their names only share one use") {
  const RawRoads roads = roads_from(
      three_nodes() + osm_way(10, "1 2", "highway=primary name=Rue ref=D1") +
      osm_way(11, "2 3", "highway=primary name=Quai") +
      osm_way(12, "1 3", "highway=primary maxspeed=70") + osm_way(13, "1 3", "highway=cycleway"));
  SourceReport report;
  const RoadUses uses = judge_roads(roads, load_profile("car"), quiet_execution(), report);
  REQUIRE(uses.size() == 4);
  CHECK(uses[0] == uses[1]);
  REQUIRE(uses[2]);
  CHECK(uses[2]->forward_km_h == Approx(59.5));
  CHECK(uses[0]->forward_km_h == 66);
  CHECK_FALSE(uses[3]);
}

TEST_CASE("what holds at certain hours only is counted for the modes that it is about") {
  const RawRoads roads = roads_from(
      three_nodes() + osm_way(10, "1 2", "highway=primary access:conditional=no@(Su) name=Rue") +
      osm_way(11, "2 3", "highway=primary motor_vehicle:forward:conditional=no@(Su)") +
      osm_way(12, "2 3", "highway=primary maxspeed=50 maxspeed:conditional=30@(22:00-06:00)") +
      osm_way(13, "2 3", "highway=primary access=no access:conditional=yes@(Sa)") +
      osm_way(14, "2 3", "highway=primary oneway:conditional=yes@(Mo-Fr)") +
      osm_way(15, "2 3", "highway=proposed access:conditional=no@(Su)") +
      osm_way(16, "2 3", "highway=primary bicycle:conditional=no@(Su)"));
  SourceReport car, foot;
  judge_roads(roads, load_profile("car"), quiet_execution(), car);
  CHECK(notes(car) ==
        "conditional_car_access 3: 10, 11, 13\n"
        "conditional_car_limit 1: 12\n"
        "not_used_car_access 1: 13\n"
        "conditional_car_direction 1: 14\n"
        "not_used_car_not_built 1: 15\n");
  judge_roads(roads, load_profile("foot"), quiet_execution(), foot);
  CHECK(notes(foot) ==
        "conditional_foot_access 2: 10, 13\n"
        "not_used_foot_access 1: 13\n"
        "not_used_foot_not_built 1: 15\n");
}

TEST_CASE("what is dropped, and what cannot be read, is counted by kind with examples") {
  const RawRoads roads =
      roads_from(three_nodes() + osm_way(10, "1 2", "highway=cycleway") +
                 osm_way(11, "1 2", "highway=residential access=no") +
                 osm_way(12, "2 3", "highway=residential access=no") +
                 osm_way(13, "2 3", "highway=primary maxspeed=fast") +
                 osm_way(14, "2 3", "highway=primary maxspeed=500") +
                 osm_way(15, "2 3", "highway=primary maxspeed:lanes=a|b") +
                 osm_way(16, "2 3", "route=ferry motor_vehicle=yes duration=soon") +
                 osm_way(17, "2 3", "highway=service service=emergency_access") +
                 osm_way(18, "2 3", "highway=track"));
  SourceReport report;
  judge_roads(roads, load_profile("car"), quiet_execution(), report);
  CHECK(notes(report) ==
        "not_used_car_class 1: 10 (cycleway)\n"
        "not_used_car_access 2: 11, 12\n"
        "unread_limit 3: 13 (fast), 14 (500), 15 (maxspeed:lanes=a|b)\n"
        "unread_duration 1: 16 (soon)\n"
        "not_used_car_service 1: 17\n"
        "not_used_car_not_allowed 1: 18\n");
}

TEST_CASE("a way in pieces is counted once") {
  // Node 9 is missing: the way is cut in two.
  const RawRoads roads = roads_from(three_nodes() + osm_node(4, 300, 0) +
                                    osm_way(10, "1 2 9 3 4", "highway=primary maxspeed=fast"));
  SourceReport report;
  const RoadUses uses = judge_roads(roads, load_profile("car"), quiet_execution(), report);
  REQUIRE(uses.size() == 2);
  CHECK(uses[0] == uses[1]);
  CHECK(notes(report) == "unread_limit 1: 10 (fast)\n");
}

TEST_CASE("verdicts do not depend on the number of threads, and account for every way") {
  for (const char* file :
       {"osm/liechtenstein.osm.pbf", "osm/andorra.osm.pbf", "osm/north-bayreuth.osm.gz"}) {
    const auto path = test_data_path(file);
    if (!path) return;
    RoadsInput input;
    input.paths = {*path};
    SourceReport ignored;
    const RawRoads roads = load_roads(input, quiet_execution(), ignored);
    for (const char* profile : {"car", "bicycle", "foot"}) {
      CAPTURE(file, profile);
      SourceReport one, three;
      const RoadUses uses = judge_roads(roads, load_profile(profile), quiet_execution(), one);
      judge_roads(roads, load_profile(profile), quiet_execution(3), three);
      CHECK(notes(one) == notes(three));
      std::set<std::int64_t> all, used;
      for (std::size_t w = 0; w < roads.ways.size(); ++w) {
        all.insert(roads.ways[w].id);
        if (uses[w]) used.insert(roads.ways[w].id);
      }
      CHECK(used.size() + dropped(one) == all.size());
      // Two ways in five of a car are paths and farm tracks; walkers use nearly all.
      const double share = static_cast<double>(used.size()) / static_cast<double>(all.size());
      CHECK(share > (std::string(profile) == "car" ? 0.4 : 0.85));
      CHECK(share < 1);
    }
  }
}

}  // namespace coverage
