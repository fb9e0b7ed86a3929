#include "libcoverage/study/output_place.h"

#include <catch2/catch.hpp>

#include "error_text.h"
#include "libcoverage/study/estimate_run.h"
#include "small_study.h"

namespace coverage {

namespace {

Study study_into(const SmallStudy& world, const std::string& folder,
                 const std::string& population) {
  return world.load("", {{"output.directory", folder}, {"population.path", population}});
}

}  // namespace

TEST_CASE("a result never takes the place of a file that the study reads") {
  const SmallStudy world;
  const std::string input = world.write("data/communes.csv", "code,population\n");
  const Study study = study_into(world, "data", "data/communes.csv");
  CHECK(error_text([&] { require_free_output(study, Overwrite::yes); }) ==
        input +
            ": a result would take the place of this file, which the study reads. Choose "
            "another folder with --out");
}

TEST_CASE("a territory's own table counts among the results") {
  const SmallStudy world;
  world.write("data/bassins_de_vie.csv", "code,bv\n03001,a\n");
  const Study study = world.load(
      "directory = \"data\"\n[[territories]]\nname = \"bassin_de_vie\"\ncode = \"bv\"\n"
      "commune = \"code\"\npath = \"data/bassins_de_vie.csv\"\n");
  CHECK_THAT(error_text([&] { require_free_output(study, Overwrite::yes); }),
             Catch::Contains("bassins_de_vie.csv: a result would take the place"));
}

TEST_CASE("inputs of other names may lie in the folder of the results") {
  const SmallStudy world;
  world.write("data/inhabitants.csv", "code,population\n");
  const Study study = study_into(world, "data", "data/inhabitants.csv");
  CHECK_NOTHROW(require_free_output(study, Overwrite::yes));
  CHECK_THAT(error_text([&] { require_free_output(study, Overwrite::no); }),
             Catch::Contains("the folder is not empty and holds no earlier results"));
}

TEST_CASE("a folder that does not exist yet is free, and is not made") {
  const SmallStudy world;
  CHECK_NOTHROW(require_free_output(study_into(world, "a/b", "population.csv"), Overwrite::no));
  CHECK_FALSE(std::filesystem::exists(world.folder() / "a"));
}

TEST_CASE("a dry run names the files of other territories as the run will") {
  const SmallStudy world;
  world.write("bv.csv", "code,bv\n03001,a\n03002,a\n03003,b\n");
  const Study study = world.load(
      "csv_excel_fr = true\n[[territories]]\nname = \"bassin_de_vie\"\ncode = \"bv\"\n"
      "commune = \"code\"\npath = \"bv.csv\"\n");
  Progress silent;
  const RunEstimate estimate = estimate_run(study, {silent, 1, nullptr});
  CHECK_THAT(estimate.files, Catch::VectorContains(std::string("bassins_de_vie.csv")) &&
                                 Catch::VectorContains(std::string("bassins_de_vie.excel.csv")));
  CHECK_THAT(estimate.files, !Catch::VectorContains(std::string("bassin_de_vie.csv")));
  CHECK(estimate.communes == 3);
  CHECK(estimate.facilities == 2);
}

}  // namespace coverage
