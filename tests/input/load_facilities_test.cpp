#include "libcoverage/input/load_facilities.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "libcoverage/base/error.h"
#include "libcoverage/geo/vector_layer.h"
#include "libcoverage/input/query_expression.h"
#include "temporary_folder.h"
#include "test_data.h"

namespace coverage {
namespace {

Progress silent;
const Execution execution{silent};
const Crs lambert = Crs::from_text("EPSG:2154");

/// One commune of 40 km around Moulins.
Territory moulins() {
  Commune commune;
  commune.code = "03190";
  commune.shape = {{{{{{705000, 6590000},
                       {745000, 6590000},
                       {745000, 6630000},
                       {705000, 6630000},
                       {705000, 6590000}}}}}};
  Territory territory;
  territory.communes.push_back(commune);
  return territory;
}

struct Run {
  TemporaryFolder folder;
  Study study;
  std::vector<SourceReport> reports;

  FacilitiesInput& source(const std::string& name, const std::string& file,
                          const std::string& bytes) {
    FacilitiesInput input;
    input.name = input.kind = name;
    input.paths = {folder.write(file, bytes)};
    study.facilities.push_back(input);
    return study.facilities.back();
  }
  void query(const std::string& name, const std::string& where) {
    Query query;
    query.name = name;
    query.where = where;
    query.condition = with_implied_conditions(parse_condition(where));
    study.queries.push_back(query);
  }
  LoadedFacilities load(const Territory& territory = moulins()) {
    reports.clear();
    return load_facilities(study, territory, lambert, execution, reports);
  }
  std::string error(Language language = Language::english) {
    try {
      const LoadedFacilities loaded = load();
      check_query_attributes(study.queries, loaded);
    } catch (const InputError& problem) {
      std::string text = problem.text(language);
      const std::string where = folder.path().string() + "/";
      for (auto at = text.find(where); at != std::string::npos; at = text.find(where)) {
        text.erase(at, where.size());
      }
      return text;
    }
    return "no error";
  }
};

std::vector<std::string> ids(const auto& facilities) {
  std::vector<std::string> result;
  for (const Facility& facility : facilities) result.push_back(facility.id);
  return result;
}

const SourceNote& note(const SourceReport& report, const std::string& code) {
  for (const SourceNote& found : report.notes) {
    if (found.code == code) return found;
  }
  FAIL("no note " << code);
  throw std::logic_error(code);
}

using Texts = std::vector<std::string>;

TEST_CASE("a list of facilities is read in the order of ids, each in its commune") {
  Run run;
  run.source("msap", "msap.csv",
             "id;nom;longitude;latitude;note\n"
             "9;Deuxième;3,34;46,57;a\n"
             "10;Première;3,33;46,56;b\n");
  const LoadedFacilities loaded = run.load();
  CHECK(ids(loaded.facilities) == Texts{"msap:10", "msap:9"});
  const Facility& first = loaded.facilities[FacilityIndex(0)];
  CHECK(first.name == "Première");
  CHECK(first.kind == "msap");
  CHECK(first.source == "msap");
  CHECK(first.lon_lat == LonLat{3.33, 46.56});
  CHECK(first.commune == CommuneIndex(0));
  CHECK(first.status == FacilityStatus::open);
  CHECK_FALSE(first.tier.has_value());
  CHECK(first.attributes.empty());
  CHECK(run.reports.at(0).name == "msap");
  CHECK(run.reports[0].read == 2);
  CHECK(run.reports[0].kept == 2);
  CHECK(run.reports[0].notes.empty());
}

TEST_CASE("mapped columns become what the model knows, and attributes otherwise") {
  Run run;
  run.source("msap", "msap.csv",
             "code,titre,x,y,niveau,genre,ouv,places,offre,lun,gestion\n"
             "1,Le Donjon,726000,6608000,2,france_services,en projet,12,caf;cpam,9h-12h,commune\n")
      .columns = {{"id", "code"},    {"name", "titre"},      {"lon", "x"},
                  {"lat", "y"},      {"tier", "niveau"},     {"kind", "genre"},
                  {"status", "ouv"}, {"capacity", "places"}, {"services", "offre"},
                  {"monday", "lun"}, {"operator", "gestion"}};
  run.study.facilities[0].crs = "EPSG:2154";
  const Facility facility = run.load().facilities[FacilityIndex(0)];
  CHECK(facility.tier == 2);
  CHECK(facility.kind == "france_services");
  CHECK(facility.status == FacilityStatus::planned);
  CHECK(facility.capacity == 12);
  CHECK(facility.services == Texts{"caf", "cpam"});
  CHECK(facility.opening_hours->weekly_hours() == 3);
  CHECK(facility.attributes == std::map<std::string, std::string>{{"operator", "commune"}});
  CHECK(facility.position.x == Approx(726000).margin(0.001));
}

TEST_CASE("rows that cannot be used stop the run, with their reasons and the remedy") {
  Run run;
  run.source("msap", "msap.csv",
             "id,name,lon,lat\n"
             "1,Moulins,3.33,46.56\n"
             "2,Nulle part,0,0\n"
             "3,Paris,2.35,48.85\n"
             "4,Sans position,,\n"
             "5,Faute,3°20',46.5\n"
             ",Sans nom,3.33,46.56\n"
             "7,Encore,x,46.5\n");
  CHECK(
      run.error() ==
      "facilities 'msap': 6 rows cannot be used, 0 allowed: msap.csv:3 (2, Nulle part): the "
      "position (0, 0) stands for an unknown one; msap.csv:4 (3, Paris): 2.35, 48.85 lies 237 km "
      "away from the study's communes; msap.csv:5 (4, Sans position): no position; msap.csv:6 (5, "
      "Faute): longitude (or x) '3°20'' is not a number; msap.csv:7 (Sans nom): no id; …. Correct "
      "them, or accept their loss by max_rejected = 6 in this [[facilities]] block; for a list "
      "that covers more than the study, elsewhere = \"leave_out\" leaves out rows away from it.");
  CHECK(run.error(Language::french)
            .find("6 lignes inutilisables, 0 admise : msap.csv:3 (2, Nulle "
                  "part) : la position (0, 0) tient lieu") != std::string::npos);
}

TEST_CASE("max_rejected allows so many rows and no more, and strict allows none") {
  Run run;
  run.source("msap", "msap.csv",
             "id,name,lon,lat\n1,Moulins,3.33,46.56\n2,Zero,0,0\n3,Paris,2.35,48.85\n")
      .max_rejected = 2;
  CHECK(ids(run.load().facilities) == Texts{"msap:1"});
  CHECK(run.reports[0].read == 3);
  CHECK(run.reports[0].kept == 1);
  CHECK(run.reports[0].rejected == 2);
  CHECK(note(run.reports[0], "position").examples == Texts{"msap.csv:3 (2, Zero)"});
  CHECK(note(run.reports[0], "outside").examples == Texts{"msap.csv:4 (3, Paris)"});
  run.study.facilities[0].max_rejected = 1;
  CHECK(run.error().find("2 rows cannot be used, 1 allowed") != std::string::npos);
  run.study.facilities[0].max_rejected = 2;
  run.study.strict = true;
  CHECK(run.error().find("2 rows cannot be used, 0 allowed") != std::string::npos);
}

TEST_CASE("a list larger than the study may leave out rows away from it, and nothing else") {
  Run run;
  run.source("msap", "msap.csv", "id,lon,lat\n1,3.33,46.56\n3,2.35,48.85\n").elsewhere =
      FacilitiesInput::Elsewhere::leave_out;
  CHECK(ids(run.load().facilities) == Texts{"msap:1"});
  CHECK(run.reports[0].rejected == 1);
  run.folder.write("msap.csv", "id,lon,lat\n1,3.33,46.56\n3,0,0\n");
  CHECK(run.error().find("1 row cannot be used, 0 allowed: msap.csv:3 (3): the position (0, 0)") !=
        std::string::npos);
}

TEST_CASE("exchanged coordinates are corrected and counted") {
  Run run;
  run.source("msap", "msap.csv", "id,name,lon,lat\n1,Moulins,46.56,3.33\n2,Yzeure,3.35,46.56\n");
  const LoadedFacilities loaded = run.load();
  CHECK(loaded.facilities[FacilityIndex(0)].lon_lat == LonLat{3.33, 46.56});
  CHECK(run.reports[0].corrected == 1);
  CHECK(note(run.reports[0], "exchanged_coordinates").examples == Texts{"msap.csv:2 (Moulins)"});
}

TEST_CASE("strict allows no correction either") {
  Run run;
  run.source("msap", "msap.csv", "id,name,lon,lat\n1,Moulins,46.56,3.33\n");
  run.study.strict = true;
  CHECK(run.error() ==
        "facilities 'msap': 1 row had to be corrected, and 'strict' allows none: msap.csv:2 "
        "(Moulins): longitude and latitude were written the wrong way round. Correct the file, or "
        "run without 'strict'.");
}

TEST_CASE("a place outside every commune but near is kept and listed") {
  Run run;
  run.source("msap", "msap.csv", "id,name,lon,lat\n1,Nevers,3.16,46.99\n");
  CHECK_FALSE(run.load().facilities[FacilityIndex(0)].commune.valid());
  CHECK(note(run.reports[0], "outside_communes").examples == Texts{"msap.csv:2 (Nevers)"});
}

TEST_CASE("a repeated row counts once; an id of different rows is an error") {
  Run run;
  run.source("msap", "msap.csv", "id,name,lon,lat\n1,A,3.33,46.56\n1,A,3.33,46.56\n");
  CHECK(run.load().facilities.size() == 1);
  CHECK(run.reports[0].read == 2);
  CHECK(run.reports[0].kept == 1);
  CHECK(run.reports[0].rejected == 1);
  CHECK(note(run.reports[0], "repeated_row").examples == Texts{"msap.csv:3 = msap.csv:2"});
  run.folder.write("msap.csv", "id,name,lon,lat\n1,A,3.33,46.56\n1,B,3.33,46.56\n");
  CHECK(run.error() ==
        "facilities 'msap': an id stands in several different rows: msap:1 (msap.csv:2, "
        "msap.csv:3). Ids must be unique in a source: correct them, or map another column as id.");
}

TEST_CASE("one name at one place under two ids is a doubt") {
  Run run;
  run.source("msap", "msap.csv", "id,name,lon,lat\n1,A,3.33,46.56\n2,a,3.33,46.56\n");
  CHECK(run.load().facilities.size() == 2);
  CHECK(note(run.reports[0], "likely_twins").examples == Texts{"msap.csv:2 = msap.csv:3 (A)"});
}

TEST_CASE("without ids rows have numbers, which is said") {
  Run run;
  FacilitiesInput& source = run.source("msap", "a.csv", "nom,lon,lat\nA,3.33,46.56\n");
  CHECK(ids(run.load().facilities) == Texts{"msap:row-2"});
  CHECK(note(run.reports[0], "ids_from_rows").kind == SourceNote::Kind::doubtful);
  source.paths.push_back(run.folder.write("b.csv", "nom,lon,lat\nB,3.34,46.56\n"));
  CHECK(ids(run.load().facilities) == Texts{"msap:a-row-2", "msap:b-row-2"});
}

TEST_CASE("facilities stand in the order of their sources, then of their ids") {
  Run run;
  run.source("zebra", "z.csv", "id,lon,lat\n1,3.33,46.56\n");
  run.source("alpha", "a.csv", "id,lon,lat\n1,3.33,46.56\n");
  CHECK(ids(run.load().facilities) == Texts{"zebra:1", "alpha:1"});
  CHECK(run.reports.size() == 2);
}

TEST_CASE("missing columns and empty lists are errors that say what to do") {
  Run run;
  FacilitiesInput& source = run.source("msap", "msap.csv", "id,nom,place\n1,A,ici\n");
  CHECK(run.error() ==
        "msap.csv: no columns for longitude and latitude. Map them: columns = { lon = \"…\", lat = "
        "\"…\" }. The columns are: id, nom, place");
  source.columns = {{"lon", "plce"}};
  CHECK(run.error().find("msap.csv: no column 'plce'. Did you mean 'place'?") == 0);
  source.columns.clear();
  run.folder.write("msap.csv", "id,nom,lon,lat\n");
  CHECK(run.error() ==
        "facilities 'msap': msap.csv gives no facility. Check the file, or remove its "
        "block from the study.");
  run.study.facilities.clear();
  CHECK(run.error() == "the study has no facilities. Add a [[facilities]] block.");
}

TEST_CASE("values that cannot be read reject their row") {
  Run run;
  run.source("msap", "msap.csv", "id,lon,lat,tier\n1,3.33,46.56,haut\n2,3.34,46.56,\n").columns = {
      {"tier", "tier"}};
  CHECK(run.error().find("msap.csv:2 (1): tier 'haut' is not 1, 2 or 3") != std::string::npos);
}

TEST_CASE("rules decide kinds and tiers, and are printed with what they changed") {
  Run run;
  run.source("fs", "fs.csv",
             "id,lon,lat,groupe_fs,h_lundi,h_mardi\n"
             "1,3.33,46.56,La Poste,08:00 - 18:00,08:00 - 18:00\n"
             "2,3.34,46.56,,09:00 - 12:00,\n"
             "3,3.35,46.56,,sur rendez-vous,\n")
      .rules = {"kind = fs_poste when groupe_fs = \"La Poste\"", "tier = 3 when weekly_hours >= 20",
                "tier = 1 when weekly_hours < 20"};
  const LoadedFacilities loaded = run.load();
  CHECK(loaded.facilities[FacilityIndex(0)].kind == "fs_poste");
  CHECK(loaded.facilities[FacilityIndex(0)].tier == 3);
  CHECK(loaded.facilities[FacilityIndex(1)].kind == "fs");
  CHECK(loaded.facilities[FacilityIndex(1)].tier == 1);
  CHECK_FALSE(loaded.facilities[FacilityIndex(2)].tier.has_value());
  CHECK(note(run.reports[0], "undecided_tier").examples == Texts{"fs.csv:4 (3)"});
  CHECK(note(run.reports[0], "hours_unread").examples == Texts{"fs.csv:4 (3): sur rendez-vous"});
  REQUIRE(loaded.hypotheses.size() == 3);
  CHECK(loaded.hypotheses[1].english ==
        "fs: tier = 3 when weekly_hours >= 20 (sets 1 of 3 facilities)");
}

TEST_CASE("a rule on what the source lacks is an error") {
  Run run;
  run.source("fs", "fs.csv", "id,lon,lat\n1,3.33,46.56\n").rules = {
      "tier = 3 when weekly_hours >= 35"};
  CHECK(run.error() ==
        "fs.csv: the rule 'tier = 3 when weekly_hours >= 35' reads 'weekly_hours', which this "
        "source does not have. Map a column: columns = { weekly_hours = \"…\" }.");
}

TEST_CASE("a place without a kind is rejected") {
  Run run;
  FacilitiesInput& source = run.source("fs", "fs.csv", "id,lon,lat,k\n1,3.33,46.56,\n");
  source.kind.clear();
  source.columns = {{"kind", "k"}};
  CHECK(run.error().find("fs.csv:2 (1): no kind: neither a column") != std::string::npos);
}

/// Two rows of the list's shape: a fixed place, a bus, and a seat without hours.
const std::string list_rows =
    "id,name,lon,lat,h_lundi,type_fs,format_fs\n"
    "1,France services,3.33,46.56,09:00 - 12:00,Principal,Fixe\n"
    "2,Bus,3.33,46.56,09:00 - 12:00,Principal,Bus_équivalent\n"
    "3,Siège,3.34,46.56,,Principal,Fixe\n";

TEST_CASE("buses and rows without hours are set aside, listed and counted") {
  Run run;
  run.source("fs", "fs.csv", list_rows);
  const LoadedFacilities loaded = run.load();
  CHECK(ids(loaded.facilities) == Texts{"fs:1"});
  CHECK(ids(loaded.set_aside) == Texts{"fs:2", "fs:3"});
  CHECK(loaded.set_aside[0].mobile);
  CHECK(loaded.set_aside[1].set_aside_reason.french ==
        "pas d’horaires : une adresse administrative");
  CHECK(run.reports[0].kept == 3);
  CHECK(note(run.reports[0], "set_aside").examples == Texts{"fs:2 (Bus)", "fs:3 (Siège)"});
  CHECK(loaded.hypotheses.at(0).english ==
        "fs: 2 administrative addresses (buses, itinerant services, rows without hours) are "
        "listed, not counted as places");
}

TEST_CASE("a study may keep them as mobile, or declare one of them a fixed place") {
  Run run;
  FacilitiesInput& source = run.source("fs", "fs.csv", list_rows);
  source.keep_mobile = true;
  const LoadedFacilities kept = run.load();
  CHECK(kept.facilities.size() == 3);
  CHECK(kept.facilities[FacilityIndex(1)].mobile);
  CHECK(kept.set_aside.empty());
  source.keep_mobile = false;
  source.rules = {"mobile = false when id = \"fs:3\""};
  const LoadedFacilities ruled = run.load();
  CHECK(ids(ruled.facilities) == Texts{"fs:1", "fs:3"});
  CHECK(ruled.hypotheses.at(1).french ==
        "fs : 1 adresse administrative (bus, service itinérant ou ligne sans horaires) est listée, "
        "sans compter comme lieu d’accueil");
  CHECK(ruled.facilities[FacilityIndex(1)].set_aside_reason.english.empty());
}

TEST_CASE("a list of administrative addresses only is an error") {
  Run run;
  run.source("fs", "fs.csv",
             "id,name,lon,lat,h_lundi,format_fs\n2,Bus,3.33,46.56,9h-12h,Bus_équivalent\n");
  CHECK(run.error() ==
        "facilities 'fs': only administrative addresses, no place (1 of 1 rows). Keep them as "
        "mobile ones by "
        "keep_mobile = true, or remove this block.");
}

TEST_CASE("a query on an attribute that a source lacks is an error where it could select from it") {
  Run run;
  run.source("fs", "fs.csv", "id,lon,lat,niveau\n1,3.33,46.56,2\n").columns = {{"tier", "niveau"}};
  run.source("library", "l.csv", "id,lon,lat\n1,3.33,46.56\n");
  run.query("tier_2", "kind = fs and tier >= 2");
  CHECK(run.error() == "no error");
  run.study.queries.clear();
  run.query("any_2", "tier >= 2");
  CHECK(run.error() ==
        "query 'any_2' reads 'tier', which facilities 'library' do not have: unknown is not false. "
        "Map its column (columns = { tier = \"…\" }), declare a rule (rules = [\"tier = … when "
        "…\"]), or name the kind or the source in the query.");
  run.study.facilities[1].rules = {"tier = 1"};
  CHECK(run.error() == "no error");
}

TEST_CASE("a query on a column that is not mapped reads it; one on nothing known is an error") {
  Run run;
  run.source("fs", "fs.csv", "id,lon,lat,wifi\n1,3.33,46.56,oui\n");
  run.query("wifi", "wifi = oui");
  CHECK(run.error() == "no error");
  CHECK(run.load().facilities[FacilityIndex(0)].attributes.at("wifi") == "oui");
  run.study.queries.clear();
  run.query("wify", "wifi = oui or wify = oui");
  CHECK(run.error() ==
        "query 'wify': no source of facilities has an attribute 'wify'. Did you mean 'wifi'?");
}

TEST_CASE("points and polygons of any layer are places, polygons by a point inside") {
  Run run;
  run.source("library", "l.geojson",
             R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"id":"p","name":"Point"},
 "geometry":{"type":"Point","coordinates":[3.33,46.56]}},
{"type":"Feature","properties":{"id":"q","name":"Surface"},"geometry":{"type":"Polygon",
 "coordinates":[[[3.30,46.50],[3.31,46.50],[3.31,46.51],[3.30,46.51],[3.30,46.50]]]}}]})");
  const LoadedFacilities loaded = run.load();
  CHECK(ids(loaded.facilities) == Texts{"library:p", "library:q"});
  CHECK(loaded.facilities[FacilityIndex(1)].lon_lat.lon == Approx(3.305).margin(0.005));
  CHECK(run.reports[0].corrected == 1);
  CHECK(note(run.reports[0], "area_to_point").examples == Texts{"l.geojson:1 (Surface)"});
}

