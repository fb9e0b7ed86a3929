#include "libcoverage/input/study_file.h"

#include <catch2/catch.hpp>

#include "libcoverage/input/study_keys.h"
#include "study_fixture.h"

namespace coverage {
namespace {

/// What DESIGN's contract shows.
const std::string full_study = R"(title      = "Access to France services, Allier"
language   = "en"
crs        = "EPSG:2154"
thresholds = ["30 min", "7 min", "10 min", "20 min", "20 min and 5 km", "600 s"]
target     = "10 min"
gap_share  = 0.25
[communes]
path = ["communes-03.geojson", "communes-63.geojson"]
edition = 2018
name = "nom"
study_area = "03"
seats = "busiest_junction"
mergers = "passage.csv"
[population]
path = "communes-2026.csv"
edition = 2023-01-01
concept = "population municipale"
columns = { population = "population", epci_code = "epci", epci_name = "epci_nom" }
[[territories]]
name = "canton"
path = "/vsizip/cantons.zip/cantons.shp"
[[facilities]]
name = "france_services"
path = "france-services.csv"
kind = "france_services"
edition = "2024-08-01"
columns = { id = "id_fs", name = "lib_fs", lon = "longitude", lat = "latitude" }
rules = ["tier = 3 when weekly_hours >= 35"]
area = ["03", "63"]
max_rejected = 2
[[facilities]]
path = "/data/allier.osm.pbf"
kind = "mairie"
tags = "amenity=townhall"
[demand]
method = "grid"
path = "carreaux-200m.gpkg"
weights = { pop_75_plus = "ind_75p", population = "ind" }
calibrate = "commune"
[roads]
path = "auvergne.osm.pbf"
profile = "profiles/mine.toml"
snap_limit_m = 500
[queries]
france_services = "kind = france_services"
[queries.zz_first]
where = "kind in (third_place, library) and status = open"
label = "Tiers-lieu"
target = "15 min"
target_source = "comité de pilotage"
weight = "pop_75_plus"
profile = "foot"
[queries.aa_last]
where = "tier >= 2"
[output]
directory = "results"
cell_size_m = 50
csv_excel_fr = true
)";

TEST_CASE("a full study is read as written") {
  const TemporaryFolder folder;
  const Study study = load_study(folder.write("allier.toml", full_study));
  const std::string here = folder.path().string() + "/";
  CHECK(study.file == here + "allier.toml");
  CHECK(study.files == std::vector<std::string>{here + "allier.toml"});
  CHECK(study.title == "Access to France services, Allier");
  CHECK(study.language == Language::english);
  CHECK(study.gap_share == 0.25);
  std::vector<std::string> thresholds;
  for (const Threshold& threshold : study.thresholds) thresholds.push_back(threshold.label(false));
  CHECK(thresholds ==
        std::vector<std::string>{"7 min", "10 min", "20 min", "20 min and 5 km", "30 min"});
  REQUIRE(study.communes);
  CHECK(study.communes->paths ==
        std::vector<std::string>{here + "communes-03.geojson", here + "communes-63.geojson"});
  CHECK(study.communes->edition == "2018");
  CHECK(study.communes->code == "code");
  CHECK(study.communes->name == "nom");
  CHECK(study.communes->study_area == std::vector<std::string>{"03"});
  CHECK(study.communes->seats == CommunesInput::Seats::busiest_junction);
  CHECK(study.communes->seats_path.empty());
  CHECK(study.communes->mergers_path == here + "passage.csv");
  REQUIRE(study.population);
  CHECK(study.population->edition == "2023-01-01");
  CHECK(study.population->concept_name == "population municipale");
  CHECK(study.population->columns.at("epci_code") == "epci");
  REQUIRE(study.territories.size() == 1);
  CHECK(study.territories[0].label == "canton");
  CHECK(study.territories[0].paths[0] == "/vsizip/" + here + "cantons.zip/cantons.shp");
  CHECK(study.territories[0].commune == std::nullopt);
}

TEST_CASE("facilities, demand, roads and output of a full study") {
  const TemporaryFolder folder;
  const Study study = load_study(folder.write("allier.toml", full_study));
  const std::string here = folder.path().string() + "/";
  REQUIRE(study.facilities.size() == 2);
  CHECK(study.facilities[0].columns.at("lat") == "latitude");
  CHECK(study.facilities[0].rules == std::vector<std::string>{"tier = 3 when weekly_hours >= 35"});
  CHECK(study.facilities[0].area == std::vector<std::string>{"03", "63"});
  CHECK(study.facilities[0].max_rejected == 2);
  CHECK(study.facilities[1].name == "mairie");
  CHECK(study.facilities[1].paths == std::vector<std::string>{"/data/allier.osm.pbf"});
  CHECK(study.facilities[1].tags == "amenity=townhall");
  CHECK(study.facilities[1].max_rejected == 0);
  CHECK(study.demand.declared);
  CHECK(study.demand.method == DemandMethod::grid);
  CHECK(study.demand.calibrate);
  CHECK(study.demand.weights.at("pop_75_plus") == "ind_75p");
  CHECK(study.roads.profile == here + "profiles/mine.toml");
  CHECK(study.roads.snap_limit_m == 500);
  CHECK(study.output.directory == here + "results");
  CHECK(study.output.cell_size_m == 50);
  CHECK(study.output.csv_excel_fr);
}

TEST_CASE("queries keep the order of the file, and their own or the study's target") {
  const Study study = study_of(full_study);
  REQUIRE(study.queries.size() == 3);
  const Query& first = study.queries[0];
  CHECK(first.name == "france_services");
  CHECK(first.label == "France services");
  CHECK(first.where == "kind = france_services");
  CHECK(first.target.time == Seconds::from_minutes(10));
  CHECK(first.target_source.empty());
  CHECK(first.profile == std::nullopt);
  CHECK(first.condition.attributes() == std::set<std::string>{"kind", "mobile", "status"});
  const Query& second = study.queries[1];
  CHECK(second.name == "zz_first");
  CHECK(second.label == "Tiers-lieu");
  CHECK(second.target.time == Seconds::from_minutes(15));
  CHECK(second.target_source == "comité de pilotage");
  CHECK(second.weight == "pop_75_plus");
  CHECK(second.profile == "foot");
  CHECK(study.queries[2].name == "aa_last");
}

TEST_CASE("the least study has defaults for everything else") {
  const Study study = study_of(minimal_study);
  CHECK(study.title == "s");
  CHECK(study.language == Language::french);
  CHECK(study.crs == "EPSG:2154");
  CHECK(study.thresholds.size() == 3);
  CHECK(study.target.time == Seconds::from_minutes(10));
  CHECK(study.gap_share == 0.5);
  CHECK_FALSE(study.communes);
  CHECK_FALSE(study.population);
  CHECK(study.facilities[0].name == "france_services");
  CHECK_FALSE(study.demand.declared);
  CHECK(study.demand.method == DemandMethod::network);
  CHECK(study.demand.spacing_m == 200);
  CHECK(study.roads.profile == "car");
  CHECK(study.roads.snap_limit_m == 1000);
  CHECK(study.queries.empty());
  CHECK(study.output.directory.ends_with("/out"));
  CHECK(study.output.cell_size_m == 100);
  CHECK(study.changes.empty());
}

TEST_CASE("a query without its own target takes the study's and its source") {
  const Study study = study_of("target = \"20 min\"\ntarget_source = \"loi postale\"\n" +
                               minimal_study + "[queries]\nfs = \"kind = france_services\"\n");
  CHECK(study.queries[0].target.time == Seconds::from_minutes(20));
  CHECK(study.queries[0].target_source == "loi postale");
}

TEST_CASE("a target is a time, a distance or both, for a query as for the study") {
  const Study study = study_of("target = \"20 min et 5 km\"\n" + minimal_study +
                               "[queries]\npostal = \"kind = poste\"\n[queries.near]\n"
                               "where = \"kind = poste\"\ntarget = \"800 m\"\n");
  const Threshold postal{Seconds::from_minutes(20), Metres::from_metres(5000)};
  CHECK(study.target == postal);
  REQUIRE(study.queries.size() == 2);
  CHECK(study.queries[0].target == postal);
  CHECK(study.queries[1].target == Threshold{{}, Metres::from_metres(800)});
  std::map<std::string, std::string> settings(study.settings.begin(), study.settings.end());
  CHECK(settings.at("queries.postal.target") == "\"20 min and 5 km\"");
  CHECK_THROWS_AS(study_of("target = \"soon\"\n" + minimal_study), InputError);
}

TEST_CASE("settings list every effective value in a fixed order") {
  const Study study = study_of(minimal_study + "[queries]\nfs = \"kind = france_services\"\n");
  std::map<std::string, std::string> settings(study.settings.begin(), study.settings.end());
  CHECK(settings.size() == study.settings.size());
  CHECK(study.settings.front() == std::pair<std::string, std::string>{"title", "\"s\""});
  CHECK(settings.at("crs") == "\"EPSG:2154\"");
  CHECK(settings.at("gap_share") == "0.5");
  CHECK(settings.at("thresholds") == R"(["10 min", "20 min", "30 min"])");
  CHECK(settings.at("facilities.france_services.path") == "\"fs.csv\"");
  CHECK(settings.at("facilities.france_services.max_rejected") == "0");
  CHECK(settings.at("queries.fs.target") == "\"10 min\"");
  CHECK(settings.at("demand.spacing_m") == "200");
  CHECK(settings.at("roads.profile") == "\"car\"");
  CHECK(study_of(minimal_study).settings == study_of(minimal_study).settings);
}

TEST_CASE("overrides act as if the study said so") {
  const Study study = study_of(full_study, {{"demand.method", "points"},
                                            {"output.cell_size_m", "25"},
                                            {"communes.study_area", "63"},
                                            {"thresholds", R"(["5 km"])"},
                                            {"title", "Été: a, b = c"},
                                            {"facilities.mairie.kind", "town_hall"},
                                            {"queries.france_services.target", "30 min"},
                                            {"queries.extra", "tier = 3"},
                                            {"roads.path", "other.osm.pbf"}});
  CHECK(study.demand.method == DemandMethod::points);
  CHECK(study.output.cell_size_m == 25);
  CHECK(study.communes->study_area == std::vector<std::string>{"63"});
  CHECK(study.thresholds.size() == 1);
  CHECK(study.title == "Été: a, b = c");
  CHECK(study.facilities[1].kind == "town_hall");
  CHECK(study.queries[0].target.time == Seconds::from_minutes(30));
  CHECK(study.queries[0].where == "kind = france_services");
  REQUIRE(study.queries.size() == 4);
  CHECK(study.queries[3].name == "extra");
  CHECK(study.roads.paths[0].ends_with("/other.osm.pbf"));
}

TEST_CASE("another method on the command line leaves the keys of the study's own aside") {
  CHECK(study_of(full_study, {{"demand.method", "network"}, {"queries.zz_first.weight", ""}})
            .demand.method == DemandMethod::network);
  CHECK(study_error(
            full_study,
            {{"demand.method", "network"}, {"demand.id", "x"}, {"queries.zz_first.weight", ""}}) ==
        "--set demand.id: 'id' has no use with method = \"network\". Remove it, or choose another "
        "method");
}

TEST_CASE("overrides that cannot be applied say so") {
  CHECK(study_error(minimal_study, {{"demand.metod", "grid"}}) ==
        "--set demand.metod: 'metod' is not a key of [demand]. Did you mean 'method'?");
  CHECK(study_error(minimal_study, {{"demand.method", "grd"}}) ==
        "--set demand.method: 'method' cannot be 'grd'. Did you mean 'grid'?");
  CHECK(study_error(minimal_study, {{"facilities.msap.kind", "x"}}) ==
        "--set facilities.msap.kind: the study has no block named 'msap'. Its blocks are: "
        "france_services");
  CHECK(study_error(minimal_study, {{"output..x", "x"}}) ==
        "--set output..x: this is not a key. Write for example --set demand.method=grid");
  CHECK(study_error(minimal_study, {{"roads.path.x", "x"}}) ==
        "--set roads.path.x: 'path' is not a table");
  CHECK(study_error(minimal_study, {{"output.cell_size_m", "fine"}}) ==
        "--set output.cell_size_m: 'cell_size_m' must be a number, not a text");
  CHECK(study_error(minimal_study, {{"title", "1\nlanguage = 'en'"}}) == "no error was thrown");
}

TEST_CASE("keys are the same for the reader, suggestions and the reference") {
  CHECK(study_keys().size() > 70);
  std::set<std::string> paths;
  for (const StudyKey& key : study_keys()) {
    INFO(key.path());
    CHECK(paths.insert(key.path()).second);
    CHECK_FALSE(key.description.empty());
    CHECK_FALSE((key.required && !key.default_value.empty()));
  }
}

}  // namespace
}  // namespace coverage
