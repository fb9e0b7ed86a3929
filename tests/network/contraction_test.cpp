#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <catch2/catch.hpp>
#include <random>

#include "libcoverage/network/road_graph.h"
#include "libcoverage/network/segment_table.h"
#include "network_fixture.h"
#include "oracles/uncontracted_graph.h"
#include "test_data.h"

namespace coverage {

namespace {

struct Built {
  SegmentTable table;
  RoadNetwork network;
};

Built build(const std::string& file, const char* crs, const char* profile_name) {
  RoadsInput input;
  input.paths = {file};
  input.turn_restrictions = false;  // the oracle knows none
  SourceReport report;
  const RawRoads roads = load_roads(input, quiet_execution(), report);
  Profile profile = load_profile(profile_name);
  profile.destination_access.clear();  // the oracle has one vertex a junction
  const Crs study_crs = Crs::from_text(crs);
  return {make_segments(roads, profile, study_crs, quiet_execution(), report),
          build_network(roads, profile, study_crs, quiet_execution(), report)};
}

/// Times from a vertex to all, by Boost.Graph on the network itself.
std::vector<std::uint64_t> times_from(const RoadNetwork& network, VertexId source) {
  std::vector<std::uint64_t> times(network.vertex_count());
  boost::dijkstra_shortest_paths(
      RoadGraph(network), source,
      boost::vertex_index_map(VertexIndexMap())
          .weight_map(ArcTimeMap(network))
          .distance_map(boost::make_iterator_property_map(times.begin(), VertexIndexMap()))
          .predecessor_map(boost::dummy_property_map())
          .distance_inf(UncontractedGraph::unreached)
          .distance_zero(std::uint64_t{0})
          .distance_compare([](std::uint64_t a, std::uint64_t b) { return a < b; })
          .distance_combine([](std::uint64_t a, std::uint64_t b) {
            return a == UncontractedGraph::unreached ? a : a + b;
          }));
  return times;
}

void check_sample(const Built& built, unsigned seed, int sources) {
  const RoadNetwork& network = built.network;
  const std::vector<std::uint32_t> nodes = table_nodes_of_vertices(built.table, network);
  const UncontractedGraph truth(built.table);
  std::mt19937 random(seed);
  for (int k = 0; k < sources; ++k) {
    const VertexId source(static_cast<std::uint32_t>(random() % network.vertex_count()));
    const auto expected = truth.times_from(nodes[source.value()]);
    const auto found = times_from(network, source);
    std::size_t wrong = 0;
    for (std::size_t v = 0; v < found.size(); ++v) wrong += found[v] != expected[nodes[v]];
    CAPTURE(seed, k, source.value());
    CHECK(wrong == 0);
  }
}

struct Extract {
  const char* file;
  const char* crs;
};
constexpr Extract extracts[] = {{"osm/liechtenstein.osm.pbf", "EPSG:32632"},
                                {"osm/andorra.osm.pbf", "EPSG:32631"},
                                {"osm/north-bayreuth.osm.gz", "EPSG:32632"}};

}  // namespace

TEST_CASE("every junction of real networks is as far after contraction as segment by segment") {
  for (const Extract& extract : extracts) {
    const auto path = test_data_path(extract.file);
    if (!path) return;
    for (const char* profile : {"car", "foot"}) {
      CAPTURE(extract.file, profile);
      const Built built = build(*path, extract.crs, profile);
      CHECK(built.network.arc_count() < 2 * built.network.segment_count());
      check_sample(built, 4711, 8);
    }
  }
}

TEST_CASE("every node that is not a junction lies inside exactly one run, and none is lost") {
  for (const Extract& extract : extracts) {
    const auto path = test_data_path(extract.file);
    if (!path) return;
    CAPTURE(extract.file);
    const Built built = build(*path, extract.crs, "car");
    std::size_t inner = 0;
    for (std::size_t r = 0; r < built.network.run_count(); ++r) {
      inner += built.network.first_run_segment[r + 1] - built.network.first_run_segment[r] - 1;
    }
    CHECK(built.network.junction_count() + inner == built.table.nodes.size());
    CHECK(built.network.segment_count() == built.table.rows.size());
  }
}

TEST_CASE("no time is below the length at the profile's top speed") {
  for (const Extract& extract : extracts) {
    const auto path = test_data_path(extract.file);
    if (!path) return;
    CAPTURE(extract.file);
    const RoadNetwork network = build(*path, extract.crs, "car").network;
    const double most_m_s = load_profile("car").max_speed_km_h / 3.6;
    std::size_t too_fast = 0;
    for (std::size_t a = 0; a < network.arc_count(); ++a) {
      too_fast += network.arc_time_ms[a] < network.arc_length_mm[a] / most_m_s - 1e-6;
    }
    CHECK(too_fast == 0);
  }
}

TEST_CASE("arcs into a vertex are the arcs out of others: a search backwards meets one forwards") {
  const auto path = test_data_path("osm/liechtenstein.osm.pbf");
  if (!path) return;
  const RoadNetwork network = build(*path, "EPSG:32632", "car").network;
  // The same roads with every arc turned round.
  RoadNetwork turned = network;
  turned.arc_tail = network.arc_head;
  turned.arc_head = network.arc_tail;
  std::vector<std::uint32_t> first(network.first_in_arc.begin(), network.first_in_arc.end());
  std::vector<VertexId> tails, heads;
  std::vector<std::uint32_t> times;
  for (const ArcId arc : network.in_arcs) {
    tails.push_back(network.arc_head[arc.value()]);
    heads.push_back(network.arc_tail[arc.value()]);
    times.push_back(network.arc_time_ms[arc.value()]);
  }
  turned.first_arc = std::move(first);
  turned.arc_tail = std::move(tails);
  turned.arc_head = std::move(heads);
  turned.arc_time_ms = std::move(times);
  std::mt19937 random(7);
  for (int k = 0; k < 6; ++k) {
    const VertexId a(static_cast<std::uint32_t>(random() % network.vertex_count()));
    const VertexId b(static_cast<std::uint32_t>(random() % network.vertex_count()));
    CAPTURE(a.value(), b.value());
    CHECK(times_from(network, a)[b.value()] == times_from(turned, b)[a.value()]);
  }
}

TEST_CASE("random worlds of one-ways, loops, parallels and barriers keep their times") {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    std::mt19937 random(seed);
    std::string world;
    const int nodes = 12;
    for (int n = 1; n <= nodes; ++n) {
      world +=
          osm_node(n, static_cast<double>(random() % 3000), static_cast<double>(random() % 3000),
                   random() % 9 == 0 ? "<tag k='barrier' v='bollard'/>" : "");
    }
    for (int way = 100; way < 114; ++way) {
      std::string refs;
      for (std::size_t k = 0, count = 2 + random() % 3; k < count; ++k) {
        refs += std::to_string(1 + random() % nodes) + " ";
      }
      const char* direction = random() % 3 == 0   ? " oneway=yes"
                              : random() % 5 == 0 ? " oneway=-1"
                                                  : "";
      world += osm_way(
          way, refs,
          (random() % 2 ? "highway=tertiary" : "highway=residential") + std::string(direction));
    }
    const TemporaryFolder folder;
    const Built built =
        build(folder.write("w.osm", "<?xml version='1.0'?><osm version='0.6'>" + world + "</osm>"),
              "EPSG:2154", "car");
    CAPTURE(seed);
    CHECK(find_defect(built.network) == std::nullopt);
    check_sample(built, seed, 12);
  }
}

}  // namespace coverage
