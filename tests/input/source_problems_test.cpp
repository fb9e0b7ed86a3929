#include "libcoverage/input/source_problems.h"

#include <catch2/catch.hpp>

#include "listener.h"
#include "territory_fixture.h"

namespace coverage {

namespace {

const std::vector<Block> two_neighbours{{"03001", "Abrest", 0, 0}, {"03002", "Agonges", 1, 0}};

std::vector<std::string> warnings_of(TerritoryCase& world) {
  Listener listener;
  load_territory(world.study, Crs::from_text("EPSG:2154"), {listener, 1, nullptr}, world.reports);
  return listener.warnings;
}

}  // namespace

TEST_CASE("a run says which inhabitants it has no place for") {
  TerritoryCase world(two_neighbours);
  world.populate("code,population,epci,epci_name\n03001,1000,,\n03002,500,,\n03999,70,,\n");
  const auto warnings = warnings_of(world);
  REQUIRE(warnings.size() == 1);
  CHECK_THAT(warnings[0], Catch::StartsWith("population: 1 × communes of the population table have "
                                            "no polygon: 70 inhabitants at stake") &&
                              Catch::EndsWith("(03999: 70)"));
}

TEST_CASE("a run without losses says nothing, whatever it repaired") {
  TerritoryCase world(two_neighbours);
  world.populate("code,population,epci,epci_name\n3001,1000,,\n3002,500,,\n");
  CHECK(warnings_of(world).empty());
  CHECK(world.report("population").corrected == 2);
}

TEST_CASE("strict stops at a repaired code, a repaired polygon, a row that is left out") {
  TerritoryCase codes(two_neighbours);
  codes.populate("code,population,epci,epci_name\n3001,1000,,\n3002,500,,\n");
  codes.study.strict = true;
  CHECK(codes.load_error() ==
        "[population]: codes had lost their leading zero, which was put back (population.csv: 3001 "
        "→ 03001, …). Correct the source, or run without --strict");

  TerritoryCase bow_tie(two_neighbours);
  bow_tie.study.strict = true;
  bow_tie.study.communes->paths = {bow_tie.folder.write(
      "bow.geojson", geojson({feature(R"("code":"03001","name":"A")",
                                      R"({"type":"Polygon","coordinates":[[)" + corner(0, 0) + "," +
                                          corner(1, 1) + "," + corner(1, 0) + "," + corner(0, 1) +
                                          "," + corner(0, 0) + "]]}")}))};
  CHECK_THAT(bow_tie.load_error(),
             Catch::StartsWith("[communes]: polygons were not valid and were repaired (03001 A"));

  TerritoryCase total(two_neighbours);
  total.populate("code,population,epci,epci_name\n03001,1,,\n03002,2,,\n,3,,\n");
  total.study.strict = true;
  CHECK_THAT(total.load_error(Language::french), Catch::StartsWith("[population] : lignes sans"));
}

TEST_CASE("strict accepts what is whole") {
  TerritoryCase world(two_neighbours);
  world.populate("code,population,epci,epci_name\n03001,1000,,\n03002,500,,\n");
  world.study.strict = true;
  CHECK(world.load().communes.size() == 2);
}

}  // namespace coverage