TEST_CASE("a row of a layer without geometry is rejected, a line refused") {
  Run run;
  FacilitiesInput& source = run.source("library", "l.geojson",
                                       R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"id":"p"},"geometry":{"type":"Point","coordinates":[3.33,46.56]}},
{"type":"Feature","properties":{"id":"q"},"geometry":null}]})");
  CHECK(run.error().find("l.geojson:1 (q): no position") != std::string::npos);
  source.paths = {run.folder.write(
      "line.geojson",
      R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"p"},
"geometry":{"type":"LineString","coordinates":[[3.33,46.56],[3.34,46.56]]}}]})")};
  CHECK(run.error().find("a line is no place of a facility. Give a layer of points") !=
        std::string::npos);
}

TEST_CASE("facilities of an OSM file come by a tag filter, with stable ids and hours") {
  Run run;
  FacilitiesInput& source = run.source(
      "mairie", "m.osm",
      "<osm version='0.6'><node id='7' version='1' lon='3.33' lat='46.56'>"
      "<tag k='amenity' v='townhall'/><tag k='name' v='Mairie'/>"
      "<tag k='opening_hours' v='Mo-Fr 09:00-12:00'/><tag k='wheelchair' v='yes'/></node></osm>");
  CHECK(run.error() ==
        "m.osm: an OSM file needs a tag filter. Add to this [[facilities]] block, for instance, "
        "tags = \"amenity=townhall\".");
  source.tags = "amenity=townhall";
  source.columns = {{"wheelchair", "wheelchair"}};
  const Facility facility = run.load().facilities[FacilityIndex(0)];
  CHECK(facility.id == "mairie:node/7");
  CHECK(facility.name == "Mairie");
  CHECK(facility.opening_hours->weekly_hours() == 15);
  CHECK(facility.attributes.at("wheelchair") == "yes");
  source.tags = "amenity=library";
  CHECK(run.error() ==
        "facilities 'mairie': m.osm gives no facility. Check tags = \"amenity=library\".");
}

