#include <catch2/catch.hpp>

#include "libcoverage/access/nearest_access.h"
#include "libcoverage/base/text.h"
#include "libcoverage/routing/reverse_graph.h"
#include "turn_town.h"

// One access time a rule, from the middle of a road (way 1) to the middle of another (way 3), over
// a road in between (way 2) that is different in each case, or around it:
//
//                  5
//            (4) /   \ (4)
//     1 ------- 2 --6-- 3 ------- 4        1,000 m between 1, 2, 3 and 4
//         (1)      (2)       (3)
//
// Ways 1, 3 and 4 are primary roads with maxspeed=80: a car drives 0.85 × 80 = 68 km/h, which is
// 52.94 s for 1,000 m. So half of way 1 and half of way 3 take 26.47 s each, and the way round, of
// 2 × √(500² + 1000²) = 2,236 m, takes 118.38 s. Where three equal roads meet (2 and 3, unless way
// 2 is not there) passing costs 0.5 s.

namespace coverage {

namespace {

constexpr double ends_s = 52.94, straight_s = 52.94, around_s = 118.38, junctions_s = 1.0;

struct Case {
  const char* tags;       ///< of way 2
  const char* node = "";  ///< tags of node 6, in the middle of it
  double seconds = 0;
};

std::string node_tags(const std::string& text) {
  std::string xml;
  for (const std::string_view tag : split(text, ' ')) {
    const auto equals = tag.find('=');
    if (equals == std::string_view::npos) continue;
    xml += osm_tag(std::string(tag.substr(0, equals)), std::string(tag.substr(equals + 1)));
  }
  return xml;
}

std::string world(const Case& rule, bool with_way_round) {
  const std::string main = "highway=primary maxspeed=80";
  std::string xml = osm_node(1, -1000, 0) + osm_node(2, 0, 0) + osm_node(3, 1000, 0) +
                    osm_node(4, 2000, 0) + osm_node(5, 500, 1000) +
                    osm_node(6, 500, 0, node_tags(rule.node)) + osm_way(1, "1 2", main) +
                    osm_way(2, "2 6 3", rule.tags) + osm_way(3, "3 4", main);
  if (with_way_round) xml += osm_way(4, "2 5 3", main);
  return xml;
}

Snap middle_of(const RoadNetwork& network, std::int64_t way) {
  Snap snap;
  snap.fraction = 0.5;
  for (std::size_t s = 0; s < network.segment_count(); ++s) {
    if (network.segment_way_id[s] == way) snap.segment = SegmentId::from_size(s);
  }
  return snap;
}

double seconds_over(const RoadNetwork& network) {
  const OwnedSearchGraph into = reverse_graph(network);
  const NearestAccess access({network, into.view()}, {{FacilityIndex(0), middle_of(network, 3)}},
                             nullptr);
  const AccessTime answer = access.at(middle_of(network, 1));
  return answer.status == AccessStatus::ok ? answer.time.seconds() : -1;
}

void check(const std::vector<Case>& cases, const std::string& profile, bool with_way_round) {
  for (const Case& rule : cases) {
    CAPTURE(profile, rule.tags, rule.node);
    CHECK(seconds_over(network_from_osm(world(rule, with_way_round), profile)) ==
          Approx(rule.seconds).margin(0.15).epsilon(0.001));
  }
}

}  // namespace

TEST_CASE("a road that is open is driven straight, one that is closed is driven around") {
  const double straight = ends_s + straight_s + junctions_s;
  const double around = ends_s + around_s + junctions_s;
  const double around_nothing = ends_s + around_s;  // no third road: no junctions
  check({{"highway=primary maxspeed=80", "", straight},
         {"highway=primary maxspeed=80 oneway=yes", "", straight},
         {"highway=primary maxspeed=80 oneway=-1", "", around},
         {"highway=primary maxspeed=80 oneway=reversible", "", around_nothing},
         {"highway=primary maxspeed=80 junction=roundabout", "", straight + 2 * 3 - 1 - 3},
         {"highway=primary maxspeed=80 access=no motor_vehicle=yes", "", straight},
         // for those who live there: no way through, but still a road at both junctions
         {"highway=primary maxspeed=80 access=private", "", around},
         {"highway=primary maxspeed=80 motor_vehicle=delivery", "", around},
         {"highway=primary maxspeed=80 access=no", "", around_nothing},
         {"highway=primary maxspeed=80 access:conditional=no@(Su)", "", straight},
         {"highway=primary maxspeed=80 oneway=alternating", "", straight},
         {"highway=primary maxspeed=80 maxwidth=1.8", "", around_nothing},
         {"highway=primary maxspeed=80 maxheight=1.9", "", straight},
         {"highway=primary maxspeed=80 motorcar=no", "", around_nothing},
         {"highway=primary maxspeed=80 motor_vehicle:forward=no", "", around},
         {"highway=primary maxspeed=80 motor_vehicle=destination", "", around},
         {"highway=construction construction=primary", "", around_nothing},
         {"highway=track", "", around_nothing},
         {"highway=footway", "", around_nothing}},
        "car", true);
}

TEST_CASE("limits and surfaces make the speed, in all their spellings") {
  const double others = ends_s + junctions_s;
  check(
      {// 50 mph = 80.47 km/h, × 0.85 = 68.40 km/h: 52.63 s
       {"highway=primary maxspeed=50mph", "", others + 52.63},
       // forwards 50 × 0.85 = 42.5 km/h: 84.71 s; backwards does not matter
       {"highway=primary maxspeed:forward=50 maxspeed:backward=110", "", others + 84.71},
       // the lesser of two: 50
       {"highway=primary maxspeed=70;50", "", others + 84.71},
       // by law, outside built-up areas in France: 80
       {"highway=primary maxspeed=FR:rural", "", others + straight_s},
       {"highway=primary source:maxspeed=FR:urban", "", others + 84.71},
       // 30 × 0.85 = 25.5 km/h would take 141.18 s: around is faster
       {"highway=primary maxspeed=30", "", others + around_s},
       // no road has such a limit: the class's 66 km/h outside built-up areas, 54.55 s
       {"highway=primary maxspeed=500", "", others + 54.55},
       // 50 km/h are advised, and driven: 72 s
       {"highway=primary maxspeed=80 maxspeed:advisory=50", "", others + 72},
       // what is advised beyond 0.85 × 80 = 68 km/h is not driven
       {"highway=primary maxspeed=80 maxspeed:advisory=70", "", others + straight_s},
       // an hour's limit is not the day's
       {"highway=primary maxspeed=80 maxspeed:conditional=30@(22:00-06:00)", "",
        others + straight_s},
       // gravel: 35 km/h at the most, 102.86 s
       {"highway=primary maxspeed=80 surface=gravel", "", others + 102.86}},
      "car", true);
}

TEST_CASE("what stands on a road delays those who pass it, or stops them") {
  const double straight = ends_s + straight_s + junctions_s;
  const char* const main = "highway=primary maxspeed=80";
  check({{main, "highway=traffic_signals", straight + 10},
         {main, "railway=level_crossing", straight + 5},
         {main, "barrier=gate", straight + 20},
         {main, "barrier=cattle_grid", straight + 3},
         {main, "traffic_calming=hump", straight + 2},
         {main, "barrier=gate opening_hours=08:00-20:00", straight + 20},
         // a private gate on a public road would let everybody through: it does not
         {main, "barrier=gate access=private", ends_s + around_s + junctions_s},
         {main, "motor_vehicle=no", ends_s + around_s + junctions_s},
         {main, "barrier=bollard", ends_s + around_s + junctions_s}},
        "car", true);
}

TEST_CASE("who lives on a private road behind a gate drives out of it, and nobody drives through") {
  // From the middle of way 2, private with a private gate in its middle, to the middle of way 3:
  // half of way 2 and of way 3 (26.47 s each), and 0.5 s at the junction; the gate lies behind.
  const RoadNetwork network = network_from_osm(
      world({"highway=primary maxspeed=80 access=private", "barrier=gate access=private"}, true));
  const OwnedSearchGraph into = reverse_graph(network);
  const NearestAccess access({network, into.view()}, {{FacilityIndex(0), middle_of(network, 3)}},
                             nullptr);
  Snap home = middle_of(network, 2);  // the second half of way 2
  home.fraction = 0;
  CHECK(access.at(home).time.seconds() == Approx(26.47 + 0.5 + 26.47).margin(0.05));
  CHECK(seconds_over(network) == Approx(ends_s + around_s + junctions_s).margin(0.15));
}

TEST_CASE("from a lesser road one gives way, and keeps to it only where that is faster") {
  // unclassified, 80 × 0.68 = 54.4 km/h: 66.18 s, and 4 s to give way at its end; at its start the
  // main road goes on into way 4, and passes it at no cost
  check({{"highway=unclassified maxspeed=80", "", ends_s + 66.18 + 4}}, "car", true);
}

TEST_CASE("a ferry takes its mapped duration, and boarding; peak hours lengthen all driving") {
  // 1 min, and 15 min to wait and board
  check({{"route=ferry motor_vehicle=yes duration=00:01", "", ends_s + 60 + 900},
         // every 40 min: half of it is waited, and 5 min are for boarding
         {"route=ferry motor_vehicle=yes duration=00:01 interval=00:40", "",
          ends_s + 60 + 20 * 60 + 300},
         {"route=ferry motor_vehicle=yes duration=00:01 interval=often", "", ends_s + 60 + 900}},
        "car", false);
  // 52.94 s × 1.2 each
  check({{"highway=primary maxspeed=80", "", (ends_s + straight_s) * 1.2}}, "car-peak", false);
}

TEST_CASE("walkers mind no one-way, cyclists push against them where they may not ride") {
  // 4.5 km/h: 800 s a kilometre; half, whole, half
  check({{"highway=residential oneway=-1", "", 1600}}, "foot", false);
  check({{"man_made=pier", "", 1600}}, "foot", false);
  check({{"man_made=pier", "", -1}}, "car", false);
  // 16 km/h: 225 s a kilometre, half of it on either side; 4 km/h pushed against the one-way: 900 s
  check({{"highway=residential oneway=-1", "", 225 + 900}}, "bicycle", false);
  check({{"highway=residential oneway=-1 foot=no", "", -1}}, "bicycle", false);
  const RoadNetwork contraflow = network_from_osm(
      world({"highway=residential oneway=-1 oneway:bicycle=no"}, false), "bicycle");
  CHECK(seconds_over(contraflow) > 0);
}

}  // namespace coverage
