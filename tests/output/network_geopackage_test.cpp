#include "libcoverage/output/network_geopackage.h"

#include <catch2/catch.hpp>

#include "network_fixture.h"
#include "sqlite_query.h"

namespace coverage {

TEST_CASE("a network exported for QGIS has its segments, its arcs and their styles") {
  // 1 -- 2 -- 3, of which the second piece is one-way and has a name.
  const RoadNetwork network = network_from_osm(
      osm_node(1, 0, 0) + osm_node(2, 300, 0) + osm_node(3, 600, 0) + osm_node(4, 300, 100) +
      osm_way(10, "1 2", "highway=residential") +
      osm_way(11, "2 3", "highway=residential oneway=yes name=Grande-Rue maxspeed=30") +
      osm_way(12, "2 4", "highway=residential"));
  const TemporaryFolder folder;
  const auto path = folder.path() / "network.gpkg";
  export_network_geopackage(path, network, Crs::from_text("EPSG:2154"), Language::french,
                            quiet_execution());
  CHECK(sqlite_query(path, "select count(*) from segments") == "3");
  CHECK(sqlite_query(path, "select count(*) from arcs") == std::to_string(network.arc_count()));
  CHECK(sqlite_query(path,
                     "select name, backward_s is null, forward_speed_source from segments where "
                     "way_id = 11") == "Grande-Rue|1|limitation de vitesse");
  // Three equal streets meet at 2; nothing is lost at the dead end 1.
  CHECK(sqlite_query(path,
                     "select forward_delay_kind, backward_delay_kind is null from segments where "
                     "way_id = 10") == "carrefour|1");
  CHECK(sqlite_query(path, "select f_table_name from layer_styles order by id") ==
        "segments\narcs");
  CHECK(sqlite_query(
            path, "select round(sum(time_s) - " + [&] {
              double sum = 0;
              for (const std::uint32_t time : network.arc_time_ms) sum += time / 1000.0;
              return std::to_string(sum);
            }() + ", 3) = 0 from arcs") == "1");
}

TEST_CASE("an export that cannot be written leaves nothing behind") {
  const TemporaryFolder folder;
  const std::string in_the_way = folder.write("file", "not a folder");
  const RoadNetwork network = network_from_osm(osm_node(1, 0, 0) + osm_node(2, 300, 0) +
                                               osm_way(10, "1 2", "highway=residential"));
  CHECK_THROWS_AS(
      export_network_geopackage(std::filesystem::path(in_the_way) / "network.gpkg", network,
                                Crs::from_text("EPSG:2154"), Language::english, quiet_execution()),
      OutputError);
}

}  // namespace coverage
