#include "libcoverage/network/turn_restrictions.h"

#include <catch2/catch.hpp>
#include <random>

#include "libcoverage/access/nearest_access.h"
#include "libcoverage/network/snapper.h"
#include "libcoverage/routing/reverse_graph.h"
#include "turn_town.h"

namespace coverage {

namespace {

// A crossing in the middle (node 1), with arms of 100 m to the west (2), south (3), east (4) and
// north (5), which go on to dead ends. All times below are at 10 m a second.
//            5
//            |
//       2 -- 1 -- 4
//            |
//            3
std::string crossing() {
  return osm_node(1, 0, 0) + osm_node(2, -100, 0) + osm_node(3, 0, -100) + osm_node(4, 100, 0) +
         osm_node(5, 0, 100) + osm_way(12, "2 1", "highway=residential") +
         osm_way(13, "3 1", "highway=residential") + osm_way(14, "1 4", "highway=residential") +
         osm_way(15, "1 5", "highway=residential");
}

SegmentId segment_of(const RoadNetwork& network, std::int64_t way) {
  for (std::size_t s = 0; s < network.segment_count(); ++s) {
    if (network.segment_way_id[s] == way) return SegmentId::from_size(s);
  }
  return SegmentId::none();
}

Snap middle_of(const RoadNetwork& network, std::int64_t way) {
  Snap snap;
  snap.segment = segment_of(network, way);
  snap.fraction = 0.5;
  return snap;
}

/// Milliseconds from the middle of one way to the middle of another; nothing where no trip leads
/// there.
std::optional<std::uint32_t> time_between(const RoadNetwork& network, int home, int facility) {
  const OwnedSearchGraph into = reverse_graph(network);
  const NearestAccess access({network, into.view()},
                             {{FacilityIndex(0), middle_of(network, facility)}}, nullptr);
  const AccessTime answer = access.at(middle_of(network, home));
  if (answer.status != AccessStatus::ok) return {};
  return answer.time.milliseconds();
}

std::uint32_t half(const RoadNetwork& network, int way) {
  return (network.segment_forward_ms[segment_of(network, way).value()] + 1) / 2;
}

RoadNetwork build(const std::string& objects, SourceReport& report) {
  RoadNetwork network = network_from_osm(objects, plain_profile(), report);
  const auto defect = find_defect(network);
  INFO(defect.value_or("sound"));
  CHECK_FALSE(defect);
  return network;
}

std::uint64_t count_of(const SourceReport& report, const std::string& code) {
  for (const SourceNote& note : report.notes) {
    if (note.code == code) return note.count;
  }
  return 0;
}

}  // namespace

TEST_CASE("a forbidden left turn sends the driver on to a place where he can turn back") {
  SourceReport report;
  // From the south, left is to the west.
  const RoadNetwork network =
      build(crossing() + osm_restriction(1, "no_left_turn", "from=13 via_node=1 to=12"), report);
  CHECK(count_of(report, "restriction_applied") == 1);
  const std::uint32_t arm = 2 * half(network, 12);
  // Half an arm, half an arm: the right turn, and straight on.
  CHECK(time_between(network, 13, 14) == half(network, 13) + half(network, 14));
  CHECK(time_between(network, 13, 15) == half(network, 13) + half(network, 15));
  // Left: half an arm, out to a dead end and back (two arms), half an arm.
  const auto left = time_between(network, 13, 12);
  REQUIRE(left);
  CHECK(*left >= half(network, 13) + 2 * arm + half(network, 12) - 4);
  CHECK(*left <= half(network, 13) + 2 * arm + half(network, 12) + 40);
  // The way back is free.
  CHECK(time_between(network, 12, 13) == half(network, 12) + half(network, 13));
}

TEST_CASE("only_straight_on forbids every other way out of the crossing") {
  SourceReport report;
  const RoadNetwork network = build(
      crossing() + osm_restriction(1, "only_straight_on", "from=13 via_node=1 to=15"), report);
  CHECK(time_between(network, 13, 15) == half(network, 13) + half(network, 15));
  const auto right = time_between(network, 13, 14);
  REQUIRE(right);
  CHECK(*right > 3 * half(network, 15));
  CHECK(time_between(network, 12, 14) == half(network, 12) + half(network, 14));
}

TEST_CASE("several only_* from one street allow each of their turns, and no other") {
  // From the south: straight on and right, in two relations or in one.
  const std::string town =
      GENERATE(as<std::string>(),
               osm_restriction(1, "only_straight_on", "from=13 via_node=1 to=15") +
                   osm_restriction(2, "only_right_turn", "from=13 via_node=1 to=14"),
               osm_restriction(1, "only_turn", "from=13 via_node=1 to=15 to=14"));
  SourceReport report;
  const RoadNetwork network = build(crossing() + town, report);
  CHECK(time_between(network, 13, 15) == half(network, 13) + half(network, 15));
  CHECK(time_between(network, 13, 14) == half(network, 13) + half(network, 14));
  // Left: out to a dead end and back, two arms of 10 s more.
  const auto left = time_between(network, 13, 12);
  REQUIRE(left);
  CHECK(*left > half(network, 13) + half(network, 12) + 19000);
}

TEST_CASE("a relation for one mode binds no other") {
  const auto left_turn = [](const std::string& type) {
    const std::string rule =
        "<relation id='1'><member type='way' ref='13' role='from'/>"
        "<member type='node' ref='1' role='via'/>"
        "<member type='way' ref='12' role='to'/>" +
        osm_tag("type", type) + osm_tag("restriction", "no_left_turn") + "</relation>";
    SourceReport report;
    Profile profile = plain_profile();
    profile.restrictions.keys = {"restriction:motorcar", "restriction"};
    const RoadNetwork network = network_from_osm(crossing() + rule, profile, report);
    return *time_between(network, 13, 12) - half(network, 13) - half(network, 12);
  };
  CHECK(left_turn("restriction:hgv") == 0);
  // Out to a dead end and back: two arms of 10 s.
  CHECK(left_turn("restriction:motorcar") > 19000);
  CHECK(left_turn("restriction") > 19000);
}

TEST_CASE("restrictions can be ignored, and exceptions free a mode") {
  const std::string rule = osm_restriction(1, "no_left_turn", "from=13 via_node=1 to=12");
  SourceReport report;
  const RoadNetwork ignored =
      network_from_osm(crossing() + rule, plain_profile(), report, /*turn_restrictions=*/false);
  CHECK(time_between(ignored, 13, 12) == half(ignored, 13) + half(ignored, 12));
  const RoadNetwork exempt =
      build(crossing() + osm_restriction(1, "no_left_turn", "from=13 via_node=1 to=12",
                                         osm_tag("except", "bicycle; motorcar")),
            report);
  CHECK(time_between(exempt, 13, 12) == half(exempt, 13) + half(exempt, 12));
  CHECK(exempt.vertex_count() == exempt.junction_count());
}

TEST_CASE("a restriction over a way holds for those who came that way, and for nobody else") {
  // 2 -- 1 -- 4    from 12 over 14 into 16 (to the north) is forbidden: a U-turn over the link.
  //      |    |    The streets to the south (13) and over the link into 16 are free.
  //      3    6
  const std::string town =
      osm_node(1, 0, 0) + osm_node(2, -100, 0) + osm_node(3, 0, -100) + osm_node(4, 100, 0) +
      osm_node(6, 100, -100) + osm_node(7, 200, 0) + osm_way(12, "2 1", "highway=residential") +
      osm_way(13, "3 1", "highway=residential") + osm_way(14, "1 4", "highway=residential") +
      osm_way(16, "4 6", "highway=residential") + osm_way(17, "4 7", "highway=residential");
  SourceReport report;
  const RoadNetwork network =
      build(town + osm_restriction(1, "no_u_turn", "from=12 via=14 to=16"), report);
  CHECK(count_of(report, "restriction_applied") == 1);
  const std::uint32_t link = network.segment_forward_ms[segment_of(network, 14).value()];
  CHECK(time_between(network, 13, 16) == half(network, 13) + link + half(network, 16));
  CHECK(time_between(network, 12, 17) == half(network, 12) + link + half(network, 17));
  CHECK(time_between(network, 14, 16) == half(network, 14) + half(network, 16));
  const auto detour = time_between(network, 12, 16);
  REQUIRE(detour);
  CHECK(*detour > half(network, 12) + link + half(network, 16) + 2 * half(network, 13));
}

TEST_CASE("where ways pass the crossing, the arm that fits the restriction's name is meant") {
  // One way from west to east through node 1, one from south to north.
  const std::string town =
      osm_node(1, 0, 0) + osm_node(2, -100, 0) + osm_node(3, 0, -100) + osm_node(4, 100, 0) +
      osm_node(5, 0, 100) + osm_way(24, "2 1 4", "highway=residential") +
      osm_way(13, "3 1", "highway=residential") + osm_way(15, "1 5", "highway=residential");
  SourceReport report;
  const RoadNetwork network =
      build(town + osm_restriction(1, "no_right_turn", "from=13 via_node=1 to=24"), report);
  CHECK(count_of(report, "restriction_two_arms") == 1);
  Snap west = middle_of(network, 24);
  Snap east = west;
  for (std::size_t s = 0; s < network.segment_count(); ++s) {
    if (network.segment_way_id[s] == 24 && network.segment_way_index[s] == 1) {
      east.segment = SegmentId::from_size(s);
    }
  }
  const OwnedSearchGraph into = reverse_graph(network);
  const auto time_to = [&](const Snap& place) {
    const NearestAccess access({network, into.view()}, {{FacilityIndex(0), place}}, nullptr);
    return access.at(middle_of(network, 13)).time.milliseconds();
  };
  CHECK(time_to(west) < 10100);
  CHECK(time_to(east) > 20000);
}

TEST_CASE("restrictions that are broken, unread or about other hours are counted and left out") {
  SourceReport report;
  const RoadNetwork network =
      build(crossing() + osm_restriction(1, "no_left_turn", "from=13 to=12") +
                osm_restriction(2, "turn_with_care", "from=13 via_node=1 to=12") +
                osm_restriction(3, "no_left_turn", "from=13 via_node=1 to=12",
                                osm_tag("hour_on", "07:00")) +
                osm_restriction(4, "no_left_turn", "from=13 via_node=1 to=99") +
                osm_restriction(5, "no_left_turn", "from=13 via_node=2 to=12") +
                "<relation id='6'><tag k='type' v='restriction'/>"
                "<tag k='restriction:conditional' v='no_left_turn @ (Mo-Fr)'/></relation>",
            report);
  CHECK(count_of(report, "restriction_broken") == 1);
  CHECK(count_of(report, "restriction_unread") == 1);
  CHECK(count_of(report, "restriction_by_hour") == 2);
  CHECK(count_of(report, "restriction_without_turn") == 2);
  CHECK(network.vertex_count() == network.junction_count());
}

TEST_CASE("a road open to its destinations only is no way through, and its people get out and in") {
  // The short way from 12 to 18 is over 14, for destinations only; the long one over 16 and 17.
  const std::string town =
      osm_node(1, 0, 0) + osm_node(2, -100, 0) + osm_node(4, 100, 0) + osm_node(6, 0, -300) +
      osm_node(7, 100, -300) + osm_node(8, 200, 0) + osm_way(12, "2 1", "highway=residential") +
      osm_way(14, "1 4", "highway=residential motor_vehicle=destination") +
      osm_way(16, "1 6 7 4", "highway=residential") + osm_way(18, "4 8", "highway=residential");
  SourceReport report;
  const RoadNetwork network = build(town, report);
  const auto through = time_between(network, 12, 18);
  REQUIRE(through);
  const std::uint32_t around = network.segment_forward_ms[segment_of(network, 16).value()];
  CHECK(*through == half(network, 12) + around + half(network, 18));
  CHECK(time_between(network, 14, 18) == half(network, 14) + half(network, 18));
  CHECK(time_between(network, 12, 14) == half(network, 12) + half(network, 14));
  CHECK((network.segment_flags[segment_of(network, 14).value()] & segment_main_component) != 0);
}

namespace {

/// A grid of 4 × 4 crossings, thinned at random, with one-way and destination-only streets and
/// rules.
TurnTown random_town(std::mt19937& random) {
  constexpr int side = 4;
  TurnTown town;
  const auto chance = [&](unsigned percent) { return random() % 100 < percent; };
  const auto add = [&](int from, int to) {
    if (chance(12)) return;
    if (chance(50)) std::swap(from, to);
    town.streets.push_back(
        {100 + static_cast<int>(town.streets.size()), from, to, chance(25), chance(15), 0});
  };
  for (int k = 0; k < side * side; ++k) {
    if (k % side + 1 < side) add(k + 1, k + 2);
    if (k + side < side * side) add(k + 1, k + 1 + side);
  }
  const auto at_node = [&](int node) {
    std::vector<int> ways;
    for (const auto& s : town.streets) {
      if (s.from == node || s.to == node) ways.push_back(s.way);
    }
    return ways;
  };
  const auto pick = [&](const std::vector<int>& ways) { return ways[random() % ways.size()]; };
  for (int k = 0; k < 10; ++k) {
    TurnTown::Rule rule;
    rule.only = chance(30);
    if (chance(60)) {
      rule.via_node = 1 + static_cast<int>(random() % (side * side));
      const auto ways = at_node(rule.via_node);
      if (ways.size() < 2) continue;
      rule.from = pick(ways);
      rule.to = pick(ways);
      if (rule.from == rule.to && rule.only) continue;
    } else {
      const auto& via = town.streets[random() % town.streets.size()];
      rule.via_way = via.way;
      rule.from = pick(at_node(via.from));
      rule.to = pick(at_node(via.to));
      if (rule.from == via.way || rule.to == via.way || rule.from == rule.to) continue;
    }
    town.rules.push_back(rule);
  }
  return town;
}

std::string osm_of(const TurnTown& town) {
  std::string xml;
  for (int k = 0; k < 16; ++k) {
    xml += osm_node(k + 1, 100.0 * (k % 4) + 7 * (k / 4), 100.0 * (k / 4) + 13 * (k % 3));
  }
  for (const auto& s : town.streets) {
    xml += osm_way(s.way, std::to_string(s.from) + " " + std::to_string(s.to),
                   std::string("highway=residential") + (s.oneway ? " oneway=yes" : "") +
                       (s.destination_only ? " motor_vehicle=destination" : ""));
  }
  int id = 0;
  for (const auto& rule : town.rules) {
    const std::string via = rule.via_way != 0 ? "via=" + std::to_string(rule.via_way)
                                              : "via_node=" + std::to_string(rule.via_node);
    xml += osm_restriction(
        ++id, rule.only ? "only_entry" : "no_entry",
        "from=" + std::to_string(rule.from) + " " + via + " to=" + std::to_string(rule.to));
  }
  return xml;
}

}  // namespace

TEST_CASE("trips in random towns with turn rules are those that the rules allow") {
  const unsigned seed = GENERATE(range(0u, 40u));
  std::mt19937 random(seed);
  TurnTown town = random_town(random);
  SourceReport report;
  const RoadNetwork network = build(osm_of(town), report);
  for (auto& s : town.streets) {
    s.time_ms = network.segment_forward_ms[segment_of(network, s.way).value()];
  }
  const TurnOracle oracle(town);
  std::size_t compared = 0, reached = 0;
  for (const auto& home : town.streets) {
    for (const auto& facility : town.streets) {
      CAPTURE(seed, home.way, facility.way);
      const auto found = time_between(network, home.way, facility.way);
      const auto expected = oracle.time(home.way, facility.way);
      REQUIRE(found.has_value() == expected.has_value());
      if (found) CHECK(std::uint64_t{*found} == *expected);
      ++compared;
      reached += found.has_value();
    }
  }
  CHECK(compared > 200);
  CHECK(reached > compared / 5);
}

}  // namespace coverage
