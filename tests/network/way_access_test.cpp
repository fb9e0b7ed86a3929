#include "libcoverage/network/way_access.h"

#include "judge_fixture.h"

namespace coverage {

TEST_CASE("the most specific access tag decides for a car") {
  const Row rows[] = {{"highway=residential access=no", "access"},
                      {"highway=residential access=private", "26/26"},
                      {"highway=residential access=destination", "26/26"},
                      {"highway=residential access=permissive", "26/26"},
                      {"highway=residential access=no motor_vehicle=yes", "26/26"},
                      {"highway=residential access=yes motorcar=no", "access"},
                      {"highway=residential vehicle=no motorcar=destination", "26/26"},
                      {"highway=residential vehicle=no motor_vehicle=permissive", "26/26"},
                      {"highway=residential motor_vehicle=agricultural", "access"},
                      {"highway=residential motor_vehicle=agricultural;forestry", "access"},
                      {"highway=residential motor_vehicle=forestry;~destination", "26/26"},
                      {"highway=residential motor_vehicle=delivery", "26/26"},
                      {"highway=residential motor_vehicle:conditional=no", "26/26"},
                      {"highway=residential foot=no", "26/26"},
                      {"highway=residential bus=no", "26/26"},
                      {"highway=service service=emergency access=no", "access"}};
  check_rows(load_profile("car"), rows);
}

TEST_CASE("at each level of the hierarchy the tag of the direction comes first") {
  const Row car[] = {
      {"highway=residential access:forward=no", "-/26"},
      {"highway=residential motor_vehicle:backward=no", "26/-"},
      {"highway=residential access=no access:forward=yes", "26/-"},
      {"highway=residential access:forward=no motor_vehicle=yes", "26/26"},
      {"highway=residential motorcar:forward=no motorcar:backward=no", "access"},
      {"highway=residential vehicle:backward=no motor_vehicle:forward=no", "access"},
      {"highway=residential motor_vehicle:forward=destination motor_vehicle=no", "26/-"},
      // The only direction that the one-way leaves is closed.
      {"highway=residential oneway=yes motor_vehicle:forward=no", "access"},
      {"highway=residential oneway=yes motor_vehicle:backward=no", "26/-"}};
  check_rows(load_profile("car"), car);
  CHECK(judged(load_profile("bicycle"),
               "highway=residential vehicle:backward=no "
               "bicycle:backward=yes") == "15/15");
}

TEST_CASE("bicycles and walkers have hierarchies of their own") {
  const Row bicycle[] = {{"highway=residential motor_vehicle=no", "15/15"},
                         {"highway=residential vehicle=no", "access"},
                         {"highway=residential vehicle=no bicycle=yes", "15/15"},
                         {"highway=primary bicycle=use_sidepath", "access"},
                         {"highway=residential bicycle=dismount", "4/4"},
                         {"highway=trunk motorroad=yes", "tag"},
                         {"highway=motorway", "class"},
                         {"highway=cycleway", "16/16"},
                         {"highway=path sac_scale=alpine_hiking", "tag"}};
  check_rows(load_profile("bicycle"), bicycle);
  const Row foot[] = {{"highway=residential vehicle=no", "4.5/4.5"},
                      {"highway=residential access=no foot=yes", "4.5/4.5"},
                      {"highway=residential access=no", "access"},
                      {"highway=residential foot=no", "access"},
                      {"highway=trunk motorroad=yes", "tag"},
                      {"highway=motorway", "class"},
                      {"highway=track", "4.5/4.5"}};
  check_rows(load_profile("foot"), foot);
}

TEST_CASE("tracks and footpaths are a vehicle's only where a tag names it") {
  const Row car[] = {{"highway=track", "not_allowed"},
                     {"highway=track access=yes", "not_allowed"},
                     {"highway=track motor_vehicle=yes", "12/12"},
                     {"highway=track motor_vehicle=destination", "12/12"},
                     {"highway=track motor_vehicle=agricultural;destination", "12/12"},
                     {"highway=track motor_vehicle:forward=yes", "12/-"},
                     {"highway=track motor_vehicle=no", "access"},
                     {"highway=track motorcar=unknown motor_vehicle=yes", "not_allowed"},
                     {"highway=pedestrian vehicle=designated", "8/8"},
                     {"highway=cycleway motor_vehicle=destination", "10/10"},
                     {"highway=path motorcar=yes", "8/8"},
                     {"highway=footway motor_vehicle=yes", "8/8"},
                     {"highway=footway access=yes", "class"},
                     {"highway=cycleway motor_vehicle=no", "class"},
                     {"highway=steps motor_vehicle=yes", "class"}};
  check_rows(load_profile("car"), car);
  const Row bicycle[] = {{"highway=footway", "not_allowed"},
                         {"highway=footway bicycle=yes", "6/6"},
                         {"highway=footway bicycle=dismount", "4/4"}};
  check_rows(load_profile("bicycle"), bicycle);
}

TEST_CASE("ways for residents and customers are to start and end on, not to pass through") {
  const Profile car = load_profile("car");
  const auto only = [&](const char* tags) { return use_of(car, tags).destination_only; };
  CHECK(only("highway=residential access=destination"));
  CHECK(only("highway=residential motor_vehicle=customers"));
  CHECK(only("highway=residential motor_vehicle=delivery"));
  CHECK(only("highway=service access=private"));
  CHECK(only("highway=residential motor_vehicle=agricultural;residents"));
  CHECK(only("highway=track motor_vehicle=permit"));
  CHECK(only("highway=residential motor_vehicle:forward=destination"));
  CHECK_FALSE(only("highway=residential"));
  CHECK_FALSE(only("highway=residential access=destination motorcar=yes"));
  CHECK_FALSE(only("highway=residential access=destination;yes"));
  // Nobody travels in the direction that it is said of.
  CHECK_FALSE(only("highway=residential oneway=yes motor_vehicle:backward=destination"));
}

}  // namespace coverage