/// The communes of the Allier, from their real polygons.
Territory allier(const std::string& path) {
  const VectorLayer layer = VectorLayer::open(path);
  const std::size_t code = layer.column("code");
  const Transformer to_lambert(layer.crs(), lambert);
  Territory territory;
  layer.for_each([&](const Feature& feature) {
    Commune commune;
    commune.code = feature.text(code).value();
    commune.shape = std::get<MultiPolygon>(to_lambert(feature.geometry()));
    territory.communes.push_back(std::move(commune));
  });
  std::sort(territory.communes.begin(), territory.communes.end(),
            [](const Commune& a, const Commune& b) { return a.code < b.code; });
  return territory;
}

TEST_CASE("the real France services list is read as published") {
  const auto list = test_data_path("allier/france-services-2024-08-01.csv");
  const auto communes = test_data_path("allier/communes-03.geojson");
  if (!list || !communes) return;
  Run run;
  FacilitiesInput input;
  input.name = input.kind = "france_services";
  input.paths = {*list};
  input.columns = {{"id", "id_fs"}, {"name", "lib_fs"}, {"lon", "longitude"}, {"lat", "latitude"}};
  input.elsewhere = FacilitiesInput::Elsewhere::leave_out;
  run.study.facilities.push_back(input);
  const Territory territory = allier(*communes);
  const LoadedFacilities loaded = run.load(territory);
  CHECK(run.reports[0].read == 213);
  CHECK(run.reports[0].kept + run.reports[0].rejected == 213);
  const auto in_allier = [](const Facility& facility) { return facility.commune.valid(); };
  // 24 rows of the Allier: three buses, an itinerant antenna and a seat without hours set aside.
  CHECK(std::count_if(loaded.facilities.begin(), loaded.facilities.end(), in_allier) == 19);
  Texts aside;
  for (const Facility& facility : loaded.set_aside) {
    if (in_allier(facility))
      aside.push_back(facility.id + ": " + facility.set_aside_reason.english);
  }
  CHECK(aside ==
        Texts{"france_services:2010: a bus: the position is its administrative address",
              "france_services:2331: no opening hours: an administrative address",
              "france_services:2566: itinerant by its name, though its format is 'Fixe_antenne(s)'",
              "france_services:3068: a bus: the position is its administrative address",
              "france_services:8: a bus: the position is its administrative address"});
  for (const Facility& facility : loaded.facilities) CHECK(facility.opening_hours.has_value());
}

