#include "libcoverage/input/road_mapping.h"

#include <catch2/catch.hpp>

#include "error_text.h"
#include "libcoverage/base/error.h"
#include "libcoverage/input/layer_road_values.h"
#include "libcoverage/input/load_roads.h"
#include "network_fixture.h"
#include "official_roads.h"
#include "study_fixture.h"

namespace coverage {
namespace {

std::string error_of(const std::string& text) {
  return error_text([&] { parse_road_mapping(text, "m.toml"); });
}

struct Read {
  RawRoads roads;
  SourceReport report;

  std::string tag(std::size_t way, const std::string& key) const {
    return std::string(roads.tag(roads.ways.at(way), key));
  }
  const SourceNote* note(const std::string& code) const {
    for (const SourceNote& note : report.notes) {
      if (note.code == code) return &note;
    }
    return nullptr;
  }
};

Read read(const RoadsInput& input) {
  Read result;
  result.roads = load_roads(input, quiet_execution(), result.report);
  return result;
}

/// One road of BD TOPO with these values and nothing else.
using Values = std::map<std::string, std::string>;

Read read_rows(const std::vector<Values>& rows, const RoadsInput& settings = {}) {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "t.gpkg").string();
  std::vector<OfficialRow> written;
  for (const Values& values : rows) {
    const double east = 10.0 * static_cast<double>(written.size());
    written.push_back({values, fmt::format("{} 0, {} 0", east, east + 10)});
  }
  OfficialFile(path).add(bdtopo_roads, written);
  RoadsInput input = settings;
  input.paths = {path};
  input.mapping = "bdtopo";
  return read(input);
}

std::string class_of(const std::string& nature, const std::string& importance = "",
                     const std::string& urban = "0") {
  Values values{{"nature", nature}, {"urbain", urban}};
  if (!importance.empty()) values["importance"] = importance;
  const Read found = read_rows({values});
  return found.tag(0, "class") + (found.tag(0, "route") == "ferry" ? "ferry" : "");
}

const std::string least = "name = \"m\"\n[columns]\nclass = \"k\"\n";

}  // namespace

TEST_CASE("the ready mappings are read, and each knows its layer and its turns") {
  CHECK(ready_road_mappings() == std::vector<std::string>{"bdtopo", "route500"});
  for (const std::string& name : ready_road_mappings()) {
    const RoadMapping mapping = load_road_mapping(name);
    CHECK(mapping.name == name);
    CHECK_FALSE(mapping.layers.empty());
    CHECK(mapping.turns);
    CHECK(mapping.sha256.size() == 64);
  }
}

TEST_CASE("an unknown mapping suggests the nearest, with its place in the study") {
  CHECK(error_text([] { load_road_mapping("bdtop"); }) ==
        "unknown mapping 'bdtop'. Did you mean 'bdtopo'?");
  CHECK(
      error_text([] { load_road_mapping("tele-atlas"); }) ==
      "unknown mapping 'tele-atlas'. Write one of: bdtopo, route500; or the path of a .toml file");
  CHECK(study_error("[roads]\npath = \"a.gpkg\"\nmapping = \"route-500\"\n"
                    "[[facilities]]\npath = \"f\"\nkind = \"k\"\n") ==
        "s.toml:3:11: unknown mapping 'route-500'. Did you mean 'route500'?");
}

TEST_CASE("keys that need a mapping are refused without one, a mapping with OSM files too") {
  CHECK(study_error("[roads]\npath = \"a.gpkg\"\nturn_table = \"t.shp\"\n"
                    "[[facilities]]\npath = \"f\"\nkind = \"k\"\n") ==
        "s.toml:3:1: 'turn_table' has no use without 'mapping'. Name the mapping that says what "
        "its columns mean");
  RoadsInput input;
  input.paths = {"a.osm.pbf"};
  input.mapping = "bdtopo";
  CHECK(error_text([&] { read(input); }) ==
        "[roads] mapping = \"bdtopo\" has no use with OSM files. Remove it, or give a line layer "
        "as path");
}

