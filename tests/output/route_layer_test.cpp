#include "libcoverage/output/route_layer.h"

#include <catch2/catch.hpp>

#include "libcoverage/output/geopackage.h"
#include "network_fixture.h"
#include "results_fixture.h"
#include "sqlite_query.h"

namespace coverage {
namespace {

/// The study by hand, with a route from Aubigny's seat and none from Dompierre's median place.
Results with_routes() {
  Results results = make_results_fixture();
  results.study.output.routes = true;
  CommuneRoute first;
  first.commune = CommuneIndex(0);
  first.position = {721000, 6606000};
  first.status = AccessStatus::ok;
  first.route.emplace();
  first.route->facility = FacilityIndex(0);
  first.route->time = Seconds::from_seconds(618.25);
  first.route->distance = Metres::from_metres(9000);
  RouteLeg road;
  road.time = Seconds::from_seconds(618.25);
  road.length = Metres::from_metres(9000);
  road.name = "D 945";
  first.route->legs = {road};
  first.route->road = {{721000, 6606100}, {721200, 6606900}};
  CommuneRoute second;
  second.commune = CommuneIndex(3);
  second.point = DemandIndex(13);
  second.status = AccessStatus::unreachable;
  results.queries[0].routes = {first, second};
  return results;
}

std::filesystem::path written(const Results& results, const TemporaryFolder& folder) {
  const auto path = folder.path() / "coverage.gpkg";
  write_geopackage(results, path, quiet_execution());
  return path;
}

}  // namespace

TEST_CASE("the routes layer has a line, the figures and the legs; without a route, the status") {
  const TemporaryFolder folder;
  const auto path = written(with_routes(), folder);
  CHECK(sqlite_query(path,
                     "SELECT code, query, start, point_id, status, access_time_s, "
                     "access_distance_m, facility_id, traffic, geom IS NULL FROM routes") ==
        "03001|france_services|seat|NULL|ok|618.25|9000.0|france_services:1|heures creuses|0\n"
        "03004|france_services|median_point|03004-2|unreachable|NULL|NULL|NULL|heures creuses|1");
  const std::string legs = sqlite_query(path, "SELECT legs FROM routes WHERE code = '03001'");
  CHECK_THAT(legs, Catch::Contains("D 945, à 52 km/h"));
  CHECK_THAT(legs, Catch::Contains("en tout, en voiture, heures creuses"));
  CHECK(sqlite_query(path,
                     "SELECT count(*) FROM pragma_table_info('routes') WHERE name NOT IN ('fid', "
                     "'geom') AND name NOT IN (SELECT column_name FROM gpkg_data_columns WHERE "
                     "table_name = 'routes')") == "0");
  CHECK(sqlite_query(path,
                     "SELECT count(*), sum(useAsDefault) FROM layer_styles WHERE f_table_name = "
                     "'routes'") == "2|1");
}

TEST_CASE("a study that does not ask has no routes layer") {
  const TemporaryFolder folder;
  const auto path = written(make_results_fixture(), folder);
  CHECK(sqlite_query(path, "SELECT count(*) FROM gpkg_contents WHERE table_name = 'routes'") ==
        "0");
}

TEST_CASE("seats that are a proxy are named so") {
  Results results = with_routes();
  results.study.communes->seats = CommunesInput::Seats::busiest_junction;
  const TemporaryFolder folder;
  CHECK(sqlite_query(written(results, folder), "SELECT start FROM routes LIMIT 1") ==
        "busiest_junction");
}

TEST_CASE("snaps name the chosen road, and the nearer one that was refused") {
  Results results = make_results_fixture();
  NetworkResult& network = results.networks[0];
  std::vector<std::int64_t> ways(9, 100);
  std::vector<std::uint32_t> names(9, 0);
  ways[7] = 107;
  names[7] = 1;
  ways[8] = 108;
  network.segment_labels = {ways, names, TextColumn(std::vector<std::string>{"", "Rue"})};
  RefusedRoad island;
  island.snap = results_fixture::snap_near({0, 0});
  island.snap.segment = SegmentId(8);
  island.snap.connector_length = Metres::from_metres(12);
  island.reason = SnapRefusal::not_main_component;
  island.component_vertices = 4;
  network.demand_refused[DemandIndex(2)] = island;
  island.reason = SnapRefusal::beyond_limit;
  network.demand_refused[DemandIndex(4)] = island;  // 03002-1, unsnapped
  const TemporaryFolder folder;
  const auto path = written(results, folder);
  CHECK(sqlite_query(path,
                     "SELECT point_id, status, way_id, road_name, nearest_way_id, "
                     "nearest_road_name, nearest_length_m, nearest_component_vertices, refusal, "
                     "refusal_text FROM snaps WHERE point_id IN ('03001-2', '03001-3', "
                     "'03002-1') ORDER BY fid") ==
        "03001-2|ok|107|Rue|107|Rue|50.0|NULL|NULL|NULL\n"
        "03001-3|ok|107|Rue|108|NULL|12.0|4|not_main_component|non reliée dans les deux sens au "
        "réseau principal\n"
        "03002-1|unsnapped|NULL|NULL|108|NULL|12.0|4|beyond_limit|au-delà de la limite");
}

}  // namespace coverage
