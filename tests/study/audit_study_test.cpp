#include "libcoverage/study/audit_study.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "libcoverage/base/error.h"
#include "libcoverage/base/sha256.h"
#include "libcoverage/geo/input_gate.h"
#include "libcoverage/input/study_file.h"
#include "libcoverage/output/audit_geopackage.h"
#include "network_fixture.h"
#include "sqlite_query.h"
#include "test_data.h"

namespace coverage {

namespace {

/// A street with a town hall; north of it an island behind a private way, a dead end that stops
/// three metres short of the street, and a hut on the island.
std::string town() {
  const auto hall = "<tag k='amenity' v='townhall'/><tag k='name' v='Mairie'/>";
  return "<?xml version='1.0'?><osm version='0.6'>" + osm_node(1, 0, 0) + osm_node(2, 600, 0) +
         osm_node(3, 600, 300) + osm_node(4, 600, 400) + osm_node(5, 600, 1500) +
         osm_node(6, 150, 3) + osm_node(7, 150, 200) + osm_node(8, 300, 20, hall) +
         osm_node(9, 610, 1400, hall) + osm_way(10, "1 2", "highway=residential name=Main") +
         osm_way(11, "2 3", "highway=residential maxspeed=5 name=Main") +
         osm_way(20, "4 5", "highway=residential name=Far") +
         osm_way(21, "1 7 6", "highway=residential") +
         osm_way(30, "3 4", "highway=service access=no") + "</osm>";
}

Study study_in(const TemporaryFolder& folder, const std::string& language = "fr") {
  folder.write("town.osm", town());
  return load_study(
      folder.write(
          "town.toml",
          "title = 'Town'\nlanguage = '" + language +
              "'\ncrs = 'EPSG:2154'\n[[facilities]]\nname = 'halls'\nkind = 'mairie'\n"
              "tags = 'amenity=townhall'\npath = 'town.osm'\n[roads]\npath = 'town.osm'\n"),
      {});
}

std::filesystem::path written(const AuditResults& results, const TemporaryFolder& folder,
                              const std::string& name = "audit.gpkg") {
  write_audit(results, folder.path() / name, quiet_execution());
  return folder.path() / name;
}

}  // namespace

TEST_CASE("an audit's GeoPackage names each finding so that it is found at the source") {
  const TemporaryFolder folder;
  const AuditResults results = audit_study(study_in(folder), "", {}, quiet_execution());
  const auto path = written(results, folder);
  CHECK(sqlite_query(path, "PRAGMA integrity_check") == "ok");
  CHECK(sqlite_query(path,
                     "SELECT kind, length_km > 1, way_id, url, name, joined_by FROM components") ==
        "separate|1|20|https://www.openstreetmap.org/way/20|Far|"
        "voie 30 (voie de desserte) : voies interdites à ce mode");
  CHECK(
      sqlite_query(path, "SELECT way_id, other_way_id, distance_m > 2.9 FROM missing_junctions") ==
      "21|10|1");
  CHECK(sqlite_query(path,
                     "SELECT way_id, other_way_id, before_source, after_source, factor >= 2 "
                     "FROM speed_changes") ==
        "10|11|nature de la route, hors agglomération|limitation de vitesse|1");
  CHECK(sqlite_query(path,
                     "SELECT way_id, reason, text, road_class, component_fid, "
                     "round(length_m) FROM dropped_ways") ==
        "30|access|voies interdites à ce mode|service|1|100.0");
  CHECK(sqlite_query(path,
                     "SELECT point_type, point_id, kind, refused_way_id FROM snaps "
                     "WHERE point_type = 'facility'") == "facility|halls:node/9|unsnapped|20");
  CHECK(sqlite_query(path, "SELECT count(*) FROM cut_ends") == "0");
  CHECK(sqlite_query(path,
                     "SELECT count, round(km, 1), examples FROM summary "
                     "WHERE kind = 'islands_separate'") == "1|1.1|20");
  CHECK(sqlite_query(path, "SELECT count(*) FROM layer_styles WHERE useAsDefault") == "7");
}

TEST_CASE("an audit of the same roads is the same file, and replaces the one before") {
  const TemporaryFolder folder;
  const AuditResults results = audit_study(study_in(folder), "", {}, quiet_execution());
  const auto first = sha256(read_file(written(results, folder).string()));
  CHECK(sha256(read_file(written(results, folder).string())) == first);
  CHECK(sha256(read_file(written(results, folder, "b.gpkg").string())) == first);
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    CHECK(entry.path().filename().string().find(".part-") == std::string::npos);
  }
}

