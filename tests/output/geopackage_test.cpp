#include "libcoverage/output/geopackage.h"

#include <cpl_minixml.h>
#include <ogrsf_frmts.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "libcoverage/base/text.h"
#include "results_fixture.h"
#include "small_disk.h"
#include "sqlite_query.h"
#include "temporary_folder.h"

using namespace coverage;

namespace {

std::filesystem::path written(const Results& results, const TemporaryFolder& folder,
                              const std::string& name = "coverage.gpkg") {
  Progress quiet;
  write_geopackage(results, folder.path() / name, Execution{quiet});
  return folder.path() / name;
}

std::string bytes_of(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

Results nothing_at_all() {
  Results results = make_results_fixture();
  results.study.communes.reset();
  results.territory = {};
  results.facilities = {};
  results.set_aside.clear();
  results.demand = {};
  results.networks.clear();
  results.queries.clear();
  return results;
}

}  // namespace

TEST_CASE("groupings may share a label with each other and with another layer") {
  const TemporaryFolder folder;
  Results results = make_results_fixture();
  for (const char* name : {"bassin", "zone"}) {
    results.territory.groupings.push_back(results.territory.groupings.front());
    results.territory.groupings.back().name = name;
    for (QueryResult& query : results.queries) {
      query.indicators.groupings.push_back(query.indicators.groupings.front());
    }
  }
  const std::string label = results.territory.groupings.front().label;
  CHECK(sqlite_query(written(results, folder),
                     "SELECT identifier FROM gpkg_contents WHERE table_name IN "
                     "('epcis', 'bassins', 'zones') ORDER BY rowid") ==
        label + "\n" + label + " (bassins)\n" + label + " (zones)");
}

TEST_CASE("the GeoPackage has every layer, with as many rows as the results") {
  const TemporaryFolder folder;
  const auto path = written(make_results_fixture(), folder);
  const GDALDatasetUniquePtr file(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR));
  REQUIRE(file);
  std::string found;
  for (OGRLayer* layer : file->GetLayers()) {
    found += std::string(layer->GetName()) + " " + OGRGeometryTypeToName(layer->GetGeomType()) +
             " " + std::to_string(layer->GetFeatureCount()) + "\n";
  }
  CHECK(found ==
        "communes Multi Polygon 6\n"
        "epcis Multi Polygon 2\n"
        "demand Point 20\n"
        "facilities Point 4\n"
        "snaps Multi Line String 23\n"
        "network_issues Point 1\n"
        "commune_results None 12\n"
        "layer_styles None 18\n");
  CHECK(sqlite_query(path, "PRAGMA integrity_check") == "ok");
}

TEST_CASE("a commune's columns hold what the indicators say") {
  const TemporaryFolder folder;
  const Results results = make_results_fixture();
  const auto path = written(results, folder);
  const Indicators& bessay = results.queries[0].indicators.communes[CommuneIndex(1)];
  const std::string row = sqlite_query(
      path,
      "SELECT fid, name, epci_name, population, third_place_share_within_900s, "
      "france_services_median_s, france_services_unsnapped, france_services_uncovered, "
      "france_services_in_gap, france_services_facility_in_other_commune, "
      "france_services_facility_in_other_epci, france_services_seat_s, france_services_status "
      "FROM communes WHERE code = '03002'");
  REQUIRE(bessay.median);
  CHECK(row == "2|Bessay|CC du Nord|200.5|0.501246882793017|" +
                   format_number(bessay.median->seconds()) + "|100.0|100.5|1|1|1|NULL|ok");
}

TEST_CASE("where nobody lives the figures are NULL beside a status") {
  const TemporaryFolder folder;
  Results results = make_results_fixture();
  const std::string query =
      "SELECT population, third_place_mean_s, third_place_share_within_900s, third_place_in_gap, "
      "third_place_facility_id, third_place_status FROM communes WHERE code = '03006'";
  CHECK(sqlite_query(written(results, folder), query) == "0.0|NULL|NULL|NULL|NULL|no_population");
  results.territory.communes[CommuneIndex(5)].weights["population"] = Weight::from_count(12);
  CHECK(sqlite_query(written(results, folder, "listed.gpkg"), query) ==
        "0.0|NULL|NULL|NULL|NULL|no_data");
}

