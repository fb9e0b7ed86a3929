#include <catch2/catch.hpp>

#include "libcoverage/network/road_network.h"
#include "network_fixture.h"

namespace coverage {

namespace {

/// One road of three segments between two junctions, drawn to and fro:
///
///     0 --s0--> . <--s1-- . --s2--> 1       vertices 0 and 1, run 0 from 0 to 1
///
/// Moving times along the run 1000, 2001 and 3000 ms, against it 1500, 2500 and 3500 ms (each
/// segment's own forward time is along its own drawing); lengths 10, 20 and 30 m. Where `delays`,
/// every segment ends with 100 ms along the run and 70 ms against it.
RoadNetwork road(bool against_open = true, bool delays = false) {
  constexpr auto closed = RoadNetwork::no_way_through;
  const auto back = [&](std::uint32_t ms) { return against_open ? ms : closed; };
  RoadNetwork n;
  n.first_run_segment = std::vector<std::uint32_t>{0, 3};
  n.run_segments = std::vector<SegmentId>{SegmentId(0), SegmentId(1), SegmentId(2)};
  n.segment_run = std::vector<RunId>(3, RunId(0));
  n.segment_place_in_run = std::vector<std::uint32_t>{0, 1, 2};
  n.segment_along_run = std::vector<std::uint8_t>{1, 0, 1};
  n.segment_length_mm = std::vector<std::uint32_t>{10000, 20000, 30000};
  n.segment_forward_ms = std::vector<std::uint32_t>{1000, back(2500), 3000};
  n.segment_backward_ms = std::vector<std::uint32_t>{back(1500), 2001, back(3500)};
  const std::uint32_t along = delays ? 100 : 0, against = delays ? 70 : 0;
  n.segment_forward_delay_ms = std::vector<std::uint32_t>{along, against, along};
  n.segment_backward_delay_ms = std::vector<std::uint32_t>{against, along, against};
  n.arc_tail = std::vector<VertexId>{VertexId(0), VertexId(1)};
  n.arc_head = std::vector<VertexId>{VertexId(1), VertexId(0)};
  n.arc_run = std::vector<RunId>{RunId(0), RunId(0)};
  n.arc_is_forward = std::vector<std::uint8_t>{1, 0};
  n.arc_time_ms = std::vector<std::uint32_t>{6001 + 3 * along, 7500 + 3 * against};
  n.run_forward_head = std::vector<VertexId>{VertexId(1)};
  n.run_backward_head = std::vector<VertexId>{against_open ? VertexId(0) : VertexId::none()};
  n.first_run_forward_arc = std::vector<std::uint32_t>{0, 1};
  n.run_forward_arcs = std::vector<ArcId>{ArcId(0)};
  n.first_run_backward_arc = std::vector<std::uint32_t>{0, against_open ? 1u : 0u};
  n.run_backward_arcs = against_open ? std::vector<ArcId>{ArcId(1)} : std::vector<ArcId>{};
  return n;
}

Snap at(std::uint32_t segment, double fraction) {
  Snap snap;
  snap.segment = SegmentId(segment);
  snap.fraction = fraction;
  return snap;
}

struct Cost {
  std::uint32_t vertex, time_ms;
  std::int64_t length_mm;
  friend bool operator==(const Cost&, const Cost&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Cost& cost) {
    return out << cost.vertex << ": " << cost.time_ms << " ms, " << cost.length_mm << " mm";
  }
};

template <class Append>
std::vector<Cost> costs(const RoadNetwork& network, const Snap& snap, const Append& append) {
  std::vector<Seed> seeds;
  append(network, snap, seeds);
  std::vector<Cost> result;
  for (const Seed& seed : seeds) {
    result.push_back({seed.vertex.value(), seed.time.milliseconds(), seed.length.millimetres()});
  }
  return result;
}

std::string direct(const RoadNetwork& network, const Snap& home, const Snap& facility) {
  const auto trip = direct_trip(network, home, facility);
  return trip ? fmt::format("{} ms, {} mm", trip->time.milliseconds(), trip->length.millimetres())
              : "none";
}

}  // namespace

TEST_CASE("a home leaves its road both ways, the rest of its segment rounded up") {
  // A quarter along s1 as drawn is three quarters along the run. Along: ¼ × 2001 = 500.25 → 501,
  // then 3000. Against: ¾ × 2500 = 1875, then 1500.
  CHECK(costs(road(), at(1, 0.25), append_departures) ==
        std::vector<Cost>{{1, 3501, 35000}, {0, 3375, 25000}});
}

TEST_CASE("a facility is reached from both ends") {
  // Along: 1000 + ¾ × 2001 = 1500.75 → 1501. Against: 3500 + ¼ × 2500 = 625.
  CHECK(costs(road(), at(1, 0.25), append_arrivals) ==
        std::vector<Cost>{{0, 2501, 25000}, {1, 4125, 35000}});
}

TEST_CASE("a one-way road is left at its end and entered at its start only") {
  CHECK(costs(road(false), at(1, 0.25), append_departures) == std::vector<Cost>{{1, 3501, 35000}});
  CHECK(costs(road(false), at(1, 0.25), append_arrivals) == std::vector<Cost>{{0, 2501, 25000}});
}

TEST_CASE("a delay counts where its segment's end is passed, and is never prorated") {
  // Departure along: 501 + 100, 3000 + 100. Against: 1875 + 70, 1500 + 70.
  CHECK(costs(road(true, true), at(1, 0.25), append_departures) ==
        std::vector<Cost>{{1, 3701, 35000}, {0, 3515, 25000}});
  // Arrival along: 1000 + 100, then 1501 without the end of s1. Against: 3500 + 70, 625.
  CHECK(costs(road(true, true), at(1, 0.25), append_arrivals) ==
        std::vector<Cost>{{0, 2601, 25000}, {1, 4195, 35000}});
}

TEST_CASE("at the very ends of a road nothing is left of it, or all of it") {
  CHECK(costs(road(), at(0, 0), append_departures) ==
        std::vector<Cost>{{1, 6001, 60000}, {0, 0, 0}});
  CHECK(costs(road(), at(2, 1), append_departures) ==
        std::vector<Cost>{{1, 0, 0}, {0, 7500, 60000}});
  CHECK(costs(road(), at(0, 0), append_arrivals) == std::vector<Cost>{{0, 0, 0}, {1, 7500, 60000}});
}

TEST_CASE("a departure and the arrival opposite make up the whole segment, but for rounding") {
  const RoadNetwork network = road();
  for (int k = 0; k <= 100; ++k) {
    const Snap snap = at(1, k / 100.0);
    const auto leave = costs(network, snap, append_departures);
    const auto reach = costs(network, snap, append_arrivals);
    CAPTURE(k);
    CHECK(leave[0].time_ms + reach[0].time_ms >= 6001);
    CHECK(leave[0].time_ms + reach[0].time_ms <= 6002);
    CHECK(leave[0].length_mm + reach[0].length_mm == 60000);
  }
}

TEST_CASE("home and facility on one segment: ahead, behind, and at the same place") {
  // s0 is drawn along the run: ½ × 1000 ahead, ½ × 1500 behind.
  CHECK(direct(road(), at(0, 0.25), at(0, 0.75)) == "500 ms, 5000 mm");
  CHECK(direct(road(), at(0, 0.75), at(0, 0.25)) == "750 ms, 5000 mm");
  CHECK(direct(road(), at(0, 0.25), at(0, 0.25)) == "0 ms, 0 mm");
  CHECK(direct(road(false), at(0, 0.25), at(0, 0.75)) == "500 ms, 5000 mm");
  CHECK(direct(road(false), at(0, 0.75), at(0, 0.25)) == "none");
  CHECK(direct(road(false), at(0, 0.25), at(0, 0.25)) == "0 ms, 0 mm");
}

TEST_CASE("home and facility on two segments of one run, delays between them included") {
  // ½ × 1000 + 2001 + ½ × 3000.
  CHECK(direct(road(), at(0, 0.5), at(2, 0.5)) == "4001 ms, 40000 mm");
  // ½ × 3500 + 2500 + ½ × 1500.
  CHECK(direct(road(), at(2, 0.5), at(0, 0.5)) == "5000 ms, 40000 mm");
  CHECK(direct(road(true, true), at(0, 0.5), at(2, 0.5)) == "4201 ms, 40000 mm");
  CHECK(direct(road(false), at(2, 0.5), at(0, 0.5)) == "none");
}

TEST_CASE("points on two runs have no direct trip") {
  const RoadNetwork network = network_from_osm(
      osm_node(1, 0, 0) + osm_node(2, 1000, 0) + osm_node(3, 1000, 900) +
      osm_way(10, "1 2", "highway=primary") + osm_way(11, "2 3", "highway=residential"));
  CHECK(direct(network, at(0, 0.5), at(1, 0.5)) == "none");
}

TEST_CASE("where a lone node of a cut way lies on another road, the data end there") {
  // Way 20 goes from node 8, which is missing, over node 2 to node 9, which is missing too.
  const RoadNetwork network = network_from_osm(
      osm_node(1, 0, 0) + osm_node(2, 500, 0) + osm_node(3, 1000, 0) +
      osm_way(10, "1 2 3", "highway=residential") + osm_way(20, "8 2 9", "highway=residential"));
  CHECK(network.segment_count() == 2);
  REQUIRE(network.cut_vertices.size() == 1);
  CHECK(network.junction_count() == 3);
  // A footpath that is cut there says nothing about cars.
  const RoadNetwork footpath = network_from_osm(
      osm_node(1, 0, 0) + osm_node(2, 500, 0) + osm_node(3, 1000, 0) +
      osm_way(10, "1 2 3", "highway=residential") + osm_way(20, "8 2 9", "highway=footway"));
  CHECK(footpath.cut_vertices.empty());
}

TEST_CASE("the data end at the first node beyond the declared bounds, also midway along a road") {
  const std::string bounds = "<bounds minlat='45.9' minlon='2.9' maxlat='46.1' maxlon='3.05'/>";
  std::string nodes, refs;
  for (int n = 1; n <= 10; ++n) {  // 500 m apart; the bounds end 3,875 m from the start
    nodes += osm_node(n, 500.0 * n, 0);
    refs += std::to_string(n) + " ";
  }
  const RoadNetwork network =
      network_from_osm(bounds + nodes + osm_way(10, refs, "highway=residential"));
  // Nodes 8, 9, 10 are outside, 3 of 10: too many to believe the bounds.
  CHECK(network.cut_vertices.empty());
  CHECK(network.segment_count() == 1);
  for (int n = 11; n <= 30; ++n) {  // a second road, well inside
    nodes += osm_node(n, 100.0 * (n - 10), 400);
  }
  std::string inside;
  for (int n = 11; n <= 30; ++n) inside += std::to_string(n) + " ";
  const RoadNetwork believed =
      network_from_osm(bounds + nodes + osm_way(10, refs, "highway=residential") +
                       osm_way(11, inside, "highway=residential"));
  CHECK(believed.cut_vertices.size() == 2);  // node 8, the first outside, and the end, node 10
  CHECK(believed.segment_count() == 3);
}

}  // namespace coverage