TEST_CASE("an audit that cannot be written leaves nothing and says so") {
  const TemporaryFolder folder;
  const AuditResults results = audit_study(study_in(folder), "", {}, quiet_execution());
  folder.write("file", "no folder");
  CHECK_THROWS_AS(write_audit(results, folder.path() / "file" / "a.gpkg", quiet_execution()),
                  OutputError);
}

TEST_CASE("the audit's profile may be another than the study's, and has its own findings") {
  const TemporaryFolder folder;
  const AuditResults results = audit_study(study_in(folder), "foot", {}, quiet_execution());
  CHECK(results.network.profile == "foot");
  CHECK(results.audit.speed_changes.empty());
}

TEST_CASE("roads along which nobody may live are audited all the same") {
  const TemporaryFolder folder;
  folder.write("mine.toml",
               "base = 'car'\nname = 'mine'\n[classes]\nresidential = { demand_factor = 0 }\n"
               "service = { demand_factor = 0 }\n");
  const AuditResults results =
      audit_study(study_in(folder), (folder.path() / "mine.toml").string(), {}, quiet_execution());
  CHECK(results.audit.missing_junctions.size() == 1);
  CHECK(results.snaps.size() == 1);  // the hall on the island
}

TEST_CASE("an audit's summary is the same on paper and in JSON, in both languages") {
  const TemporaryFolder folder;
  const AuditResults results = audit_study(study_in(folder, "en"), "", {}, quiet_execution());
  const std::string english = audit_text(results, Language::english);
  CHECK(english.find("1  cut off: neither entered nor left, 1.1 km (20)\n") != std::string::npos);
  CHECK(english.find("1  dead ends within 5 m of another road, not joined to it (21)\n") !=
        std::string::npos);
  CHECK(audit_text(results, Language::french).find("Routes en voiture, heures creuses : ") == 0);
  const auto json = nlohmann::json::parse(audit_json(results, Language::english));
  CHECK(json.at("profile") == "car");
  CHECK(json.at("length_km").get<double>() > json.at("main_length_km").get<double>());
  for (const auto& finding : json.at("findings")) {
    const std::string line = finding.at("text").get<std::string>();
    CHECK(english.find(line) != std::string::npos);
  }
}

TEST_CASE("the audit of a whole country adds up, on foot too") {
  const auto file = test_data_path("osm/liechtenstein.osm.pbf");
  if (!file) return;
  const TemporaryFolder folder;
  const Study study = load_study(
      folder.write("li.toml",
                   "title = 'Liechtenstein'\ncrs = 'EPSG:32632'\n[[facilities]]\n"
                   "name = 'halls'\nkind = 'mairie'\ntags = 'amenity=townhall'\npath = '" +
                       *file + "'\n[roads]\npath = '" + *file + "'\n"),
      {});
  for (const char* profile : {"car", "foot"}) {
    const AuditResults results = audit_study(study, profile, {}, quiet_execution());
    const auto path = written(results, folder);
    std::uint64_t islands_mm = 0;
    for (const Island& island : results.audit.islands) islands_mm += island.length_mm;
    CHECK(islands_mm == results.audit.length_mm - results.audit.main_length_mm);
    CHECK_FALSE(results.audit.islands.empty());
    CHECK(sqlite_query(path, "SELECT sum(count) FROM summary WHERE kind LIKE 'dropped_%'") ==
          std::to_string(results.audit.dropped_ways.size()));
    for (const MissingJunction& found : results.audit.missing_junctions) {
      CHECK(found.distance_m <= 5);
    }
  }
}

}  // namespace coverage
