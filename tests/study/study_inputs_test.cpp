#include "libcoverage/study/study_inputs.h"

#include <catch2/catch.hpp>

#include "error_text.h"
#include "libcoverage/study/point_access.h"
#include "listener.h"
#include "small_study.h"

namespace coverage {

namespace {

std::string error_of(const Study& study) {
  Listener listener;
  return error_text([&] { load_study_inputs(study, {listener, 1, nullptr}); });
}

}  // namespace

TEST_CASE("roads of another place than the communes are refused by name") {
  const SmallStudy world;
  world.write("far.osm", SmallStudy::roads(48.3));
  const Study study = world.load("", {{"roads.path", "far.osm"}});
  CHECK(error_of(study) ==
        (world.folder() / "far.osm").string() +
            ": no road lies in the study area. Check that [roads] and [communes] are of the same "
            "place, and that no file has exchanged its coordinates");
}

TEST_CASE("roads beside the communes count as theirs within the snap limit") {
  const SmallStudy world;
  // 0.105° further north: 550 m beyond the communes.
  world.write("near.osm", SmallStudy::roads(46.405));
  CHECK(error_of(world.load("", {{"roads.path", "near.osm"}})) == "no error was thrown");
  CHECK_THAT(error_of(world.load("", {{"roads.path", "near.osm"}, {"roads.snap_limit_m", "100"}})),
             Catch::Contains("no road lies in the study area"));
}

TEST_CASE("a facility of a kind that the study does not have is added with a word of warning") {
  const SmallStudy world;
  world.load();
  const std::string file =
      world.write("s.toml",
                  "base = \"study.toml\"\n[[change]]\nadd = \"france_service\"\nlon = 3.15\nlat "
                  "= 46.35\n[[change]]\nadd = \"france_services\"\nlon = 3.16\nlat = 46.35\n");
  Listener listener;
  load_study_inputs(load_study(file), {listener, 1, nullptr});
  CHECK(listener.warnings ==
        std::vector<std::string>{file + ":2: no other facility has the kind 'france_service'; the "
                                        "kinds of the study are: france_services"});
}

TEST_CASE("roads whose layer has no class are read under an assumption that is told") {
  const SmallStudy world;
  world.write("roads.geojson",
              R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1},)"
              R"("geometry":{"type":"LineString","coordinates":[[3.0,46.35],[3.3,46.35]]}}]})");
  const std::string file = (world.folder() / "roads.geojson").string();
  for (const char* opened : {"built", "from its file"}) {
    CAPTURE(opened);
    Listener listener;
    load_study_inputs(world.load("", {{"roads.path", "roads.geojson"}}), {listener, 1, nullptr});
    CHECK(listener.warnings ==
          std::vector<std::string>{"roads: 1 × without a column mapped to class, all roads are "
                                   "taken as unclassified (" +
                                   file + ")"});
  }
}

TEST_CASE("facilities away from roads are told in the words of the mode") {
  const SmallStudy world;
  world.write("fs.csv", "id,name,lon,lat\n1,Un,3.05,46.35\n2,Deux,3.255,46.355\n");
  Listener listener;
  const StudyInputs inputs =
      load_study_inputs(world.load("", {{"roads.snap_limit_m", "100"}}), {listener, 1, nullptr});
  CHECK(listener.warnings ==
        std::vector<std::string>{"By car, off-peak: 1 facility farther than 100 m from any road, "
                                 "serving nobody: fs:2 (Deux)"});
  CHECK(inputs.hypotheses.back().french ==
        "En voiture, heures creuses : les temps d’accès valent pour les heures creuses");
}

TEST_CASE("a point that cannot be used has a row without position, not one in the Gulf of Guinea") {
  const SmallStudy world;
  Progress silent;
  const PointAccess access(world.load(), "", {silent, 1, nullptr});
  const auto rows = access.answers({"a", {}, {"no position", "pas de position"}});
  REQUIRE(rows.size() == 1);
  CHECK_FALSE(rows[0].where.has_value());
  CHECK(rows[0].access.status == AccessStatus::unsnapped);
  CHECK(access.answers({"b", LonLat{3.05, 46.35}, {}})[0].access.status == AccessStatus::ok);
}

}  // namespace coverage
