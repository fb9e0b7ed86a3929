#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "libcoverage/routing/multi_source_dijkstra.h"
#include "libcoverage/routing/reverse_graph.h"
#include "network_fixture.h"
#include "test_data.h"

namespace coverage {

namespace {

struct Extract {
  const char* file;
  const char* crs;
};
constexpr Extract extracts[] = {{"osm/liechtenstein.osm.pbf", "EPSG:32632"},
                                {"osm/andorra.osm.pbf", "EPSG:32631"},
                                {"osm/north-bayreuth.osm.gz", "EPSG:32632"}};

RoadNetwork build(const std::string& file, const char* crs, const Profile& profile,
                  bool turn_restrictions) {
  RoadsInput input;
  input.paths = {file};
  input.turn_restrictions = turn_restrictions;
  SourceReport report;
  const RawRoads roads = load_roads(input, quiet_execution(), report);
  return build_network(roads, profile, Crs::from_text(crs), quiet_execution(), report);
}

std::vector<std::uint64_t> times_from(MultiSourceDijkstra& search, std::size_t vertices,
                                      VertexId source) {
  const SearchSource start{source, Seconds(), Metres(), 0};
  search.run(std::span(&start, 1));
  std::vector<std::uint64_t> times;
  for (std::size_t v = 0; v < vertices; ++v) {
    const Label label = search.label(VertexId::from_size(v));
    times.push_back(label.reached() ? label.milliseconds() : 0xffffffffffu);
  }
  return times;
}

}  // namespace

TEST_CASE("nobody is faster than the profile's top speed on any arc of real networks") {
  for (const Extract& extract : extracts) {
    const auto path = test_data_path(extract.file);
    if (!path) return;
    for (const char* name : {"car", "car-peak", "bicycle", "foot"}) {
      const Profile profile = load_profile(name);
      const RoadNetwork network = build(*path, extract.crs, profile, true);
      CAPTURE(extract.file, name);
      CHECK_FALSE(find_defect(network));
      std::size_t too_fast = 0;
      for (std::size_t a = 0; a < network.arc_count(); ++a) {
        const double least_ms = network.arc_length_mm[a] * 3.6 / profile.max_speed_km_h;
        too_fast += network.arc_time_ms[a] < std::floor(least_ms);
      }
      CHECK(too_fast == 0);
    }
  }
}

TEST_CASE("no detour over a third junction is shorter than the shortest path") {
  for (const Extract& extract : extracts) {
    const auto path = test_data_path(extract.file);
    if (!path) return;
    Profile profile = load_profile("car");
    profile.destination_access.clear();  // with turn rules a junction is several vertices
    const RoadNetwork network = build(*path, extract.crs, profile, false);
    const OwnedSearchGraph forward = forward_graph(network);
    MultiSourceDijkstra search(forward.view());
    constexpr unsigned seed = 20181;
    std::mt19937 random(seed);
    CAPTURE(extract.file, seed);
    const std::size_t vertices = network.vertex_count();
    for (int k = 0; k < 10; ++k) {
      const VertexId a(static_cast<std::uint32_t>(random() % vertices));
      const VertexId b(static_cast<std::uint32_t>(random() % vertices));
      const auto from_a = times_from(search, vertices, a);
      const auto from_b = times_from(search, vertices, b);
      std::size_t wrong = 0;
      for (std::size_t c = 0; c < vertices; ++c) wrong += from_a[c] > from_a[b.value()] + from_b[c];
      CHECK(wrong == 0);
    }
  }
}

TEST_CASE("turn restrictions never make a trip on real networks faster") {
  for (const Extract& extract : extracts) {
    const auto path = test_data_path(extract.file);
    if (!path) return;
    const Profile profile = load_profile("car");
    const RoadNetwork ruled = build(*path, extract.crs, profile, true);
    const RoadNetwork free = build(*path, extract.crs, profile, false);
    CAPTURE(extract.file);
    CHECK(ruled.vertex_count() >= free.vertex_count());
    REQUIRE(ruled.segment_count() == free.segment_count());
    for (std::size_t s = 0; s < ruled.segment_count(); ++s) {
      REQUIRE(ruled.segment_forward_ms[s] == free.segment_forward_ms[s]);
    }
  }
}

}  // namespace coverage
