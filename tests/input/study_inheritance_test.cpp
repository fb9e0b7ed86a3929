#include <catch2/catch.hpp>

#include "libcoverage/input/study_queries.h"
#include "study_fixture.h"

namespace coverage {
namespace {

const std::string base_study = R"(title = "Base"
thresholds = ["10 min", "20 min"]
[roads]
path = "roads.osm.pbf"
snap_limit_m = 500
[[facilities]]
path = "fs.csv"
kind = "france_services"
[queries]
b_first = "kind = france_services"
a_second = "tier = 3"
[[change]]
close = "france_services:1"
)";

TEST_CASE("tables merge by key, lists replace, changes add up") {
  const TemporaryFolder folder;
  folder.write("base.toml", base_study);
  const Study study = load_study(folder.write("s/scenario.toml", R"(base = "../base.toml"
thresholds = "5 km"
[roads]
profile = "foot"
[queries]
a_second = { where = "tier = 2", label = "Tier 2" }
c_third = "tier = 1"
[queries.b_first]
target = "30 min"
[[change]]
add = "france_services"
lon = 3.3
lat = 46.5
tier = 3
)"));
  CHECK(study.title == "Base");
  CHECK(study.thresholds.size() == 1);
  CHECK(study.roads.snap_limit_m == 500);
  CHECK(study.roads.profile == "foot");
  REQUIRE(study.queries.size() == 3);
  CHECK(study.queries[0].name == "b_first");
  CHECK(study.queries[0].where == "kind = france_services");
  CHECK(study.queries[0].target.time == Seconds::from_minutes(30));
  CHECK(study.queries[1].where == "tier = 2");
  CHECK(study.queries[2].name == "c_third");
  REQUIRE(study.changes.size() == 2);
  CHECK(std::get<CloseFacility>(study.changes[0].change).id == "france_services:1");
  CHECK(std::get<AddFacility>(study.changes[1].change).tier == 3);
  CHECK(study.changes[1].file == (folder.path() / "s/scenario.toml").string());
  CHECK(study.changes[1].line == 10);
}

TEST_CASE("paths resolve against the file that writes them") {
  const TemporaryFolder folder;
  folder.write("base.toml", base_study);
  const std::string scenario = folder.write(
      "s/scenario.toml",
      "base = \"../base.toml\"\n[demand]\nmethod = \"points\"\npath = \"p.gpkg\"\nunit = \"b\"\n");
  const Study study = load_study(scenario);
  const std::string here = folder.path().string();
  CHECK(study.roads.paths == std::vector<std::string>{here + "/roads.osm.pbf"});
  CHECK(study.demand.paths == std::vector<std::string>{here + "/s/p.gpkg"});
  CHECK(study.files == std::vector<std::string>{here + "/base.toml", scenario});
  CHECK(study.file == scenario);
}

TEST_CASE("a scenario writes beside its base's results, never over them") {
  const TemporaryFolder folder;
  const std::string here = folder.path().string();
  const std::string base = folder.write("base.toml", base_study);
  const std::string one = folder.write("s/closing.toml", "base = \"../base.toml\"\n");
  const std::string two = folder.write("s/two.toml", "base = \"closing.toml\"\n");
  const std::string own =
      folder.write("s/own.toml", "base = \"../base.toml\"\n[output]\ndirectory = \"results/\"\n");
  const std::string over_own =
      folder.write("over.toml", "base = \"s/own.toml\"\n[output]\ncell_size_m = 50\n");
  CHECK(load_study(base).output.directory == here + "/out");
  CHECK(load_study(one).output.directory == here + "/out-closing");
  CHECK(load_study(two).output.directory == here + "/out-two");
  CHECK(load_study(own).output.directory == here + "/s/results/");
  CHECK(load_study(over_own).output.directory == here + "/s/results-over");
  CHECK(load_study(over_own).output.cell_size_m == 50);
  CHECK(load_study(one, {{"output.directory", "here"}}).output.directory == here + "/s/here");
}

TEST_CASE("errors name the file in which the key stands") {
  const TemporaryFolder folder;
  folder.write("base.toml", base_study + "clos = 1\n");
  const std::string scenario = folder.write("s.toml", "base = \"base.toml\"\n");
  CHECK(error_text([&] { load_study(scenario); }) ==
        (folder.path() / "base.toml").string() +
            ":14:1: 'clos' is not a key of [[change]]. Did you mean 'close'?");
}

TEST_CASE("studies that inherit in a circle are refused") {
  const TemporaryFolder folder;
  const std::string a = folder.write("a.toml", "base = \"b.toml\"\n");
  const std::string b = folder.write("b.toml", "base = \"a.toml\"\n");
  CHECK(error_text([&] { load_study(a); }) ==
        a + ":1:8: " + b + ":1:8: studies inherit from each other in a circle: " + a + " → " + b +
            " → " + a + ". Remove one 'base'");
}

TEST_CASE("a base that is missing or no path is refused where it is named") {
  const TemporaryFolder folder;
  const std::string file = folder.write("s.toml", "base = \"none.toml\"\n");
  CHECK(error_text([&] { load_study(file); }).starts_with(file + ":1:8: "));
  CHECK(study_error("base = 3\n") ==
        "s.toml:1:8: 'base' must be the path of a study. Write for example base = "
        "\"allier.toml\"");
}

TEST_CASE("every kind of change is read in order, adds are numbered per file") {
  const TemporaryFolder folder;
  folder.write("base.toml", base_study + "[[change]]\nadd = \"msap\"\nlon = 3\nlat = 46\n");
  const Study study = load_study(folder.write("more.toml", R"(base = "base.toml"
[[change]]
add = "msap"
lon = 3.5
lat = 46.5
id = "msap:new"
name = "Nouvelle"
[[change]]
move = "8"
lon = 3
lat = 46
[[change]]
set_tier = "france_services:9"
tier = 2
[[change]]
add = "msap"
lon = 1
lat = 46
)"));
  REQUIRE(study.changes.size() == 6);
  CHECK(study.changes[1].number == 1);
  CHECK(study.changes[2].number == 1);
  const auto& added = std::get<AddFacility>(study.changes[2].change);
  CHECK(added.kind == "msap");
  CHECK(added.id == "msap:new");
  CHECK(added.name == "Nouvelle");
  CHECK(added.where == LonLat{3.5, 46.5});
  CHECK(added.tier == std::nullopt);
  CHECK(std::get<MoveFacility>(study.changes[3].change).where == LonLat{3, 46});
  CHECK(std::get<SetTier>(study.changes[4].change).tier == 2);
  CHECK(study.changes[5].number == 2);
}

TEST_CASE("changes that cannot be meant are refused") {
  const std::vector<std::pair<const char*, const char*>> rows{
      {"lon = 3",
       "s.toml:6:1: this [[change]] asks for nothing. Write one of add, close, move, "
       "set_tier"},
      {"add = \"a\"\nclose = \"b\"",
       "s.toml:6:1: this [[change]] asks for 'add' and 'close' at once. Write a [[change]] block "
       "for each"},
      {"add = \"a\"\nlon = 3", "s.toml:6:1: a [[change]] with 'add' needs 'lat'. Add lat = …"},
      {"set_tier = \"a\"", "s.toml:6:1: a [[change]] with 'set_tier' needs 'tier'. Add tier = …"},
      {"close = \"a\"\ntier = 3", "s.toml:8:1: 'tier' has no use with 'close'. Remove it"},
      {"close = \"\"", "s.toml:7:9: 'close' is empty"},
      {"add = \"a\"\nlon = 300\nlat = 3",
       "s.toml:8:7: 'lon' must be between -180 and 180, not 300"},
      {"set_tier = \"a\"\ntier = 4", "s.toml:8:8: 'tier' must be between 1 and 3, not 4"},
      {"opens = \"a\"",
       "s.toml:7:1: 'opens' is not a key of [[change]]. The keys there are: add, close, move, "
       "set_tier, id, name, lon, lat, tier"},
  };
  for (const auto& [lines, expected] : rows) {
    CHECK(study_error(minimal_study + "[[change]]\n" + lines + "\n") == expected);
  }
}

TEST_CASE("a study without queries has one a kind") {
  const Study study = study_of("target = \"20 min\"\ntarget_source = \"loi\"\n" + minimal_study);
  const std::vector<std::string> kinds{"france_services", "Mairie", "mairie", "3e lieu"};
  const std::vector<Query> queries = default_queries(kinds, study);
  std::vector<std::string> names;
  for (const Query& query : queries) names.push_back(query.name);
  CHECK(names == std::vector<std::string>{"france_services", "mairie", "mairie_2", "kind_3e_lieu"});
  CHECK(queries[3].label == "3e lieu");
  CHECK(queries[3].where == "kind = \"3e lieu\"");
  CHECK(queries[0].target.time == Seconds::from_minutes(20));
  CHECK(queries[0].target_source == "loi");
  Facility facility;
  facility.kind = "3e lieu";
  CHECK(queries[3].condition.holds(facility) == Condition::Truth::yes);
  CHECK(queries[1].condition.holds(facility) == Condition::Truth::no);
  facility.mobile = true;
  CHECK(queries[3].condition.holds(facility) == Condition::Truth::no);
}

}  // namespace
}  // namespace coverage