TEST_CASE("a facility's fid is its place in the order, those set aside come after") {
  const TemporaryFolder folder;
  const auto path = written(make_results_fixture(), folder);
  CHECK(sqlite_query(path,
                     "SELECT fid, id, tier, set_aside, weekly_hours, services, num_ro, "
                     "third_place_answers, car_snap_distance_m FROM facilities ORDER BY fid") ==
        "1|france_services:1|3|0|6.0|caf;cpam|8|0|50.0\n"
        "2|france_services:2|NULL|0|NULL|NULL|NULL|NULL|50.0\n"
        "3|tiers_lieux:a|NULL|0|NULL|NULL|NULL|1|50.0\n"
        "4|france_services:bus|NULL|1|NULL|NULL|NULL|0|NULL");
}

TEST_CASE("the inhabitants for whom each facility is the nearest add up to those reached") {
  const TemporaryFolder folder;
  const Results results = make_results_fixture();
  CHECK(sqlite_query(written(results, folder),
                     "SELECT sum(france_services_nearest_for) FROM facilities") ==
        format_number(results.queries[0].indicators.study.reached.count()));
}

TEST_CASE("demand points without an access time say why") {
  const TemporaryFolder folder;
  CHECK(sqlite_query(written(make_results_fixture(), folder),
                     "SELECT id, third_place_status, third_place_access_time_s, "
                     "third_place_facility_id, third_place_certain, car_snap_distance_m "
                     "FROM demand WHERE third_place_status <> 'ok' ORDER BY fid") ==
        "03002-1|unsnapped|NULL|NULL|NULL|NULL\n"
        "03004-2|unreachable|NULL|NULL|NULL|50.0");
}

TEST_CASE(
    "unsnapped points are rows of the snaps without a line, and network issues with a place") {
  const TemporaryFolder folder;
  const auto path = written(make_results_fixture(), folder);
  CHECK(sqlite_query(path,
                     "SELECT point_type, point_id, geom IS NULL, connector_length_m FROM snaps "
                     "WHERE status = 'unsnapped'") == "demand|03002-1|1|NULL");
  CHECK(sqlite_query(path, "SELECT issue, point_id, geom IS NOT NULL, text FROM network_issues") ==
        "unsnapped|03002-1|1|non rattaché au réseau routier : aucune route utilisable à moins de "
        "1000 m");
}

TEST_CASE("an EPCI is the union of its communes, and says that the limit cuts it") {
  const TemporaryFolder folder;
  const auto path = written(make_results_fixture(), folder);
  const GDALDatasetUniquePtr file(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR));
  OGRLayer* epcis = file->GetLayerByName("epcis");
  std::vector<double> areas;
  for (const auto& feature : *epcis) {
    areas.push_back(feature->GetGeometryRef()->toMultiPolygon()->get_Area() / 25e6);
  }
  CHECK(areas == std::vector<double>{3, 3});
  CHECK(sqlite_query(path, "SELECT label, is_partial, population_outside FROM epcis") ==
        "CC du Nord|0|0.0\npartie de CC \"du Sud\"|1|800.0");
}

TEST_CASE("codes are indexed text; aliases are registered and unique") {
  const TemporaryFolder folder;
  const auto path = written(make_results_fixture(), folder);
  CHECK(sqlite_query(path, "SELECT typeof(code) FROM communes LIMIT 1") == "text");
  CHECK(sqlite_query(path,
                     "SELECT count(*) FROM sqlite_master WHERE name IN ('idx_communes_code',"
                     "'idx_commune_results_code', 'idx_epcis_code')") == "3");
  CHECK(sqlite_query(path,
                     "SELECT name FROM gpkg_data_columns WHERE table_name = 'communes' AND "
                     "column_name = 'third_place_median_s'") ==
        "Tiers-lieu · temps d’accès médian (s)");
  CHECK(sqlite_query(path,
                     "SELECT count(*) FROM gpkg_extensions WHERE extension_name = "
                     "'gpkg_schema'") == "2");
  // Every column of every layer has its alias.
  CHECK(sqlite_query(path,
                     "SELECT count(*) FROM pragma_table_info('communes') WHERE name NOT IN "
                     "('fid', 'geom') AND name NOT IN (SELECT column_name FROM "
                     "gpkg_data_columns WHERE table_name = 'communes')") == "0");
}

