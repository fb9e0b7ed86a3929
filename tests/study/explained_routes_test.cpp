#include <catch2/catch.hpp>
#include <random>

#include "libcoverage/access/explain_route.h"
#include "libcoverage/input/load_roads.h"
#include "libcoverage/network/build_network.h"
#include "libcoverage/network/snapper.h"
#include "libcoverage/routing/reverse_graph.h"
#include "libcoverage/synthetic/generate_demo.h"
#include "network_fixture.h"
#include "test_data.h"

// On whole networks, every explained route sums to its answer, and its line is as long as its
// roads.

namespace coverage {
namespace {

double planar_length(const Polyline& line) {
  double length = 0;
  for (std::size_t k = 0; k + 1 < line.size(); ++k) length += distance(line[k], line[k + 1]);
  return length;
}

void check_routes(const RoadNetwork& roads, std::uint32_t seed) {
  const OwnedSearchGraph into = reverse_graph(roads);
  const Snapper snapper(roads, 1000);
  std::mt19937 random(seed);
  const auto anywhere = [&]() -> std::optional<Snap> {
    const Point p = roads.shape_points[random() % roads.shape_points.size()];
    const auto off = [&] { return static_cast<double>(random() % 400) - 200; };
    return snapper.snap({p.x + off(), p.y + off()});
  };
  std::vector<PlacedFacility> facilities;
  for (std::uint32_t f = 0; f < 12; ++f) {
    if (const auto snap = anywhere()) facilities.push_back({FacilityIndex(f), *snap});
  }
  const NearestAccess access({roads, into.view()}, facilities, nullptr);
  int explained = 0;
  for (int k = 0; k < 3000; ++k) {
    const auto home = anywhere();
    if (!home) continue;
    CAPTURE(seed, k);
    const AccessTime answer = access.at(home);
    std::optional<ExplainedRoute> route;
    REQUIRE_NOTHROW(route = explain_route(access, *home));
    REQUIRE(route.has_value() == (answer.status == AccessStatus::ok));
    if (!route) continue;
    ++explained;
    Seconds time;
    Metres length;
    Metres on_roads;
    for (const RouteLeg& leg : route->legs) {
      time += leg.time;
      length += leg.length;
      if (leg.kind == RouteLeg::Kind::road) on_roads += leg.length;
    }
    REQUIRE(time == answer.time);
    REQUIRE(length == answer.distance);
    REQUIRE(planar_length(route->road) == Approx(on_roads.metres()).epsilon(0.01).margin(1));
  }
  CHECK(explained > 2000);
}

RoadNetwork network_of(const std::string& path, const std::string& crs,
                       const std::string& profile) {
  RoadsInput input;
  input.paths = {path};
  SourceReport report;
  const RawRoads roads = load_roads(input, quiet_execution(), report);
  return build_network(roads, load_profile(profile), Crs::from_text(crs), quiet_execution(2),
                       report);
}

}  // namespace

TEST_CASE("routes of Liechtenstein, by car and on foot, sum to their access times") {
  const auto file = test_data_path("osm/liechtenstein.osm.pbf");
  if (!file) return;
  check_routes(network_of(*file, "EPSG:32632", "car"), 1);
  check_routes(network_of(*file, "EPSG:32632", "foot"), 2);
}

TEST_CASE("routes of Andorra, by car and by bicycle, sum to their access times") {
  const auto file = test_data_path("osm/andorra.osm.pbf");
  if (!file) return;
  check_routes(network_of(*file, "EPSG:32631", "car"), 3);
  check_routes(network_of(*file, "EPSG:32631", "bicycle"), 4);
}

TEST_CASE("routes of a generated territory sum to their access times") {
  const TemporaryFolder folder;
  DemoOptions options;
  options.directory = folder.path() / "demo";
  options.junctions = 10000;
  generate_demo(options, quiet_execution(2));
  std::string roads;
  for (const auto& entry : std::filesystem::directory_iterator(options.directory)) {
    if (entry.path().string().ends_with(".osm.pbf")) roads = entry.path().string();
  }
  REQUIRE(!roads.empty());
  check_routes(network_of(roads, "EPSG:2154", "car"), 5);
}

}  // namespace coverage
