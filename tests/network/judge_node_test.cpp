#include "libcoverage/network/judge_node.h"

#include "judge_fixture.h"

namespace coverage {

namespace {

std::string direction_word(NodeVerdict::Direction direction) {
  switch (direction) {
    case NodeVerdict::Direction::both:
      return " both";
    case NodeVerdict::Direction::forward:
      return " forward";
    case NodeVerdict::Direction::backward:
      return " backward";
    case NodeVerdict::Direction::unstated:
      break;
  }
  return "";
}

/// `blocked`, `stop sign 6 s forward`, or `-`.
std::string node_word(const Profile& profile, const std::string& text) {
  const Tags tags = tags_of(text);
  const NodeVerdict verdict = judge_node(profile, reader(tags));
  if (verdict.blocked) return "blocked";
  if (verdict.kind == NodeVerdict::Kind::none) return "-";
  return name_of(verdict.kind).english + " " + format_number(verdict.delay.seconds()) + " s" +
         direction_word(verdict.direction) + (verdict.destination_only ? " for destinations" : "");
}

template <std::size_t N>
void check_nodes(const Profile& profile, const Row (&rows)[N]) {
  for (const Row& row : rows) {
    CAPTURE(profile.name, row.tags);
    CHECK(node_word(profile, row.tags) == row.expected);
  }
}

}  // namespace

TEST_CASE("signs, signals and crossings delay a car as its profile says") {
  const Row rows[] = {
      {"", "-"},
      {"highway=turning_circle", "-"},
      {"highway=traffic_signals", "traffic signals 10 s"},
      {"highway=traffic_signals traffic_signals:direction=forward", "traffic signals 10 s forward"},
      {"highway=traffic_signals direction=backward", "traffic signals 10 s backward"},
      {"highway=traffic_signals direction=forward traffic_signals:direction=both",
       "traffic signals 10 s both"},
      {"highway=stop", "stop sign 6 s"},
      {"highway=stop direction=forward", "stop sign 6 s forward"},
      {"highway=stop direction=NE", "stop sign 6 s"},
      {"highway=give_way direction=backward", "give-way sign 3 s backward"},
      {"highway=mini_roundabout direction=clockwise", "mini-roundabout 2 s"},
      {"highway=crossing", "pedestrian crossing 1 s"},
      {"highway=crossing crossing=zebra", "pedestrian crossing 1 s"},
      {"highway=crossing crossing=unmarked", "-"},
      {"highway=crossing crossing=traffic_signals", "pedestrian crossing 4 s"},
      {"highway=crossing crossing:signals=yes", "pedestrian crossing 4 s"},
      {"highway=traffic_signals crossing=traffic_signals", "traffic signals 10 s"},
      {"highway=traffic_signals traffic_signals=signal", "traffic signals 10 s"},
      {"highway=traffic_signals traffic_signals=pedestrian_crossing direction=forward",
       "pedestrian crossing 4 s forward"},
      {"highway=traffic_signals traffic_signals=blinker", "-"},
      {"railway=level_crossing", "level crossing 5 s"},
      {"railway=signal", "-"},
      {"traffic_calming=hump", "traffic calming 2 s"},
      {"traffic_calming=island", "-"},
      // The longest of what the node is.
      {"highway=crossing traffic_calming=table", "traffic calming 2 s"},
      {"highway=stop railway=level_crossing", "stop sign 6 s"}};
  check_nodes(load_profile("car"), rows);
}

TEST_CASE("barriers stop the modes that cannot pass them, and delay those that can") {
  const Row car[] = {{"barrier=bollard", "blocked"},
                     {"barrier=bollard motor_vehicle=yes", "-"},
                     {"barrier=gate", "barrier 20 s"},
                     {"barrier=gate locked=yes", "blocked"},
                     {"barrier=gate locked=yes access=yes", "barrier 20 s"},
                     {"barrier=gate locked=no", "barrier 20 s"},
                     {"barrier=gate access=private", "barrier 20 s for destinations"},
                     {"barrier=gate access=private locked=yes", "blocked"},
                     {"barrier=gate access=private motorcar=yes", "barrier 20 s"},
                     {"barrier=gate access=no foot=yes", "blocked"},
                     {"barrier=gate access=destination", "barrier 20 s for destinations"},
                     {"barrier=lift_gate", "barrier 15 s"},
                     {"barrier=toll_booth", "barrier 20 s"},
                     {"barrier=cattle_grid", "barrier 3 s"},
                     {"barrier=kerb", "-"},
                     {"barrier=sump_buster", "blocked"},
                     {"barrier=yes", "blocked"},
                     {"barrier=height_restrictor", "barrier 2 s"},
                     {"barrier=height_restrictor maxheight=1.6", "blocked"},
                     {"barrier=bollard maxwidth:physical=2.2", "blocked"},
                     {"barrier=entrance maxwidth:physical=1.5~m", "blocked"},
                     {"motor_vehicle=no", "blocked"},
                     {"ford=yes access=no", "blocked"},
                     {"access=private", "-"},
                     {"highway=crossing motor_vehicle=no crossing=unmarked", "-"},
                     {"barrier=no", "-"},
                     {"barrier=toll_booth highway=traffic_signals", "barrier 20 s"},
                     {"highway=traffic_signals access=no", "traffic signals 10 s"}};
  check_nodes(load_profile("car"), car);
  const Row bicycle[] = {{"barrier=bollard", "barrier 1 s"},
                         {"barrier=stile", "blocked"},
                         {"barrier=cycle_barrier bicycle=dismount", "barrier 5 s"},
                         {"barrier=gate bicycle=no", "blocked"},
                         {"barrier=gate motor_vehicle=no", "barrier 15 s"},
                         {"highway=traffic_signals", "traffic signals 12 s"}};
  check_nodes(load_profile("bicycle"), bicycle);
  const Row foot[] = {{"barrier=stile", "barrier 6 s"},
                      {"barrier=wall", "blocked"},
                      {"barrier=bollard", "-"},
                      {"highway=give_way", "-"},
                      {"highway=crossing crossing=traffic_signals", "pedestrian crossing 10 s"}};
  check_nodes(load_profile("foot"), foot);
}

TEST_CASE("barriers of unknown kinds and with hours of their own are passed, and told") {
  const auto verdict = [](const char* profile, const char* text) {
    const Tags tags = tags_of(text);
    return judge_node(load_profile(profile), reader(tags));
  };
  CHECK(verdict("car", "barrier=portcullis").is_unknown_barrier);
  CHECK_FALSE(verdict("car", "barrier=portcullis").blocked);
  CHECK_FALSE(verdict("foot", "barrier=bollard").is_unknown_barrier);
  CHECK(verdict("car", "barrier=gate opening_hours=08:00-20:00").has_hours);
  CHECK_FALSE(verdict("car", "amenity=cafe opening_hours=08:00-20:00").has_hours);
  CHECK(verdict("car", "barrier=gate motor_vehicle:conditional=no~@~(Su)").has_hours);
  CHECK_FALSE(verdict("foot", "barrier=gate motor_vehicle:conditional=no~@~(Su)").has_hours);
}

TEST_CASE("at peak hours every node that delays a car delays it as long or longer") {
  const Profile car = load_profile("car"), peak = load_profile("car-peak");
  const auto delay = [](const Profile& profile, const char* text) {
    const Tags tags = tags_of(text);
    return judge_node(profile, reader(tags)).delay;
  };
  for (const char* tags :
       {"highway=traffic_signals", "highway=stop", "highway=give_way", "highway=crossing",
        "highway=mini_roundabout", "railway=level_crossing", "barrier=toll_booth"}) {
    CAPTURE(tags);
    CHECK(delay(peak, tags) > delay(car, tags));
  }
  CHECK(delay(peak, "barrier=gate") == delay(car, "barrier=gate"));
}

}  // namespace coverage
