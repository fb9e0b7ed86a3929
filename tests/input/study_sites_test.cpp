#include "libcoverage/input/study_sites.h"

#include <catch2/catch.hpp>

#include "study_fixture.h"

namespace coverage {
namespace {

std::string sites(const std::string& keys) {
  return minimal_study + "[sites]\n" + keys;
}

}  // namespace

TEST_CASE("a study without [sites] asks for none") {
  const SitesInput asked = study_of(minimal_study).sites;
  CHECK(asked.problem.empty());
  CHECK_FALSE(asked.new_sites);
}

TEST_CASE("what a study asks of coverage-sites is read") {
  const SitesInput asked =
      study_of(sites("problem = \"p-median\"\np = 3\nbudget = 2.5\nnobody_beyond = \"45 min\"\n"
                     "group_limits = [\"A=1..3\", \"B=..1\"]\nallow_closing = true\n"))
          .sites;
  CHECK(asked.problem == "p-median");
  CHECK(asked.new_sites == 3);
  CHECK(asked.budget == 2.5);
  CHECK(asked.nobody_beyond == "45 min");
  CHECK(asked.group_limits == std::vector<std::string>{"A=1..3", "B=..1"});
  CHECK(asked.allow_closing);
  CHECK_FALSE(asked.curve);
}

TEST_CASE("an option --set changes what a study asks") {
  CHECK(study_of(sites("p = 3\n"), {{"sites.p", "4"}}).sites.new_sites == 4);
}

TEST_CASE("what coverage-sites cannot be asked is refused where it stands") {
  CHECK_THAT(study_error(sites("problem = \"p-hub\"\n")),
             Catch::StartsWith("s.toml:7") && Catch::Contains("p-median"));
  CHECK_THAT(study_error(sites("p = -1\n")), Catch::StartsWith("s.toml:7"));
  CHECK_THAT(study_error(sites("threshold = \"5 km\"\n")),
             Catch::StartsWith("s.toml:7") && Catch::Contains("is not a time"));
  CHECK_THAT(study_error(sites("threshold = \"soon\"\n")), Catch::StartsWith("s.toml:7"));
  CHECK_THAT(study_error(sites("treshold = \"5 min\"\n")), Catch::Contains("threshold"));
}

}  // namespace coverage