TEST_CASE("errors of a mapping say the line and the nearest key") {
  CHECK(error_of("name = \"m\"\n[colums]\n") ==
        "m.toml:2:2: unknown key 'colums'. Did you mean 'columns'?");
  CHECK(error_of("[columns]\nclass = \"k\"\n") ==
        "m.toml:1:1: the key 'name' is missing. Copy it from data/mappings/bdtopo.toml");
  CHECK(error_of("name = \"m\"\n[columns]\nclas = \"k\"\n") ==
        "m.toml:3:1: unknown key 'clas'. Did you mean 'class'?");
  CHECK(error_of("name = \"m\"\nrequired = [\"class\", \"level\"]\n[columns]\nclass = \"k\"\n") ==
        "m.toml:2:22: 'level' has no column. Add it to [columns], or remove it here");
  CHECK(error_of(least + "[values.oneway]\nA = \"forwards\"\n") ==
        "m.toml:5:5: a direction cannot be 'forwards'. Write one of: forward, backward, both");
  CHECK(error_of(least + "[classes]\nA = 3\n") ==
        "m.toml:5:5: a text is expected here. Write it in quotes");
  CHECK(error_of(least + "[turns]\nfrom = \"a\"\n") ==
        "m.toml:4:1: the key 'to' is missing. Copy it from data/mappings/bdtopo.toml");
  CHECK(error_of("name = ").starts_with("m.toml:1:"));
}

TEST_CASE("BD TOPO: the class goes by nature, importance and surroundings") {
  CHECK(class_of("Type autoroutier", "1") == "motorway");
  CHECK(class_of("Bretelle", "1") == "motorway_link");
  CHECK(class_of("Bretelle", "4") == "tertiary_link");
  CHECK(class_of("Route à 2 chaussées", "1") == "trunk");
  CHECK(class_of("Route à 1 chaussée", "3") == "secondary");
  CHECK(class_of("Route à 1 chaussée", "5") == "unclassified");
  CHECK(class_of("Route à 1 chaussée", "5", "1") == "residential");
  CHECK(class_of("Route à 1 chaussée") == "unclassified");
  CHECK(class_of("Rond-Point", "2") == "primary");
  CHECK(class_of("Route empierrée", "5") == "service");
  CHECK(class_of("Chemin") == "track");
  CHECK(class_of("Sentier") == "path");
  CHECK(class_of("Escalier") == "steps");
  CHECK(class_of("Piste cyclable") == "cycleway");
  CHECK(class_of("Bac ou liaison maritime") == "ferry");
  CHECK(class_of("Téléphérique") == "Téléphérique");
}

TEST_CASE("BD TOPO: values become tags in OSM's words, NULL and unknown ones none") {
  const Read found =
      read_rows({{{"cleabs", "TRONROUT0000000012345678"},
                  {"nature", "Rond-point"},
                  {"sens_de_circulation", "Sens direct"},
                  {"urbain", "1"},
                  {"vitesse_moyenne_vl", "25"},
                  {"acces_vehicule_leger", "Restreint aux ayants droit"},
                  {"acces_pieton", "Libre"},
                  {"prive", "1"},
                  {"position_par_rapport_au_sol", "-1"},
                  {"nombre_de_voies", "2"},
                  {"restriction_de_hauteur", "2.6"},
                  {"restriction_de_largeur", "1.8"},
                  {"periode_de_fermeture", "Novembre à avril"},
                  {"nom_collaboratif_gauche", "RUE HAUTE"},
                  {"cpx_numero", "D2144"}},
                 {{"nature", "Chemin"}, {"vitesse_moyenne_vl", "1"}, {"acces_pieton", "A la nage"}},
                 {}});
  REQUIRE(found.roads.ways.size() == 3);
  CHECK(found.roads.ways[0].id == 12345678);
  const std::vector<std::pair<const char*, const char*>> expected{
      {"class", "unclassified"},
      {"junction", "roundabout"},
      {"oneway", "yes"},
      {"urban", "yes"},
      {"speed", "25"},
      {"motor_vehicle", "private"},
      {"foot", "yes"},
      {"access", "private"},
      {"level", "-1"},
      {"lanes", "2"},
      {"name", "RUE HAUTE"},
      {"ref", "D2144"},
      {"maxheight", "2.6"},
      {"maxwidth", "1.8"},
      {"access:conditional", "Novembre à avril"}};
  for (const auto& [key, value] : expected) CHECK(found.tag(0, key) == value);
  for (const char* key : {"speed", "foot", "junction", "level", "oneway", "access", "urban"}) {
    CHECK(found.tag(1, key).empty());
  }
  CHECK(found.tag(2, "class") == "NULL");
  CHECK(found.note("unread_foot")->examples == std::vector<std::string>{"A la nage (1)"});
  CHECK(found.note("unread_id")->count == 2);
}

