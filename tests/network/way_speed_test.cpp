#include "libcoverage/network/way_speed.h"

#include "judge_fixture.h"

namespace coverage {

namespace {

/// The sources of the speed outside and inside built-up areas, as English words.
std::string sources(const Profile& profile, const std::string& text) {
  const RoadUse use = use_of(profile, text);
  return name_of(use.forward_source).english + " | " + name_of(use.urban_forward_source).english;
}

}  // namespace

TEST_CASE("limits in all their spellings, as the class drives them") {
  // residential drives 0.68 of a limit, primary 0.85, motorway 0.92.
  const Row rows[] = {{"highway=residential maxspeed=50", "34/34"},
                      {"highway=residential maxspeed=30~mph", "32.83/32.83"},
                      {"highway=residential maxspeed=30mph", "32.83/32.83"},
                      {"highway=residential maxspeed=50~km/h", "34/34"},
                      {"highway=residential maxspeed=FR:urban", "34/34"},
                      {"highway=residential maxspeed=FR:zone30", "20.4/20.4"},
                      {"highway=residential maxspeed=FR:zone20", "13.6/13.6"},
                      {"highway=residential maxspeed=DE:zone:30", "20.4/20.4"},
                      {"highway=residential maxspeed=XX:urban", "34/34"},
                      {"highway=residential maxspeed=walk", "4.08/4.08"},
                      {"highway=primary maxspeed=FR:rural", "68/68"},
                      {"highway=primary maxspeed=DE:rural", "85/85"},
                      {"highway=primary source:maxspeed=FR:rural", "68/68"},
                      {"highway=primary maxspeed:type=FR:urban", "42.5/42.5"},
                      {"highway=primary zone:maxspeed=FR:30", "25.5/25.5"},
                      {"highway=primary maxspeed=80;50", "42.5/42.5"},
                      {"highway=primary maxspeed=80|50", "42.5/42.5"},
                      {"highway=primary maxspeed:lanes=80|70|50", "42.5/42.5"},
                      {"highway=primary maxspeed=80 maxspeed:backward=50", "68/42.5"},
                      {"highway=motorway maxspeed=none", "119.6/-"},
                      {"highway=motorway maxspeed=150", "120/-"}};
  check_rows(load_profile("car"), rows);
}

TEST_CASE("the limit of the mode and of the direction comes before the general one") {
  // primary drives 0.85 of a limit: 50 → 42.5, 70 → 59.5, 80 → 68; 66 and 42 without one.
  const Row rows[] = {{"highway=primary maxspeed=80 maxspeed:motorcar=50", "42.5/42.5"},
                      {"highway=primary maxspeed=80 maxspeed:motor_vehicle:forward=50", "42.5/68"},
                      {"highway=primary maxspeed:forward=80 maxspeed:motorcar=50", "42.5/42.5"},
                      {"highway=primary maxspeed:forward=50", "42.5/66 42.5/42"},
                      {"highway=primary maxspeed:lanes:forward=70|50", "42.5/66 42.5/42"},
                      {"highway=primary maxspeed:hgv=50", "66/66 42/42"},
                      {"highway=primary maxspeed:conditional=50", "66/66 42/42"}};
  check_rows(load_profile("car"), rows);
}

TEST_CASE("what is no limit leaves the class's speed, outside and inside built-up areas") {
  const char* rows[] = {"",
                        "maxspeed=signals",
                        "maxspeed=variable",
                        "maxspeed=500",
                        "maxspeed=0",
                        "maxspeed=-50",
                        "maxspeed=fast",
                        "source:maxspeed=sign",
                        "maxspeed:type=sign"};
  const Profile car = load_profile("car");
  for (const std::string tags : rows) {
    CAPTURE(tags);
    CHECK(judged(car, "highway=primary " + tags) == "66/66 42/42");
  }
}

TEST_CASE("tags tell the surroundings before the roads around do") {
  const Row rows[] = {{"highway=primary zone:traffic=FR:urban", "42/42"},
                      {"highway=primary zone:traffic=DE:rural", "66/66"},
                      {"class=primary urban=yes", "42/42"},
                      {"class=primary urban=no", "66/66"},
                      // A limit says more than surroundings: 0.85 × 70.
                      {"highway=primary zone:traffic=FR:urban maxspeed=70", "59.5/59.5"}};
  check_rows(load_profile("car"), rows);
  CHECK_FALSE(use_of(load_profile("car"), "highway=primary urban=yes").depends_on_place());
  CHECK(use_of(load_profile("car"), "highway=primary").depends_on_place());
}

TEST_CASE("walkers and cyclists do not drive the limit") {
  CHECK(judged(load_profile("foot"), "highway=primary maxspeed=50") == "4.5/4.5");
  CHECK(judged(load_profile("bicycle"), "highway=primary maxspeed=50") == "16/16");
  CHECK(judged(load_profile("foot"), "class=primary speed=73") == "4.5/4.5");
}

TEST_CASE("limits that nothing can be made of are counted, words that are none are not") {
  const Profile car = load_profile("car");
  const auto unread = [&](const char* tags) { return use_of(car, tags).has_unread_limit; };
  CHECK(unread("highway=primary maxspeed=500"));
  CHECK(unread("highway=primary maxspeed=fast"));
  CHECK(unread("highway=primary maxspeed=0"));
  CHECK(unread("highway=primary maxspeed:forward=quick"));
  CHECK(unread("highway=primary maxspeed:lanes=x|y"));
  CHECK(unread("class=primary speed=quick"));
  CHECK_FALSE(unread("highway=primary maxspeed=signals"));
  CHECK_FALSE(unread("highway=primary maxspeed=variable"));
  CHECK_FALSE(unread("highway=primary source:maxspeed=sign"));
  CHECK_FALSE(unread("highway=primary maxspeed:type=sign"));
  CHECK_FALSE(unread("highway=primary"));
  CHECK_FALSE(unread("class=primary speed=0"));
}

TEST_CASE("a layer's speed is what is driven, for the modes that heed limits") {
  const Row rows[] = {
      {"class=primary speed=73", "73/73"},         {"class=primary speed=73,5", "73.5/73.5"},
      {"class=primary speed=73~km/h", "73/73"},    {"class=primary speed=0", "66/66 42/42"},
      {"class=primary speed=", "66/66 42/42"},     {"class=primary speed=135", "120/120"},
      {"class=primary speed=9000", "66/66 42/42"}, {"class=primary speed=50 oneway=-1", "-/50"}};
  check_rows(load_profile("car"), rows);
}

TEST_CASE(
    "a bad surface, a rough state, a kind of service road slow a car, however high the limit") {
  // secondary drives 60 and 41 without a limit, 0.82 of one: 80 → 65.6.
  const Row rows[] = {{"highway=secondary maxspeed=80 surface=asphalt", "65.6/65.6"},
                      {"highway=secondary maxspeed=80 surface=gravel", "35/35"},
                      {"highway=secondary surface=compacted", "50/50 41/41"},
                      {"highway=secondary surface=asphalt;cobblestone", "30/30"},
                      {"highway=secondary surface=Sett", "35/35"},
                      {"highway=secondary surface=moon_dust", "60/60 41/41"},
                      {"highway=secondary smoothness=bad", "40/40"},
                      {"highway=secondary smoothness=very_bad surface=gravel", "20/20"},
                      {"highway=secondary smoothness=impassable", "surface"},
                      {"highway=service", "14/14"},
                      {"highway=service service=driveway", "10/10"},
                      {"highway=service service=parking_aisle", "10/10"},
                      {"highway=service service=drive-through", "6/6"},
                      {"highway=service service=emergency_access", "service"},
                      {"highway=service maxspeed=30 service=alley", "12/12"},
                      {"highway=track motor_vehicle=yes", "12/12"},
                      {"highway=track motor_vehicle=yes tracktype=grade1", "25/25"},
                      {"highway=track motor_vehicle=yes tracktype=grade5", "8/8"}};
  check_rows(load_profile("car"), rows);
}

TEST_CASE("a cyclist's speed follows the ground; a walker's nearly does not") {
  const Row bicycle[] = {{"highway=track", "11/11"},
                         {"highway=track surface=asphalt", "16/16"},
                         {"highway=track tracktype=grade4", "9/9"},
                         {"highway=track surface=asphalt smoothness=horrible", "6/6"},
                         {"highway=path", "10/10"},
                         {"highway=path surface=compacted", "14/14"},
                         {"highway=residential surface=cobblestone", "10/10"},
                         {"highway=steps", "class"}};
  check_rows(load_profile("bicycle"), bicycle);
  const Row foot[] = {{"highway=residential surface=cobblestone", "4.5/4.5"},
                      {"highway=path surface=sand", "3/3"},
                      {"highway=steps", "2.5/2.5"},
                      {"highway=footway footway=sidewalk", "4.5/4.5"}};
  check_rows(load_profile("foot"), foot);
}

TEST_CASE("congestion lengthens moving times on roads, not walking and ferries") {
  Profile car = load_profile("car");
  car.congestion = 1.25;
  const Row rows[] = {{"highway=residential", "20.8/20.8"},              // 26 ÷ 1.25
                      {"highway=residential maxspeed=50", "27.2/27.2"},  // 34 ÷ 1.25
                      {"highway=motorway maxspeed=150", "96/-"},         // 120 ÷ 1.25
                      {"route=ferry motor_vehicle=yes", "15/15"}};
  check_rows(car, rows);
  Profile bicycle = load_profile("bicycle");
  bicycle.congestion = 1.25;
  CHECK(judged(bicycle, "highway=footway bicycle=dismount") == "4/4");
}

TEST_CASE("every speed says where it comes from") {
  const Profile car = load_profile("car");
  const std::string by_class =
      "kind of road, outside built-up areas | kind of road, in a built-up area";
  CHECK(sources(car, "highway=primary") == by_class);
  CHECK(sources(car, "highway=primary maxspeed=70") == "speed limit | speed limit");
  CHECK(sources(car, "highway=primary maxspeed=FR:rural") == "legal limit | legal limit");
  CHECK(sources(car, "highway=primary maxspeed:type=FR:urban") == "legal limit | legal limit");
  CHECK(sources(car, "class=primary speed=61") ==
        "speed given by the road layer | speed given by the road layer");
  CHECK(sources(car, "highway=primary surface=compacted") ==
        "surface of the road | kind of road, in a built-up area");
  CHECK(sources(car, "highway=service service=driveway") ==
        "kind of service road | kind of service road");
  CHECK(sources(car, "highway=motorway maxspeed=150") ==
        "highest speed of the profile | highest speed of the profile");
  CHECK(sources(load_profile("bicycle"), "highway=footway bicycle=dismount") ==
        "bicycle pushed | bicycle pushed");
  CHECK(name_of(SpeedSource::legal_limit).french == "limitation légale");
}

}  // namespace coverage
