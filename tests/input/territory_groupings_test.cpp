#include <catch2/catch.hpp>

#include "input/territory_fixture.h"

namespace coverage {
namespace {

/// A row of four communes, the last in the next département.
const std::vector<Block> four_in_a_row = {{"03001", "Abrest", 0, 0},
                                          {"03002", "Agonges", 1, 0},
                                          {"03003", "Ainay", 2, 0},
                                          {"63001", "Aigueperse", 3, 0}};
const std::string their_populations =
    "code,population,epci,epci_name\n03001,2915,200000001,Vichy\n03002,300,200000001,Vichy\n"
    "03003,1000,200000002,Bocage\n63001,2700,200000002,Bocage\n63002,80,200000002,Bocage\n"
    "63003,50,200000003,Combrailles\n";

std::vector<std::string> codes_in_area(const Territory& territory) {
  std::vector<std::string> codes;
  for (const Commune& commune : territory.communes) {
    if (commune.in_study_area) codes.push_back(commune.code);
  }
  return codes;
}

TEST_CASE("the study area is made of départements, EPCIs and communes") {
  TerritoryCase world(four_in_a_row);
  world.populate(their_populations);
  world.study.communes->study_area = {"03"};
  CHECK(codes_in_area(world.load()) == Examples{"03001", "03002", "03003"});
  world.study.communes->study_area = {"200000002"};
  CHECK(codes_in_area(world.load()) == Examples{"03003", "63001"});
  world.study.communes->study_area = {"63", "03002"};
  CHECK(codes_in_area(world.load()) == Examples{"03002", "63001"});
  world.study.communes->study_area = {};
  CHECK(codes_in_area(world.load()).size() == 4);
}

TEST_CASE("an unknown entry of the study area is refused with a suggestion") {
  TerritoryCase world(four_in_a_row);
  const auto error_for = [&](const std::string& entry, Language language = Language::english) {
    world.study.communes->study_area = {entry};
    return world.short_error(language);
  };
  const std::string start = "[communes] study_area: no département, EPCI or commune ";
  CHECK(error_for("3") == start + "'3'. Did you mean '03'?");
  CHECK(error_for("ainay") == start + "'ainay'. Did you mean '03003' (Ainay)?");
  CHECK(error_for("03009") == start + "'03009'. Did you mean '03001'?");
  CHECK(error_for("Bourgogne") ==
        start + "'Bourgogne'. Give the codes of départements, EPCIs or communes of the layer");
  CHECK(error_for("3", Language::french) ==
        "[communes] study_area : aucun département, EPCI ni commune « 3 ». Vouliez-vous dire "
        "« 03 » ?");
}

TEST_CASE("an EPCI cut by the study area is partial, with inhabitants inside and outside") {
  TerritoryCase world(four_in_a_row);
  world.populate(their_populations);
  world.study.communes->study_area = {"03"};
  const Territory territory = world.load();
  const Grouping& epci = territory.groupings.front();
  REQUIRE(epci.units.size() == 2);  // Combrailles lies wholly outside
  const TerritoryUnit& vichy = epci.units.rows()[0];
  CHECK_FALSE(vichy.is_partial);
  CHECK(vichy.population_inside == Weight::from_count(3215));
  const TerritoryUnit& bocage = epci.units.rows()[1];
  CHECK(bocage.is_partial);
  CHECK(bocage.name == "Bocage");
  CHECK(bocage.population_inside == Weight::from_count(1000));
  // 63002 has no polygon, but the table knows its inhabitants.
  CHECK(bocage.population_outside == Weight::from_count(2780));
  CHECK(epci.unit_of_commune.rows()[3] == UnitIndex(1));
}

TEST_CASE("INSEE's code for no EPCI is no EPCI") {
  TerritoryCase world(four_in_a_row);
  world.populate(
      "code,population,epci,epci_name\n03001,1,ZZZZZZZZZ,Sans\n03002,1,E1,Un\n"
      "03003,1,E1,Un\n63001,1,E1,Un\n");
  const Territory territory = world.load();
  CHECK(territory.groupings.front().units.size() == 1);
  CHECK_FALSE(territory.groupings.front().unit_of_commune.rows()[0].valid());
  CHECK(world.note("population", "communes_without_epci").examples == Examples{"03001 Abrest"});
}

TEST_CASE("other territories come as a table of communes") {
  TerritoryCase world(four_in_a_row);
  world.study.communes->study_area = {"03"};
  TerritoryInput input;
  input.name = "canton";
  input.label = "Canton";
  input.commune = "insee";
  input.paths = {world.folder.write("cantons.csv",
                                    "insee;code;name\n3001;A;Nord\n3002;B;Sud\n3009;B;Sud\n"
                                    "63001;B;Sud\n")};
  world.study.territories = {input};
  const Territory territory = world.load();
  const Grouping* canton = territory.find_grouping("canton");
  REQUIRE(canton);
  CHECK(canton->label == "Canton");
  CHECK(canton->shapes.empty());
  REQUIRE(canton->units.size() == 2);
  CHECK(canton->units.rows()[0].name == "Nord");
  CHECK_FALSE(canton->units.rows()[0].is_partial);
  CHECK(canton->units.rows()[1].is_partial);
  CHECK(canton->unit_of_commune.rows() ==
        std::vector{UnitIndex(0), UnitIndex(1), UnitIndex::none(), UnitIndex(1)});
  CHECK(world.note("canton", "communes_without_canton").examples == Examples{"03003 Ainay"});
  CHECK(world.note("canton", "unknown_communes").examples == Examples{"03009"});
  CHECK(world.report("canton").corrected == 3);
}

TEST_CASE("a commune in two units, and a table of other communes, are refused") {
  TerritoryCase world(four_in_a_row);
  TerritoryInput input;
  input.name = "canton";
  input.commune = "insee";
  input.paths = {world.folder.write("two.csv", "insee,code\n03001,A\n03001,B\n")};
  world.study.territories = {input};
  CHECK(world.short_error() ==
        "[[territories]] 'canton': two.csv: line 3: commune '03001' is in two units, 'A' and 'B'. "
        "Keep one row a commune, or give the units as polygons");
  world.study.territories[0].paths = {world.folder.write("far.csv", "insee,code\n59001,A\n")};
  CHECK(world.short_error() ==
        "[[territories]] 'canton': none of the communes of this table is known (column 'insee'). "
        "Check that the column holds the communes’ codes");
}

TEST_CASE("other territories come as polygons that may cut communes") {
  TerritoryCase world(four_in_a_row);
  world.populate(their_populations);
  world.study.communes->study_area = {"03"};
  TerritoryInput input;
  input.name = "bassin";
  input.paths = {world.folder.write("bassins.geojson", layer({{"W", "West", 0, 0, 2, 1},
                                                              {"C", "Centre", 2.2, 0, 0.2, 1},
                                                              {"E", "East", 2.4, 0, 1.6, 1},
                                                              {"X", "Far", 9, 9}}))};
  world.study.territories = {input};
  const Territory territory = world.load();
  const Grouping& bassin = *territory.find_grouping("bassin");
  REQUIRE(bassin.units.size() == 3);
  REQUIRE(bassin.shapes.size() == 3);
  const TerritoryUnit& centre = bassin.units.rows()[0];
  const TerritoryUnit& east = bassin.units.rows()[1];
  const TerritoryUnit& west = bassin.units.rows()[2];
  CHECK(area(bassin.shapes.rows()[0]) == Approx(0.2e6));
  CHECK_FALSE(centre.is_partial);
  CHECK_FALSE(centre.population_known);
  CHECK(east.is_partial);
  CHECK(west.population_known);
  CHECK(west.population_inside == Weight::from_count(3215));
  // Ainay: a fifth in the centre, six tenths in the east.
  CHECK(bassin.unit_of_commune.rows() ==
        std::vector{UnitIndex(2), UnitIndex(2), UnitIndex(1), UnitIndex(1)});
  CHECK(world.note("bassin", "outside_study_area").count == 1);
}

TEST_CASE("a table de passage unites polygons and adds up populations") {
  TerritoryCase world(four_in_a_row);
  // Agonges joined Abrest; the table of populations still has both Ainay's old codes.
  world.populate(
      "code,population,epci,epci_name\n03001,3215,E1,Un\n03003,600,E1,Un\n03999,400,E1,Un\n"
      "63001,2700,E1,Un\n");
  world.study.communes->mergers_path =
      world.folder.write("passage.csv", "from,to\n3001,3001\n3002,3001\n03999,03003\n,03004\n");
  const Territory territory = world.load();
  REQUIRE(territory.communes.size() == 3);
  const Commune& abrest = territory.communes.rows()[0];
  CHECK(abrest.name == "Abrest");
  CHECK(area(abrest.shape) == Approx(2e6));
  CHECK(abrest.shape.polygons.size() == 1);
  CHECK(abrest.weights.at("population") == Weight::from_count(3215));
  CHECK(territory.communes.rows()[1].weights.at("population") == Weight::from_count(1000));
  CHECK(world.note("communes", "merged").examples == Examples{"03001 Abrest ← 03002 Agonges"});
  CHECK(world.note("population", "merged").examples == Examples{"03003 ← 03999"});
  CHECK(world.note("population", "polygon_without_population").count == 0);
  CHECK(world.note("population", "population_without_polygon").count == 0);
}

TEST_CASE("seats come by code, else by position, never from a shape") {
  TerritoryCase world(four_in_a_row);
  const auto seat = [](const std::string& properties, double x, double y) {
    return feature(properties, R"({"type":"Point","coordinates":)" + corner(x, y) + "}");
  };
  world.study.communes->seats = CommunesInput::Seats::layer;
  world.study.communes->seats_path = world.folder.write(
      "mairies.geojson",
      geojson({seat(R"("code":"03001")", 0.5, 0.5), seat(R"("code":"03001")", 0.6, 0.5),
               seat(R"("code":"03002")", 2.5, 0.5), seat(R"("code":null)", 3.5, 0.5),
               seat(R"("code":"99999")", 0.1, 0.1)}));
  const Territory territory = world.load();
  const auto& communes = territory.communes.rows();
  REQUIRE(communes[0].seat);
  CHECK(communes[0].seat->x == Approx(700500));
  CHECK(communes[1].seat);
  CHECK_FALSE(communes[2].seat);
  CHECK(communes[3].seat);
  CHECK(world.note("seats", "several_seats").count == 1);
  CHECK(world.note("seats", "seat_outside_commune").examples == Examples{"03002 Agonges"});
  CHECK(world.note("seats", "no_seat").examples == Examples{"03003 Ainay"});
  CHECK(world.note("seats", "unknown_commune").examples ==
        Examples{"99999 (mairies.geojson, fid 4)"});
  CHECK(world.report("seats").read == 5);
  CHECK(world.report("seats").kept == 4);
}

TEST_CASE("a proxy for seats leaves them to a later step") {
  TerritoryCase world(four_in_a_row);
  world.study.communes->seats = CommunesInput::Seats::busiest_junction;
  CHECK_FALSE(world.load().communes.rows()[0].seat);
}

TEST_CASE("a city that is arrondissements on one side is explained") {
  TerritoryCase world({{"69381", "Lyon 1er", 0, 0}, {"69382", "Lyon 2e", 1, 0}});
  world.populate("code,population,epci,epci_name\n69123,500000,E1,Lyon\n");
  world.load();
  CHECK(world.note("population", "arrondissements").examples == Examples{"69123"});
}

}  // namespace
}  // namespace coverage
