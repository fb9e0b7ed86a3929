#include "libcoverage/network/way_direction.h"

#include "judge_fixture.h"

namespace coverage {

TEST_CASE("a car's direction on OSM's one-ways") {
  const Row rows[] = {{"highway=residential", "26/26"},
                      {"highway=residential oneway=yes", "26/-"},
                      {"highway=residential oneway=true", "26/-"},
                      {"highway=residential oneway=1", "26/-"},
                      {"highway=residential oneway=YES", "26/-"},
                      {"highway=residential oneway=-1", "-/26"},
                      {"highway=residential oneway=reverse", "-/26"},
                      {"highway=residential oneway=no", "26/26"},
                      {"highway=residential oneway=sometimes", "26/26"},
                      {"highway=residential oneway=reversible", "reversible"},
                      {"highway=residential oneway=alternating", "26/26"},
                      {"highway=residential oneway:conditional=yes", "26/26"},
                      {"highway=residential oneway=yes oneway:motor_vehicle=no", "26/26"},
                      {"highway=residential oneway:motorcar=-1", "-/26"},
                      {"highway=residential oneway=yes oneway:bicycle=no", "26/-"},
                      {"highway=residential oneway=yes cycleway=opposite", "26/-"}};
  check_rows(load_profile("car"), rows);
}

TEST_CASE("motorways, their ramps and roundabouts are one-way unless tagged otherwise") {
  // Classes outside and inside built-up areas: motorway 115 and 90, ramps 55 and 50, tertiary 52
  // and 39.
  const Row rows[] = {{"highway=motorway", "115/- 90/-"},
                      {"highway=motorway oneway=no", "115/115 90/90"},
                      {"highway=motorway oneway=-1", "-/115 -/90"},
                      {"highway=motorway oneway=sometimes", "115/- 90/-"},
                      {"highway=motorway_link", "55/- 50/-"},
                      {"highway=trunk", "85/85 55/55"},
                      {"highway=tertiary junction=roundabout", "52/- 39/-"},
                      {"highway=tertiary junction=circular", "52/- 39/-"},
                      {"highway=tertiary junction=roundabout oneway=no", "52/52 39/39"},
                      {"highway=tertiary junction=yes", "52/52 39/39"}};
  check_rows(load_profile("car"), rows);
}

TEST_CASE("a bicycle is pushed against one-ways unless a tag lifts them") {
  const Row rows[] = {
      {"highway=residential oneway=yes", "15/4"},
      {"highway=residential oneway=yes oneway:bicycle=no", "15/15"},
      {"highway=residential oneway=yes oneway:bicycle=yes", "15/4"},
      {"highway=residential oneway=yes oneway:bicycle=-1", "4/15"},
      {"highway=residential oneway:bicycle=yes", "15/4"},
      {"highway=residential oneway=reversible oneway:bicycle=no", "15/15"},
      {"highway=residential oneway=yes cycleway=opposite", "15/15"},
      {"highway=residential oneway=yes cycleway=opposite_lane", "15/15"},
      {"highway=residential oneway=-1 cycleway=opposite_track", "15/15"},
      {"highway=residential oneway=yes cycleway=lane", "15/4"},
      {"highway=residential oneway=yes cycleway:left=opposite_lane", "15/15"},
      {"highway=residential oneway=yes cycleway:left=lane cycleway:left:oneway=-1", "15/15"},
      {"highway=residential oneway=yes cycleway:right=track cycleway:right:oneway=no", "15/15"},
      {"highway=residential oneway=yes cycleway:right=lane cycleway:right:oneway=yes", "15/4"},
      {"highway=residential oneway=yes cycleway:left=separate cycleway:left:oneway=-1", "15/4"},
      {"highway=residential cycleway=opposite oneway:bicycle=yes oneway=yes", "15/4"},
      {"highway=tertiary junction=roundabout", "16/-"},
      {"highway=cycleway oneway=yes", "16/4"},
      {"highway=residential oneway=yes foot=no", "15/-"},
      {"highway=residential oneway=yes bicycle:backward=no", "15/-"}};
  check_rows(load_profile("bicycle"), rows);
}

TEST_CASE("walkers heed no one-way but their own") {
  const Row rows[] = {{"highway=residential oneway=yes", "4.5/4.5"},
                      {"highway=residential oneway=reversible", "4.5/4.5"},
                      {"highway=tertiary junction=roundabout", "4.5/4.5"},
                      {"highway=steps oneway=-1", "2.5/2.5"},
                      {"highway=footway oneway:foot=yes", "4.5/-"},
                      {"highway=footway oneway:foot=-1", "-/4.5"}};
  check_rows(load_profile("foot"), rows);
}

}  // namespace coverage