TEST_CASE("the whole real list has no unread hours, and its repeated ones are merged") {
  const auto list = test_data_path("allier/france-services-2024-08-01.csv");
  if (!list) return;
  Run run;
  FacilitiesInput input;
  input.name = input.kind = "france_services";
  input.paths = {*list};
  input.columns = {{"id", "id_fs"}, {"name", "lib_fs"}, {"lon", "longitude"}, {"lat", "latitude"}};
  // The list names postal ones in no column but the name.
  input.rules = {"kind = france_services_poste when name contains \"La Poste\""};
  run.study.facilities.push_back(input);
  const LoadedFacilities loaded = run.load(Territory());
  CHECK(loaded.facilities.size() + loaded.set_aside.size() == 213);
  CHECK(loaded.set_aside.size() == 15);
  CHECK(std::count_if(loaded.facilities.begin(), loaded.facilities.end(),
                      [](const auto& f) { return f.kind == "france_services_poste"; }) == 25);
  CHECK(loaded.hypotheses.at(0).english ==
        "france_services: kind = france_services_poste when name contains \"La Poste\" (sets 25 of "
        "213 facilities)");
  const SourceReport& report = run.reports[0];
  CHECK(report.rejected == 0);
  CHECK(report.corrected == 4);
  for (const SourceNote& found : report.notes) CHECK(found.code != "hours_unread");
  CHECK(note(report, "several_sites").count == 8);
  CHECK(
      note(report, "hours_no_length").examples ==
      Texts{"france-services-2024-08-01.csv:199 (France services de Saint-Vaury): 00:00 - 00:00 / "
            "13:45 - 16:30"});
  const auto donjon = std::find_if(loaded.facilities.begin(), loaded.facilities.end(),
                                   [](const auto& f) { return f.id == "france_services:10"; });
  REQUIRE(donjon != loaded.facilities.end());
  // 7 + 7 + 7 + 8 + 3.5 hours from Monday to Friday.
  CHECK(donjon->opening_hours->weekly_hours() == 32.5);
}

}  // namespace
}  // namespace coverage