TEST_CASE("BD TOPO: greenways and the like are closed to cars, whoever has a right to them") {
  const std::string access = "Restreint aux ayants droit";
  const Read found = read_rows(
      {{{"acces_vehicule_leger", access}, {"nature_de_la_restriction", "Voie verte"}},
       {{"acces_vehicule_leger", access}, {"nature_de_la_restriction", "Entrée avec gardien"}},
       {{"acces_vehicule_leger", "Libre"}, {"nature_de_la_restriction", "Vélorue"}}});
  CHECK(found.tag(0, "motor_vehicle") == "private");
  CHECK(found.tag(0, "motorcar") == "no");
  CHECK(found.tag(1, "motorcar") == "private");
  CHECK(found.tag(2, "motorcar").empty());
  CHECK_FALSE(found.note("unread_motorcar"));
}

TEST_CASE("BD TOPO: a ferry carries cars where their access is said to be open") {
  const std::string ferry = "Bac ou liaison maritime";
  const Read found =
      read_rows({{{"nature", ferry}, {"acces_vehicule_leger", "A péage"}},
                 {{"nature", ferry}, {"acces_vehicule_leger", "Physiquement impossible"}},
                 {{"nature", ferry}},
                 {{"nature", "Chemin"}, {"acces_vehicule_leger", "Libre"}}});
  CHECK(found.tag(0, "motor_vehicle") == "yes");
  CHECK(found.tag(1, "motor_vehicle") == "no");
  CHECK(found.tag(2, "motor_vehicle").empty());
  CHECK(found.tag(3, "motor_vehicle").empty());
}

TEST_CASE("what the study says comes before the mapping") {
  RoadsInput settings;
  settings.classes = {{"Route à 1 chaussée", "service"}, {"Bretelle/1", "trunk_link"}};
  settings.oneway_values = {{"Double sens", "forward"}};
  settings.columns = {{"name", "nature_de_la_restriction"}};
  const Read found = read_rows({{{"nature", "Route à 1 chaussée"},
                                 {"importance", "1"},
                                 {"sens_de_circulation", "Double sens"},
                                 {"nature_de_la_restriction", "x"},
                                 {"nom_collaboratif_gauche", "y"}},
                                {{"nature", "Bretelle"}, {"importance", "1"}},
                                {{"nature", "Bretelle"}, {"importance", "2"}}},
                               settings);
  CHECK(found.tag(0, "class") == "service");
  CHECK(found.tag(0, "oneway") == "yes");
  CHECK(found.tag(0, "name") == "x");
  CHECK(found.tag(1, "class") == "trunk_link");
  CHECK(found.tag(2, "class") == "primary_link");
}

TEST_CASE("the mapping picks its layer in a file of many, and only where none is named") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "t.gpkg").string();
  OfficialFile(path)
      .add(bdtopo_turns, {{{{"cleabs", "NON_COMM1"}}, "0 0"}})
      .add(bdtopo_roads, {{{{"nature", "Chemin"}}, "0 0, 10 0"}});
  RoadsInput input;
  input.paths = {path};
  CHECK(error_text([&] { read(input); }).find("2 layers, and none is named") != std::string::npos);
  input.mapping = "bdtopo";
  CHECK(read(input).tag(0, "class") == "track");
  input.layer = "troncon";
  CHECK(error_text([&] { read(input); }).find("no layer 'troncon'") != std::string::npos);
}

