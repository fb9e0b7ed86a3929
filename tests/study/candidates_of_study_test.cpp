#include "libcoverage/study/candidates_of_study.h"

#include <catch2/catch.hpp>
#include <set>

#include "error_text.h"
#include "libcoverage/study/demand_of_study.h"
#include "libcoverage/study/seats_of_study.h"
#include "siting_study.h"

namespace coverage {
namespace {

using Overrides = std::vector<std::pair<std::string, std::string>>;

struct Found {
  StudyCandidates result;
  StudyInputs inputs;
};

Found found_in(const Study& study, Listener& listener) {
  const Execution execution{listener, 1, nullptr};
  Found found;
  found.inputs = load_study_inputs(study, execution);
  const Demand demand = demand_of_study(found.inputs, execution);
  place_proxy_seats(found.inputs, demand);
  found.result = candidates_of_study(found.inputs, demand, 0, execution);
  return found;
}

std::vector<std::string> ids_of(const StudyCandidates& found) {
  std::vector<std::string> ids;
  for (const Candidate& candidate : found.candidates) ids.push_back(candidate.id);
  return ids;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("without a word about candidates they are the town halls") {
  const SmallStudy world;
  world.write("halls.csv", "id,name,lon,lat\n03001,Un,3.02,46.35\n03002,Deux,3.12,46.35\n");
  Listener listener;
  const auto found =
      found_in(world.load("[[facilities]]\nkind = \"mairie\"\npath = \"halls.csv\"\n"), listener);
  CHECK(ids_of(found.result) == Ids{"mairie:03001", "mairie:03002"});
  CHECK(found.result.kind.french == "mairies");
}

TEST_CASE("without town halls they are the seats of the communes") {
  const SmallStudy world;
  Listener listener;
  const auto found = found_in(world.load("", {{"communes.seats", "busiest_junction"}}), listener);
  CHECK(ids_of(found.result) == Ids{"seat:03001", "seat:03002", "seat:03003"});
  CHECK(found.result.candidates[1].name == "Commune 2");
}

TEST_CASE("a study that says nowhere where a service could open is told what to declare") {
  const SmallStudy world;
  Listener listener;
  CHECK(error_text([&] { found_in(world.load(), listener); }) ==
        "the study does not say where a service could open: it has neither town halls (kind = "
        "mairie) nor seats of communes. Declare [candidates] with from = \"seats\" (and "
        "communes.seats), \"facilities\" (and where), \"points\" (and path), \"grid\" or "
        "\"junctions\"");
  CHECK_THAT(error_text([&] {
               found_in(world.load("[candidates]\nfrom = \"facilities\"\nwhere = \"kind = caf\"\n"),
                        listener);
             }),
             Catch::StartsWith("[candidates] gives no place in the study area"));
}

TEST_CASE("facilities of a condition can be candidates, those outside the study are counted") {
  const SmallStudy world;
  world.write("libraries.csv", "id,name,lon,lat\n1,A,3.02,46.35\n2,B,3.22,46.35\n");
  Listener listener;
  const auto found = found_in(
      world.load("[[facilities]]\nkind = \"library\"\npath = \"libraries.csv\"\n[candidates]\n"
                 "from = \"facilities\"\nwhere = \"kind in (library, mairie)\"\n",
                 {{"communes.study_area", "[\"03001\", \"03002\"]"}}),
      listener);
  CHECK(ids_of(found.result) == Ids{"library:1"});
  CHECK(found.result.outside == 1);
  CHECK(listener.warnings.back() == "1 candidate left out: outside the study area");
}

TEST_CASE("a grid has its points at multiples of its spacing, in communes") {
  const SmallStudy world;
  Listener listener;
  const Study study =
      world.load("[candidates]\nfrom = \"grid\"\nspacing_m = 2000\n",
                 {{"roads.snap_limit_m", "2000"}, {"communes.study_area", "[\"03002\"]"}});
  const auto found = found_in(study, listener);
  // A tenth of a degree is 7.7 km by 11.1 km: three or four by five or six.
  CHECK(found.result.candidates.size() >= 15);
  CHECK(found.result.candidates.size() <= 24);
  for (const Candidate& candidate : found.result.candidates) {
    CAPTURE(candidate.id);
    CHECK(std::fmod(candidate.position.x, 2000) == 0);
    CHECK(std::fmod(candidate.position.y, 2000) == 0);
    CHECK(candidate.name == "Commune 2");
    CHECK(candidate.id ==
          fmt::format("grid:{:.0f}_{:.0f}", candidate.position.x, candidate.position.y));
  }
}

TEST_CASE("junctions are candidates where people live within 500 m") {
  const SitingWorld world;
  Listener listener;
  const auto found = found_in(world.load("", {{"candidates.from", "junctions"}}), listener);
  // The homes stand at junctions, 770 m and more from the next.
  CHECK(ids_of(found.result) == Ids{"junction:3.050000_46.350000", "junction:3.150000_46.350000",
                                    "junction:3.250000_46.350000"});
}

TEST_CASE("a mandatory candidate that cannot be used is an error, not a loss") {
  const SitingWorld world;
  Listener listener;
  const auto error = [&](const std::string& row, const Overrides& overrides) {
    world.write("places.csv", "id,nom,lon,lat,cout,regle\n" + row);
    return error_text([&] { found_in(world.load("", overrides), listener); });
  };
  CHECK(error("x,X,3.155,46.355,,mandatory\n", {{"roads.snap_limit_m", "100"}}) ==
        "candidate 'candidate:x' is mandatory, but farther than 100 m from any road. Correct its "
        "position, or raise roads.snap_limit_m");
  CHECK(error("x,X,3.35,46.35,,mandatory\n", {}) ==
        "candidate 'candidate:x' is mandatory, but outside the study area. Correct its position or "
        "its rule");
}

TEST_CASE("columns of points that bear the attributes' own names need no mapping") {
  const SmallStudy world;
  world.write("places.csv",
              "id,name,lon,lat,cost,capacity,rule\na,A,3.02,46.35,3,250,mandatory\n"
              "b,B,3.12,46.35,,,\n");
  Listener listener;
  const auto found =
      found_in(world.load("[candidates]\nfrom = \"points\"\npath = \"places.csv\"\n"), listener);
  REQUIRE(found.result.candidates.size() == 2);
  const Candidate& first = found.result.candidates[0];
  CHECK(first.cost_millionths == 3'000'000);
  CHECK(first.capacity == Weight::from_count(250));
  CHECK(first.rule == Candidate::Rule::mandatory);
  const Candidate& second = found.result.candidates[1];
  CHECK(second.cost_millionths == 1'000'000);
  CHECK_FALSE(second.capacity.has_value());
  CHECK(second.rule == Candidate::Rule::optional);
}

TEST_CASE("rules and costs of points are read, and what they cannot be is named") {
  const SitingWorld world;
  Listener listener;
  const auto load = [&](const std::string& row) {
    world.write("places.csv", "id,nom,lon,lat,cout,regle\n" + row);
    return found_in(world.load(), listener).result;
  };
  const Candidate candidate = load("x,X,3.15,46.35,\"12,5\",Forbidden\n").candidates.at(0);
  CHECK(candidate.rule == Candidate::Rule::forbidden);
  CHECK(candidate.cost_millionths == 12'500'000);
  CHECK(load("x,X,3.15,46.35,,\n").candidates.at(0).cost_millionths == 1'000'000);
  CHECK(error_text([&] { load("x,X,3.15,46.35,,perhaps\n"); }) ==
        "[candidates]: candidate:x: rule: 'perhaps' is no rule. Write optional, mandatory or "
        "forbidden");
  CHECK(error_text([&] { load("x,X,3.15,46.35,-2,\n"); }) ==
        "[candidates]: candidate:x: cost: '-2' is not a number of 0 or more. Write digits with a "
        "decimal point, without spaces or a sign");
}

}  // namespace coverage
