#include "libcoverage/network/judge_way.h"

#include "judge_fixture.h"
#include "libcoverage/network/crossing_duration.h"

namespace coverage {

TEST_CASE("what is no road of this mode says why") {
  const Row rows[] = {{"route=ferry", "ferry"},
                      {"highway=construction construction=primary", "not_built"},
                      {"highway=proposed", "not_built"},
                      {"highway=abandoned", "not_built"},
                      {"highway=residential disused=yes", "not_built"},
                      {"highway=residential construction=yes", "not_built"},
                      {"highway=residential construction=minor", "26/26"},
                      {"highway=residential area=yes", "area"},
                      {"highway=cycleway", "class"},
                      {"highway=platform", "class"},
                      {"highway=corridor indoor=yes", "class"},
                      {"highway=service indoor=yes", "tag"},
                      {"class=Sentier", "unknown_class"},
                      {"class=none", "class"},
                      {"", "unknown_class"}};
  check_rows(load_profile("car"), rows);
}

TEST_CASE("walkers follow the outline of a square, nobody else's areas are roads") {
  const Row foot[] = {{"highway=pedestrian area=yes", "4.5/4.5"},
                      {"highway=footway area=yes", "4.5/4.5"},
                      {"highway=service area=yes", "area"}};
  check_rows(load_profile("foot"), foot);
  CHECK(judged(load_profile("bicycle"), "highway=pedestrian area=yes") == "area");
}

TEST_CASE("ferries are boarded by the modes that they take, and take their time") {
  const Profile car = load_profile("car"), foot = load_profile("foot");
  CHECK(judged(car, "route=ferry access=yes") == "ferry");
  CHECK(judged(car, "route=ferry motor_vehicle=no") == "access");
  CHECK(judged(car, "route=ferry motorcar=yes") == "15/15");
  CHECK(judged(car, "route=ferry motor_vehicle=yes oneway=yes") == "15/-");
  CHECK(judged(car, "highway=primary route=ferry") == "66/66 42/42");
  CHECK(judged(foot, "route=ferry") == "15/15");
  CHECK(judged(foot, "route=ferry foot=no") == "access");
  const RoadUse ferry = use_of(foot, "route=ferry duration=01:30");
  CHECK(ferry.ferry);
  CHECK(ferry.crossing_time == Seconds::from_minutes(90));
  CHECK(ferry.forward_source == SpeedSource::ferry_duration);
  CHECK_FALSE(ferry.stoppable);
  CHECK_FALSE(ferry.has_unread_limit);
  const RoadUse unclear = use_of(foot, "route=ferry duration=soon");
  CHECK_FALSE(unclear.crossing_time);
  CHECK(unclear.forward_source == SpeedSource::ferry_class);
  CHECK(unclear.has_unread_limit);
  CHECK_FALSE(use_of(foot, "highway=footway duration=01:30").crossing_time);
}

TEST_CASE("durations of crossings in all their spellings") {
  const std::pair<const char*, double> rows[] = {
      {"00:20", 1200}, {"0:05", 300},     {"01:30:00", 5400},   {"00:00:45", 45}, {"20", 1200},
      {"7.5", 450},    {"20 min", 1200},  {"20 minutes", 1200}, {"PT20M", 1200},  {"PT1H30M", 5400},
      {"PT90S", 90},   {"P1DT2H", 93600}, {" 25:00 ", 90000}};
  for (const auto& [text, seconds] : rows) {
    CAPTURE(text);
    CHECK(parse_crossing_duration(text) == Seconds::from_seconds(seconds));
  }
  for (const char* text : {"", "0", "00:00", "-5", "soon", "1:2:3:4", "12:", "P1M", "PT", "P",
                           "T5M", "PT5", "PT5X", "P2W", "1e3", "200:00", "20 h 5"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_crossing_duration(text));
  }
}

TEST_CASE("nobody stops on motorways, ramps, bridges and in tunnels; few live along main roads") {
  const Profile car = load_profile("car");
  CHECK(use_of(car, "highway=residential").stoppable);
  CHECK(use_of(car, "highway=trunk").stoppable);
  CHECK(use_of(car, "highway=residential bridge=no").stoppable);
  CHECK_FALSE(use_of(car, "highway=trunk motorroad=yes").stoppable);
  CHECK_FALSE(use_of(car, "highway=motorway").stoppable);
  CHECK_FALSE(use_of(car, "highway=residential bridge=viaduct").stoppable);
  CHECK_FALSE(use_of(car, "highway=residential tunnel=yes").stoppable);
  CHECK_FALSE(use_of(car, "class=residential level=1").stoppable);
  CHECK(use_of(car, "class=residential level=0").stoppable);
  CHECK(use_of(car, "highway=residential").habitable);
  CHECK_FALSE(use_of(car, "highway=trunk").habitable);
  CHECK_FALSE(use_of(car, "highway=residential bridge=yes").habitable);
  CHECK_FALSE(use_of(car, "highway=track motor_vehicle=yes").habitable);
  for (const char* name : {"car", "car-peak", "bicycle", "foot"}) {
    for (const Profile::RoadClass& row : load_profile(name).classes) {
      CAPTURE(name, row.name);
      const bool is_link = row.name.ends_with("_link");
      CHECK(row.stoppable == !(is_link || row.name == "motorway"));
      if (is_link || row.name == "motorway" || row.name == "trunk" || row.name == "track") {
        CHECK(row.demand_factor == 0);
      }
    }
  }
}

}  // namespace coverage
