#include "libcoverage/network/segment_delays.h"

#include <catch2/catch.hpp>

#include "turn_town.h"

namespace coverage {

namespace {

/// `plain_profile` with two classes, of which the second gives way, and delays that no sum of
/// others makes.
Profile delaying_profile() {
  Profile profile = parse_profile(
      "name = 'plain'\ntraffic = 'free_flow'\n"
      "[classes]\n"
      "primary = { speed_km_h = 36, priority = 5 }\n"
      "residential = { speed_km_h = 36, priority = 2 }\n"
      "ferry = { speed_km_h = 36, priority = 1 }\n"
      "[delays]\ntraffic_signals = 11\nstop = 7\ngive_way = 5\njunction = 1\nminor_to_major = 3\n"
      "roundabout = 4\nlevel_crossing = 13\n"
      "[barriers]\ngate = 17\n",
      "plain.toml");
  profile.uses_limits = false;
  return profile;
}

RoadNetwork build(const std::string& objects) {
  SourceReport report;
  RoadNetwork network = network_from_osm(objects, delaying_profile(), report);
  CHECK_FALSE(find_defect(network));
  return network;
}

struct Delays {
  double forward_s = 0, backward_s = 0;
  friend bool operator==(const Delays&, const Delays&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Delays& delays) {
    return out << delays.forward_s << " s forward, " << delays.backward_s << " s backward";
  }
};

Delays delays_of(const RoadNetwork& network, std::int64_t way, std::uint32_t index = 0) {
  for (std::size_t s = 0; s < network.segment_count(); ++s) {
    if (network.segment_way_id[s] != way || network.segment_way_index[s] != index) continue;
    return {network.segment_forward_delay_ms[s] / 1000.0,
            network.segment_backward_delay_ms[s] / 1000.0};
  }
  return {-1, -1};
}

/// "stop/none": what is lost at the end of a segment, forwards and backwards.
std::string kinds_of(const RoadNetwork& network, std::int64_t way, std::uint32_t index = 0) {
  for (std::size_t s = 0; s < network.segment_count(); ++s) {
    if (network.segment_way_id[s] != way || network.segment_way_index[s] != index) continue;
    const std::uint8_t kinds = network.segment_delay_kind[s];
    return std::string(code_of(delay_kind(kinds, true))) + "/" +
           std::string(code_of(delay_kind(kinds, false)));
  }
  return "no such segment";
}

std::string primary(int id, const std::string& nodes, const std::string& more = "") {
  return osm_way(id, nodes, "highway=primary" + more);
}
std::string residential(int id, const std::string& nodes, const std::string& more = "") {
  return osm_way(id, nodes, "highway=residential" + more);
}

//       2 ==== 1 ==== 4        a main road from west to east,
//              |               a street from the south (3)
//              3
std::string side_street(const std::string& tags_of_1 = "") {
  return osm_node(1, 0, 0, tags_of_1) + osm_node(2, -100, 0) + osm_node(3, 0, -100) +
         osm_node(4, 100, 0) + primary(12, "2 1") + primary(14, "1 4") + residential(31, "3 1");
}

}  // namespace

TEST_CASE("who comes from a side street gives way; who follows the main road loses nothing") {
  const RoadNetwork network = build(side_street());
  CHECK(delays_of(network, 31) == Delays{3, 0});
  CHECK(delays_of(network, 12) == Delays{0, 0});
  CHECK(delays_of(network, 14) == Delays{0, 0});
}

TEST_CASE("every delay has its kind, the longest where a place is several things") {
  CHECK(kinds_of(build(side_street()), 31) == "larger_road/none");
  CHECK(kinds_of(build(side_street(osm_tag("highway", "stop"))), 31) == "stop/none");
  CHECK(kinds_of(build(side_street(osm_tag("highway", "traffic_signals"))), 12) ==
        "traffic_signals/none");
  // The rails (13 s) cost more than giving way (3 s).
  CHECK(kinds_of(build(side_street(osm_tag("railway", "level_crossing"))), 31) ==
        "level_crossing/none");
  const RoadNetwork equals =
      build(osm_node(1, 0, 0) + osm_node(2, -100, 0) + osm_node(3, 0, -100) + osm_node(4, 100, 0) +
            residential(12, "2 1") + residential(14, "1 4", " junction=roundabout") +
            residential(31, "3 1") + residential(32, "3 2"));
  CHECK(kinds_of(equals, 12) == "roundabout/none");
  const RoadNetwork gate =
      build(osm_node(1, 0, 0) + osm_node(2, 100, 0, osm_tag("barrier", "gate")) +
            osm_node(3, 200, 0) + residential(12, "1 2 3"));
  CHECK(kinds_of(gate, 12) == "barrier/none");
  CHECK(kinds_of(gate, 12, 1) == "none/barrier");
}

TEST_CASE("where equal roads meet everybody slows down") {
  const RoadNetwork network =
      build(osm_node(1, 0, 0) + osm_node(2, -100, 0) + osm_node(3, 0, -100) + osm_node(4, 100, 0) +
            residential(12, "2 1") + residential(14, "1 4") + residential(31, "3 1"));
  CHECK(delays_of(network, 31) == Delays{1, 0});
  CHECK(delays_of(network, 12) == Delays{1, 0});
  CHECK(delays_of(network, 14) == Delays{0, 1});
}

TEST_CASE("signals on a junction stop everybody, and giving way is not added to them") {
  const RoadNetwork network = build(side_street("<tag k='highway' v='traffic_signals'/>"));
  CHECK(delays_of(network, 31) == Delays{11, 0});
  CHECK(delays_of(network, 12) == Delays{11, 0});
  CHECK(delays_of(network, 14) == Delays{0, 11});
}

TEST_CASE("a stop sign on the street stands before the nearest junction") {
  // The sign is 20 m before the main road, 80 m from the street's other end.
  const RoadNetwork network =
      build(osm_node(1, 0, 0) + osm_node(2, -100, 0) + osm_node(3, 0, -100) + osm_node(4, 100, 0) +
            osm_node(5, 0, -20, "<tag k='highway' v='stop'/>") + primary(12, "2 1") +
            primary(14, "1 4") + residential(31, "3 5 1"));
  CHECK(delays_of(network, 31, 0) == Delays{7, 0});
  CHECK(delays_of(network, 31, 1) == Delays{3, 0});
}

TEST_CASE("signals near a junction without direction count once, towards it") {
  const RoadNetwork network =
      build(osm_node(1, 0, 0) + osm_node(2, -100, 0) + osm_node(3, 0, -100) + osm_node(4, 100, 0) +
            osm_node(5, 0, -20, "<tag k='highway' v='traffic_signals'/>") + primary(12, "2 1") +
            primary(14, "1 4") + residential(31, "3 5 1"));
  CHECK(delays_of(network, 31, 0) == Delays{11, 0});
  CHECK(delays_of(network, 31, 1) == Delays{3, 0});
}

TEST_CASE("signals far from any junction stop both directions, or the one that the map names") {
  const std::string far = osm_node(1, 0, 0) + osm_node(3, 400, 0);
  const RoadNetwork both =
      build(far + osm_node(2, 200, 0, "<tag k='highway' v='traffic_signals'/>") +
            residential(13, "1 2 3"));
  CHECK(delays_of(both, 13, 0) == Delays{11, 0});
  CHECK(delays_of(both, 13, 1) == Delays{0, 11});
  const RoadNetwork backward = build(far +
                                     osm_node(2, 200, 0,
                                              "<tag k='highway' v='traffic_signals'/>"
                                              "<tag k='traffic_signals:direction' v='backward'/>") +
                                     residential(13, "1 2 3"));
  CHECK(delays_of(backward, 13, 0) == Delays{0, 0});
  CHECK(delays_of(backward, 13, 1) == Delays{0, 11});
}

TEST_CASE("level crossings and gates delay both directions and leave the road one run") {
  const RoadNetwork network =
      build(osm_node(1, 0, 0) + osm_node(2, 100, 0, "<tag k='railway' v='level_crossing'/>") +
            osm_node(3, 200, 0, "<tag k='barrier' v='gate'/>") + osm_node(4, 300, 0) +
            residential(14, "1 2 3 4"));
  CHECK(delays_of(network, 14, 0) == Delays{13, 0});
  CHECK(delays_of(network, 14, 1) == Delays{17, 13});
  CHECK(delays_of(network, 14, 2) == Delays{0, 17});
  REQUIRE(network.run_count() == 1);
  // 300 m at 10 m a second, and both delays, in the arc of each direction.
  CHECK(network.arc_time_ms[0] == Approx(30'000 + 30'000).margin(300));
  CHECK(network.arc_time_ms[0] == network.arc_time_ms[1]);
}

TEST_CASE("who enters a roundabout waits; who is in it does not") {
  const RoadNetwork network =
      build(osm_node(1, -20, 0) + osm_node(2, 0, -20) + osm_node(3, 20, 0) + osm_node(4, 0, 20) +
            osm_node(5, -120, 0) + osm_node(6, 120, 0) +
            primary(10, "1 2 3 4 1", " junction=roundabout") + residential(51, "5 1") +
            primary(36, "3 6"));
  CHECK(delays_of(network, 51) == Delays{4, 0});
  CHECK(delays_of(network, 36) == Delays{0, 4});
  CHECK(delays_of(network, 10, 0) == Delays{0, 0});
  CHECK(delays_of(network, 10, 1) == Delays{0, 0});
}

}  // namespace coverage