TEST_CASE("every layer has one default style, which parses, also with hostile names") {
  const TemporaryFolder folder;
  Results results = make_results_fixture();
  results.queries[0].query.label = "<b>'\"&]]>\x01";
  results.facilities[FacilityIndex(0)].kind = "a' OR 1=1 --<";
  const auto path = written(results, folder);
  CHECK(sqlite_query(path, "SELECT f_table_name, sum(useAsDefault) FROM layer_styles GROUP BY 1") ==
        "commune_results|1\ncommunes|1\ndemand|1\nepcis|1\nfacilities|1\nnetwork_issues|1\n"
        "snaps|1");
  const GDALDatasetUniquePtr file(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR));
  for (const auto& style : *file->GetLayerByName("layer_styles")) {
    const std::string qml = style->GetFieldAsString("styleQML");
    CPLXMLNode* const root = CPLParseXMLString(qml.c_str());
    CHECK(root != nullptr);
    CHECK(CPLGetXMLNode(root, "=qgis.aliases") != nullptr);
    CPLDestroyXMLNode(root);
  }
  CHECK(sqlite_query(path, "SELECT DISTINCT update_time FROM layer_styles") ==
        "2000-01-01T00:00:00.000Z");
}

TEST_CASE("the file says what it is made of") {
  const TemporaryFolder folder;
  const auto path = written(make_results_fixture(), folder);
  const GDALDatasetUniquePtr file(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR));
  CHECK(std::string(file->GetMetadataItem("TITLE")) ==
        "Accès aux services, <pays> d’essai & environs");
  CHECK(std::string(file->GetMetadataItem("NOTICE")) == "Données fictives.");
  CHECK(std::string(file->GetMetadataItem("SOURCES")) ==
        "communes (2026)\nfrance_services (2024-08-01)");
}

TEST_CASE("a study without communes, facilities or queries still has the layers with columns") {
  const TemporaryFolder folder;
  const auto path = written(nothing_at_all(), folder);
  const GDALDatasetUniquePtr file(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR));
  for (const char* name : {"communes", "epcis", "demand", "facilities", "snaps", "network_issues",
                           "commune_results"}) {
    INFO(name);
    OGRLayer* layer = file->GetLayerByName(name);
    REQUIRE(layer);
    CHECK(layer->GetFeatureCount() == 0);
    CHECK(layer->GetLayerDefn()->GetFieldCount() > 0);
  }
  CHECK(sqlite_query(path, "PRAGMA integrity_check") == "ok");
}

TEST_CASE("a study without EPCIs has their layer, empty, with the same columns and styles") {
  const TemporaryFolder folder;
  Results results = make_results_fixture();
  const auto full = written(results, folder, "full.gpkg");
  results.territory.groupings.clear();
  for (QueryResult& query : results.queries) query.indicators.groupings.clear();
  const auto empty = written(results, folder, "empty.gpkg");
  const std::string columns = "SELECT name, type FROM pragma_table_info('epcis')";
  CHECK(sqlite_query(empty, columns) == sqlite_query(full, columns));
  const std::string styles =
      "SELECT styleName, useAsDefault FROM layer_styles WHERE f_table_name = 'epcis'";
  CHECK(sqlite_query(empty, styles) == sqlite_query(full, styles));
  CHECK(sqlite_query(empty, "SELECT count(*) FROM epcis") == "0");
}

TEST_CASE("the same results give the same bytes") {
  const TemporaryFolder folder;
  const std::string first = bytes_of(written(make_results_fixture(), folder, "a.gpkg"));
  const std::string second = bytes_of(written(make_results_fixture(), folder, "b.gpkg"));
  REQUIRE(first.size() > 10000);
  CHECK(first == second);
}

TEST_CASE("a full disk is an error, not a short GeoPackage") {
  const TemporaryFolder folder;
  const Results results = make_results_fixture();
  for (const rlim_t bytes : {0, 20000, 150000}) {
    const SmallDisk disk(bytes);
    CHECK_THROWS_AS(written(results, folder, std::to_string(bytes) + ".gpkg"), OutputError);
  }
}

TEST_CASE("an interrupted GeoPackage stops") {
  const TemporaryFolder folder;
  Progress quiet;
  const std::atomic<bool> stop{true};
  CHECK_THROWS_AS(write_geopackage(make_results_fixture(), folder.path() / "x.gpkg",
                                   Execution{quiet, 1, &stop}),
                  Interrupted);
}
