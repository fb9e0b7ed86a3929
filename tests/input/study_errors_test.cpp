#include <catch2/catch.hpp>

#include "study_fixture.h"

namespace coverage {
namespace {

TEST_CASE("a coordinate system is refused where it is written, not where its file is opened") {
  const std::string reason =
      "Write an authority's code such as EPSG:2154 (Lambert-93), EPSG:32631 (UTM) or EPSG:4326";
  CHECK_THAT(study_error("crs = \"Lambert 93\"\n" + minimal_study),
             Catch::StartsWith("s.toml:1:7: unknown coordinate reference system 'Lambert 93'") &&
                 Catch::Contains(reason));
  CHECK_THAT(study_error(minimal_study + "crs = \"EPSG:99999\"\n"),
             Catch::StartsWith("s.toml:6:7: unknown coordinate reference system 'EPSG:99999'"));
  CHECK_THAT(study_error(minimal_study, {{"crs", "EPSG:12"}}),
             Catch::StartsWith("--set crs: unknown coordinate reference system 'EPSG:12'"));
  CHECK(study_of(minimal_study + "crs = \"EPSG:27572\"\n").facilities[0].crs == "EPSG:27572");
}

TEST_CASE("a misspelt proxy for seats is not taken for a file") {
  const std::string communes = "[communes]\npath = \"c.gpkg\"\nseats = ";
  CHECK(study_error(minimal_study + communes + "\"busiest_juntion\"\n") ==
        "s.toml:8:9: 'seats' cannot be 'busiest_juntion'. Did you mean 'busiest_junction'?");
  const Study study = study_of(minimal_study + communes + "\"busiest_juntion.gpkg\"\n");
  CHECK(study.communes->seats == CommunesInput::Seats::layer);
}

TEST_CASE("misspelt keys are refused where they stand, with the right one") {
  CHECK(study_error(minimal_study + "[demand]\nmetod = \"grid\"\n") ==
        "s.toml:7:1: 'metod' is not a key of [demand]. Did you mean 'method'?");
  CHECK(study_error("titel = \"x\"\n" + minimal_study) ==
        "s.toml:1:1: 'titel' is not a key of a study. Did you mean 'title'?");
  CHECK(study_error(minimal_study + "[comunes]\npath = \"x\"\n") ==
        "s.toml:6:2: 'comunes' is not a key of a study. Did you mean 'communes'?");
  CHECK(study_error(minimal_study + "rule = []\n") ==
        "s.toml:6:1: 'rule' is not a key of [[facilities]]. Did you mean 'rules'?");
  CHECK(study_error(minimal_study + "[queries.fs]\nwhere = \"tier = 1\"\nlable = \"x\"\n") ==
        "s.toml:8:1: 'lable' is not a key of [queries]. Did you mean 'label'?");
  CHECK(study_error(minimal_study + "[demand]\nmetod = 1\n", {}, Language::french) ==
        "s.toml:7:1 : « metod » n’est pas une clé de [demand]. Vouliez-vous dire « method » ?");
}

TEST_CASE("a key in the wrong section is sent to its own") {
  CHECK(study_error(minimal_study + "[roads.x]\n") ==
        "s.toml:6:8: 'x' is not a key of [roads]. The keys there are: path, layer, crs, mapping, "
        "edition, profile, snap_limit_m, columns, classes, oneway_values, turn_table, turn_layer, "
        "turn_restrictions, elevation, notice");
  CHECK(study_error("gap_share = 0.5\nsnap_limit_m = 5\n" + minimal_study) ==
        "s.toml:2:1: 'snap_limit_m' is not a key of a study. 'snap_limit_m' is a key of [roads]");
  CHECK(study_error(minimal_study + "thresholds = \"5 min\"\n") ==
        "s.toml:6:1: 'thresholds' is not a key of [[facilities]]. 'thresholds' stands at the top "
        "of the file, before the first [section]");
}

TEST_CASE("wrong types say what is expected and what stands there") {
  const std::vector<std::pair<const char*, const char*>> rows{
      {"title = 5", "s.toml:1:9: 'title' must be a text, not a number. Write it in quotes: \"5\""},
      {"title = [\"x\"]", "s.toml:1:9: 'title' must be a text, not a list"},
      {"gap_share = \"0.5\"", "s.toml:1:13: 'gap_share' must be a number, not a text"},
      {"gap_share = 1.5", "s.toml:1:13: 'gap_share' must be between 0 and 1, not 1.5"},
      {"gap_share = nan", "s.toml:1:13: 'gap_share' must be between 0 and 1, not nan"},
      {"language = \"de\"", "s.toml:1:12: 'language' cannot be 'de'. Write one of: fr, en"},
      {"target = 10",
       "s.toml:1:10: 'target' must be a text, not a number. Write it in quotes: \"10\""},
      {"target = \"10\"",
       "s.toml:1:10: '10' is not a threshold. Write a duration, a distance or both: \"10 min\", "
       "\"5 km\", \"20 min and 5 km\""},
      {"thresholds = [\"10 min\", \"5 mi\"]",
       "s.toml:1:25: '5 mi' is not a threshold. Write a duration, a distance or both: \"10 min\", "
       "\"5 km\", \"20 min and 5 km\""},
      {"thresholds = {}",
       "s.toml:1:14: 'thresholds' must be a threshold or a list of thresholds, not a table"},
      {"communes = 5",
       "s.toml:1:1: 'communes' must be written [communes]. Use single brackets: a study has one"},
      {"crs = true", "s.toml:1:7: 'crs' must be a text, not true or false"},
  };
  for (const auto& [line, expected] : rows) {
    CHECK(study_error(std::string(line) + "\n" + minimal_study) == expected);
  }
}

TEST_CASE("wrong values inside sections") {
  const std::vector<std::pair<const char*, const char*>> rows{
      {"[communes]\npath = []", "s.toml:7:8: 'path' is an empty list. Name at least one file"},
      {"[communes]\npath = \" \"", "s.toml:7:8: 'path' is empty"},
      {"[communes]\npath = [[\"a\"]]",
       "s.toml:7:9: 'path' must be a path or a list of paths, not a list"},
      {"[communes]\npath = \"a\"\nstudy_area = [63]",
       "s.toml:8:15: 'study_area' must be a text or a list of texts, not a number. Write it in "
       "quotes: \"63\""},
      {"[communes]\npath = \"a\"\nadmin_level = 8.5",
       "s.toml:8:15: 'admin_level' must be a whole number, not a number"},
      {"[communes]\npath = \"a\"\nadmin_level = 0",
       "s.toml:8:15: 'admin_level' must be between 1 and 15, not 0"},
      {"[[facilities]]\npath = \"a\"\nkind = \"b\"\nmax_rejected = -1",
       "s.toml:9:16: 'max_rejected' must be at least 0, not -1"},
      {"[output]\ncell_size_m = 0",
       "s.toml:7:15: 'cell_size_m' must be between 1 and 100000, not 0"},
      {"[output]\ncsv_excel_fr = \"yes\"",
       "s.toml:7:16: 'csv_excel_fr' must be true or false, not a text"},
      {"[communes]\npath = \"a\"\ncolumns = { population = 3 }",
       "s.toml:8:26: 'columns.population' must be a text, not a number. Write it in quotes: \"3\""},
      {"[communes]\npath = \"a\"\ncolumns = \"x\"",
       "s.toml:8:11: 'columns' must be a table of texts, not a text"},
      {"[territories]\nname = \"a\"",
       "s.toml:6:2: 'territories' must be written [[territories]]. Use double brackets: a study "
       "may "
       "have several"},
  };
  for (const auto& [lines, expected] : rows) {
    CHECK(study_error(minimal_study + lines + "\n") == expected);
  }
}

TEST_CASE("what is missing is named with the place where it belongs") {
  CHECK(study_error("[[facilities]]\npath = \"a\"\nkind = \"b\"\n") ==
        "s.toml: the study has no [roads]. Add [roads] with path = …");
  CHECK(study_error("[roads]\npath = \"a\"\n") ==
        "s.toml: the study has no [[facilities]]. Add [[facilities]] with path = …");
  CHECK(study_error("[roads]\n[[facilities]]\npath = \"a\"\nkind = \"b\"\n") ==
        "s.toml:1:1: [roads] lacks the key 'path'. Add path = …");
  CHECK(study_error("[roads]\npath = \"a\"\n[[facilities]]\nkind = \"b\"\n") ==
        "s.toml:3:1: [[facilities]] lacks the key 'path'. Add path = …");
  CHECK(study_error("[roads]\npath = \"a\"\n[[facilities]]\nname = \"x\"\npath = \"b\"\n") ==
        "s.toml:3:1: [[facilities]] lacks the key 'kind'. Add kind = …");
  CHECK(study_error(minimal_study + "[queries.x]\nlabel = \"y\"\n") ==
        "s.toml:6:1: [queries] lacks the key 'where'. Add where = …");
  CHECK(study_error("# nothing yet\n") ==
        "s.toml: the study has no [[facilities]]. Add [[facilities]] with path "
        "= …");
}

TEST_CASE("names of sources, territories, weights and queries") {
  const std::vector<std::pair<const char*, const char*>> rows{
      {"[[facilities]]\npath = \"a\"\nkind = \"france_services\"",
       "s.toml:6:1: two [[facilities]] blocks are named 'france_services'. Give each its own name"},
      {"[[facilities]]\nname = \"Mes sites\"\npath = \"a\"\nkind = \"b\"",
       "s.toml:7:8: 'Mes sites' cannot name a source of facilities. Use letters, digits, _ and -: "
       "'mes_sites'"},
      {"[[facilities]]\nname = \"scenario\"\npath = \"a\"\nkind = \"b\"",
       "s.toml:7:8: 'scenario' is the source of what scenarios add. Choose another name"},
      {"[[territories]]\nname = \"Canton\"\npath = \"a\"",
       "s.toml:7:8: 'Canton' must be small letters, digits and _, a letter first. Write 'canton'"},
      {"[queries]\nFrance-Services = \"tier = 1\"",
       "s.toml:7:1: 'France-Services' cannot name a query. Use small letters, digits and _, a "
       "letter first: 'france_services'"},
      {"[queries]\nfs = 3",
       "s.toml:7:6: the query 'fs' must be a condition or a table. Write for example fs = \"kind = "
       "france_services\""},
      {"[demand]\nmethod = \"points\"\npath = \"a\"\nweights = { \"Ind\" = \"ind\" }",
       "s.toml:9:13: 'Ind' must be small letters, digits and _, a letter first. Write 'ind'"},
  };
  for (const auto& [lines, expected] : rows) {
    CHECK(study_error(minimal_study + lines + "\n") == expected);
  }
}

TEST_CASE("conditions and rules are parsed while the study is read") {
  CHECK(study_error(minimal_study + "[queries]\nfs = \"teir >= 2\"\n") ==
        "s.toml:7:6: character 1 of 'teir >= 2': no source has an attribute 'teir'. Did you mean "
        "'tier'?");
  CHECK(study_error(minimal_study + "rules = [\"tier = 3\", \"tier = 9\"]\n") ==
        "s.toml:6:22: character 8 of 'tier = 9': a tier is 1, 2 or 3, not 9");
  CHECK(study_error(minimal_study +
                    "columns = { format_fs = \"format\" }\n[queries]\nfs = \"format_f = Bus\"\n") ==
        "s.toml:8:6: character 1 of 'format_f = Bus': no source has an attribute 'format_f'. Did "
        "you mean 'format_fs'?");
}

TEST_CASE("nothing that a study says may be without effect") {
  const std::string communes = "[communes]\npath = \"a\"\n";
  const std::vector<std::pair<std::string, const char*>> rows{
      {"[demand]\nmethod = \"seat\"\n",
       "s.toml:7:1: method = \"seat\" needs [communes]. Add [communes], or use another method"},
      {communes + "[demand]\nunit = \"buildings\"\n",
       "s.toml:9:1: 'unit' cannot be 'buildings' with method = \"network\". Write \"road_length\", "
       "or remove it to spread the communes' populations"},
      {"[demand]\nmethod = \"points\"\npath = \"a\"\nunit = \"Dwellings\"\nweights = { "
       "population = \"n\" }\n",
       "s.toml:9:1: what is counted in Dwellings cannot be called population. Name the weight "
       "dwellings, or remove 'unit'"},
      {"[demand]\nmethod = \"points\"\npath = \"a\"\nunit = \"b\"\ntags = \"building\"\nid = "
       "\"x\"\n",
       "s.toml:11:1: 'id' has no use with 'tags', which read OSM files. Remove it"},
      {communes + "[demand]\npath = \"a\"\n",
       "s.toml:9:1: 'path' has no use with method = \"network\". Remove it, or choose another "
       "method"},
      {"[demand]\nmethod = \"grid\"\n", "s.toml:7:1: [demand] lacks the key 'path'. Add path = …"},
      {"[demand]\nmethod = \"grid\"\npath = \"a\"\n",
       "s.toml:7:1: [demand] says neither which column counts nor what a feature is. Add weights = "
       "{ population = \"COLUMN\" }, or unit = \"buildings\" to count each feature as 1"},
      {"[demand]\nmethod = \"grid\"\npath = \"a\"\nunit = \"b\"\nspacing_m = 5\n",
       "s.toml:10:1: 'spacing_m' has no use with method = \"grid\". Remove it, or choose another "
       "method"},
      {"[demand]\nmethod = \"grid\"\npath = \"a\"\nunit = \"b\"\ncalibrate = \"commune\"\n",
       "s.toml:10:1: calibrate = \"commune\" needs the communes' populations. Add [communes] and "
       "[population]"},
      {communes + "mergers_to = \"x\"\n",
       "s.toml:8:1: 'mergers_to' has no use without 'mergers'. Add mergers = …, or remove it"},
      {"[population]\npath = \"x\"\n",
       "s.toml:6:1: [population] has no use without [communes]. Add [communes], or remove it"},
      {"[queries.x]\nwhere = \"tier = 1\"\nweight = \"pop_75\"\n[demand]\nmethod = "
       "\"points\"\npath "
       "= \"a\"\nweights = { pop_75_plus = \"c\" }\n",
       "s.toml:8:10: the study has no weight 'pop_75'. Its weights are: pop_75_plus"},
      {"[queries.x]\nwhere = \"tier = 1\"\nweight = \"populaton\"\n[communes]\npath = "
       "\"a\"\n[population]\npath = \"b\"\n",
       "s.toml:8:10: the study has no weight 'populaton'. Did you mean 'population'?"},
  };
  for (const auto& [lines, expected] : rows) CHECK(study_error(minimal_study + lines) == expected);
  CHECK(study_error("[roads]\npath = \"a\"\noneway_values = { \"+\" = \"forwards\" }\n"
                    "[[facilities]]\npath = \"a\"\nkind = \"b\"\n") ==
        "s.toml:3:25: 'oneway_values' cannot be 'forwards'. Write one of: forward, backward, both");
  CHECK(study_error("[roads]\npath = \"a\"\ncolumns = { speeed = \"v\" }\n[[facilities]]\npath = "
                    "\"a\"\nkind = \"b\"\n") ==
        "s.toml:3:13: 'columns' has no key 'speeed'. Did you mean 'speed'?");
}

TEST_CASE("a study that is missing, or no TOML") {
  CHECK(error_text([] { load_study("/no/such/study.toml"); }).find("/no/such/study.toml") !=
        std::string::npos);
  CHECK(study_error("title = x\n").starts_with("s.toml:1:"));
}

}  // namespace
}  // namespace coverage