TEST_CASE("a layer without a required column is refused with the columns that it has") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "t.gpkg").string();
  const OfficialLayer poor{"troncon_de_route", wkbLineString, {{"cleabs"}, {"nature"}, {"sense"}}};
  OfficialFile(path).add(poor, {{{{"nature", "Chemin"}}, "0 0, 10 0"}});
  RoadsInput input;
  input.paths = {path};
  input.mapping = "bdtopo";
  CHECK(error_text([&] { read(input); }) ==
        path +
            ": layer 'troncon_de_route' has no column for 'oneway', such as sens_de_circulation, "
            "SENS. Name it in [roads].columns. The columns are: cleabs, nature, sense");
  input.columns = {{"oneway", "sense"}};
  const Read found = read(input);
  REQUIRE(found.note("missing_columns"));
  CHECK(found.note("missing_columns")->examples.front() ==
        "troncon_de_route: closed_period (periode_de_fermeture, FERMETURE)");
}

TEST_CASE("columns cut to ten letters by an export to Shapefile are found") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "export.shp").string();
  const OfficialLayer cut{"export",
                          wkbLineString,
                          {{"cleabs"}, {"nature"}, {"sens_de_ci"}, {"vitesse_mo", OFTInteger}}};
  OfficialFile(path).add(cut, {{{{"cleabs", "TRONROUT7"},
                                 {"nature", "Route à 1 chaussée"},
                                 {"sens_de_ci", "Sens inverse"},
                                 {"vitesse_mo", "70"}},
                                "0 0, 10 0"}});
  RoadsInput input;
  input.paths = {path};
  input.mapping = "bdtopo";
  const Read found = read(input);
  CHECK(found.tag(0, "oneway") == "-1");
  CHECK(found.tag(0, "speed") == "70");
  CHECK(found.roads.ways[0].id == 7);
}

TEST_CASE("a mapping of one's own is a file beside the study") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "t.gpkg").string();
  OfficialFile(path).add(bdtopo_roads, {{{{"nature", "Allée"}, {"importance", "x"}}, "0 0, 10 0"}});
  RoadsInput input;
  input.paths = {path};
  input.mapping =
      folder.write("mine.toml",
                   "name = \"mine\"\nclass_parts = [\"importance\"]\nlayers = "
                   "\"troncon_de_route\"\n[columns]\nclass = \"nature\"\n"
                   "importance = \"importance\"\n[classes]\n\"allée/X\" = \"service\"\n");
  CHECK(read(input).tag(0, "class") == "service");
}

TEST_CASE("multi-lines of three dimensions are lines of two, each part its own") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "t.gpkg").string();
  OfficialLayer many = bdtopo_roads;
  many.geometry = wkbMultiLineString25D;
  OfficialFile(path).add(many, {{{{"nature", "Chemin"}}, "0 0, 10 0|10 0, 10 10"}});
  RoadsInput input;
  input.paths = {path};
  input.mapping = "bdtopo";
  const Read found = read(input);
  REQUIRE(found.roads.ways.size() == 2);
  const auto node = [&](std::size_t way, std::uint32_t k) {
    return found.roads.way_nodes[found.roads.ways[way].first_node + k];
  };
  CHECK(node(0, 1) == node(1, 0));
}

TEST_CASE("the words of truth") {
  for (const char* word : {"true", "1", "Oui", "VRAI", "yes", "t"})
    CHECK(standard_truth(word) == true);
  for (const char* word : {"false", "0", "Non", "faux", "no", "f"})
    CHECK(standard_truth(word) == false);
  for (const char* word : {"", "2", "peut-être"}) CHECK_FALSE(standard_truth(word));
}

}  // namespace coverage
