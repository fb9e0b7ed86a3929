#include "libcoverage/input/study_candidates.h"

#include <catch2/catch.hpp>

#include "study_fixture.h"

namespace coverage {
namespace {

std::string candidates(const std::string& keys) {
  return minimal_study + "[candidates]\n" + keys;
}

}  // namespace

TEST_CASE("a study without [candidates] declares none") {
  CHECK_FALSE(study_of(minimal_study).candidates);
}

TEST_CASE("candidates of each kind are read with their keys") {
  using From = CandidatesInput::From;
  CHECK(study_of(candidates("from = \"seats\"\n")).candidates->from == From::seats);
  CHECK(study_of(candidates("from = \"junctions\"\n")).candidates->from == From::junctions);
  const auto grid = study_of(candidates("from = \"grid\"\nspacing_m = 500\n")).candidates;
  CHECK(grid->from == From::grid);
  CHECK(grid->spacing_m == 500);
  CHECK(study_of(candidates("from = \"grid\"\n")).candidates->spacing_m == 2000);
  const auto points =
      study_of(candidates("from = \"points\"\npath = \"/a.csv\"\ncolumns = { id = \"n\" }\n"))
          .candidates;
  CHECK(points->paths == std::vector<std::string>{"/a.csv"});
  CHECK(points->columns.at("id") == "n");
  const auto halls =
      study_of(candidates("from = \"facilities\"\nwhere = \"kind = mairie\"\n")).candidates;
  CHECK(halls->condition.attributes() == std::set<std::string>{"kind", "mobile", "status"});
}

TEST_CASE("keys that the kind of candidates leaves without effect are refused") {
  CHECK(study_error(candidates("from = \"seats\"\nspacing_m = 500\n")) ==
        "s.toml:8:1: 'spacing_m' has no use with from = \"seats\". Remove "
        "it, or choose other candidates");
  CHECK_THAT(study_error(candidates("from = \"grid\"\nwhere = \"kind = caf\"\n")),
             Catch::Contains("'where' has no use with from = \"grid\""));
  SECTION("unless the command line tries other candidates") {
    const Study study = study_of(candidates("from = \"points\"\npath = \"/a.csv\"\n"),
                                 {{"candidates.from", "seats"}});
    CHECK(study.candidates->from == CandidatesInput::From::seats);
  }
}

TEST_CASE("candidates without what their kind needs are refused") {
  CHECK_THAT(study_error(candidates("from = \"points\"\n")), Catch::Contains("path"));
  CHECK_THAT(study_error(candidates("from = \"facilities\"\n")), Catch::Contains("where"));
  CHECK_THAT(study_error(candidates("from = \"seat\"\n")), Catch::Contains("seats"));
  CHECK_THAT(study_error(candidates("from = \"facilities\"\nwhere = \"kind =\"\n")),
             Catch::StartsWith("s.toml:8"));
}

}  // namespace coverage
