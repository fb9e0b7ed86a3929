#include <catch2/catch.hpp>

#include "input/territory_fixture.h"

namespace coverage {
namespace {

const std::vector<Block> three_in_a_row = {
    {"03001", "Abrest", 0, 0}, {"03002", "Agonges", 1, 0}, {"03003", "Ainay", 2, 0}};
const std::string header = "code,population,epci,epci_name\n";

/// A territory of the study, given by a file in the world's folder.
TerritoryInput territory_from(const TerritoryCase& world, const std::string& name,
                              const std::string& bytes) {
  TerritoryInput input;
  input.name = "canton";
  input.paths = {world.folder.write(name, bytes)};
  return input;
}

std::string square(double x, double y, double side) {
  return "[" + ring({"", "", x, y, side, side}) + "]";
}

std::string polygon(double x, double y, double side) {
  return R"({"type":"Polygon","coordinates":)" + square(x, y, side) + "}";
}

TEST_CASE("heights of corners are left aside, parts and holes are kept") {
  TerritoryCase world(three_in_a_row);
  const auto high = [](double x, double y) {
    std::string text = corner(x, y);
    text.insert(text.size() - 1, ",312.5");
    return text;
  };
  const std::string with_heights = R"({"type":"Polygon","coordinates":[[)" + high(0, 0) + "," +
                                   high(1, 0) + "," + high(1, 1) + "," + high(0, 0) + "]]}";
  const std::string with_hole = R"({"type":"MultiPolygon","coordinates":[[)" +
                                ring({"", "", 2, 0}) + "," + ring({"", "", 2.2, 0.2, 0.5, 0.5}) +
                                "]," + square(5, 5, 2) + "]}";
  world.study.communes->paths = {
      world.folder.write("shapes.geojson", geojson({feature(names({"03001", "A"}), with_heights),
                                                    feature(names({"03002", "B"}), with_hole)}))};
  const Territory territory = world.load();
  const auto& communes = territory.communes.rows();
  CHECK(area(communes[0].shape) == Approx(0.5e6));
  CHECK(communes[1].shape.polygons.size() == 2);
  CHECK(area(communes[1].shape) == Approx((1 - 0.25 + 4) * 1e6));
}

TEST_CASE("several files of populations add up to one table, each code once") {
  TerritoryCase world(three_in_a_row);
  world.populate(header + "03001,10,E1,Un\n");
  world.study.population->paths.push_back(
      world.folder.write("others.csv",
                         "code;population;epci;epci_name\n03002;20;E1;Un\n"
                         "03003;1 030,5;E2;Deux\n"));
  const Territory territory = world.load();
  CHECK(territory.communes.rows()[2].weights.at("population") == Weight::from_count(1030.5));
  CHECK(world.report("population").read == 3);
  world.folder.write("others.csv", header + "03001,11,E1,Un\n");
  CHECK(world.short_error() ==
        "[population]: code '03001' comes twice with different values: population.csv:2 and "
        "others.csv:2. Keep one row a commune");
}

TEST_CASE("an EPCI of two names keeps the first and says so; one without a name goes by its code") {
  TerritoryCase world(three_in_a_row);
  world.populate(header + "03001,1,E1,Un\n03002,1,E1,Autre\n03003,1,E2,\n");
  const Territory territory = world.load();
  const auto& units = territory.groupings.front().units.rows();
  CHECK(units[0].name == "Un");
  CHECK(units[1].name == "E2");
  CHECK(world.note("population", "epci_names").examples == Examples{"E1: Un / Autre"});
}

TEST_CASE("communes without any EPCI make no grouping of EPCIs") {
  TerritoryCase world(three_in_a_row);
  world.populate(header + "03001,1,,\n03002,1,,\n03003,1,,\n");
  CHECK(world.load().groupings.empty());
}

TEST_CASE("an EPCI with a commune of unknown population does not know its own") {
  TerritoryCase world(three_in_a_row);
  world.populate(header + "03001,1,E1,Un\n03002,,E1,Un\n03003,3,E2,Deux\n");
  const Territory territory = world.load();
  const auto& units = territory.groupings.front().units.rows();
  CHECK_FALSE(units[0].population_known);
  CHECK(units[1].population_known);
  CHECK(units[1].population_inside == Weight::from_count(3));
}

TEST_CASE("rows of a unit table that lack a code are left out and listed by line") {
  TerritoryCase world(three_in_a_row);
  TerritoryInput input =
      territory_from(world, "cantons.csv", "commune,code,name\n03001,A,Nord\n,B,Sud\n03003,,\n");
  input.commune = "commune";
  world.study.territories = {input};
  const Territory territory = world.load();
  CHECK(territory.find_grouping("canton")->units.size() == 1);
  CHECK(world.note("canton", "no_code").examples == Examples{"cantons.csv:3", "cantons.csv:4"});
  CHECK(world.report("canton").kept == 1);
  CHECK(world.note("canton", "communes_without_canton").count == 2);
}

TEST_CASE("a unit table of old codes follows the table de passage") {
  TerritoryCase world(three_in_a_row);
  world.study.communes->mergers_path =
      world.folder.write("passage.csv", "from,to\n03999,03001\n03998,03001\n");
  TerritoryInput input =
      territory_from(world, "cantons.csv", "commune,code\n03999,A\n03001,B\n03998,A\n");
  input.commune = "commune";
  world.study.territories = {input};
  const Territory territory = world.load();
  const Grouping& canton = *territory.find_grouping("canton");
  REQUIRE(canton.units.size() == 1);
  CHECK(canton.units.rows()[0].code == "B");  // of the commune whose code lives on
  CHECK(world.note("canton", "merged_across_units").count == 2);
}

TEST_CASE("several parts of a unit are one unit") {
  TerritoryCase world(three_in_a_row);
  world.study.territories = {territory_from(
      world, "units.geojson", layer({{"A", "Un", 0, 0}, {"A", "Un", 2, 0}, {"B", "Deux", 1, 0}}))};
  const Territory territory = world.load();
  const Grouping& units = *territory.find_grouping("canton");
  REQUIRE(units.units.size() == 2);
  CHECK(area(units.shapes.rows()[0]) == Approx(2e6));
  CHECK(units.unit_of_commune.rows() == std::vector{UnitIndex(0), UnitIndex(1), UnitIndex(0)});
}

TEST_CASE("units without shape are listed, twisted ones repaired, those without code refused") {
  TerritoryCase world(three_in_a_row);
  const std::string bow_tie = R"({"type":"Polygon","coordinates":[[)" + corner(0, 0) + "," +
                              corner(1, 1) + "," + corner(1, 0) + "," + corner(0, 1) + "," +
                              corner(0, 0) + "]]}";
  world.study.territories = {territory_from(
      world, "units.geojson",
      geojson({feature(names({"A", "Un"}), bow_tie), feature(names({"B", "Deux"}), "null")}))};
  world.load();
  CHECK(world.note("canton", "invalid_geometry").count == 1);
  CHECK(world.note("canton", "no_geometry").examples == Examples{"B (units.geojson, fid 1)"});
  world.folder.write("units.geojson", geojson({feature(R"("code":null)", polygon(0, 0, 1))}));
  CHECK_THAT(world.short_error(), Catch::Contains("no code in column 'code'. Fill it in"));
}

TEST_CASE("points are no units, and units far away are refused") {
  TerritoryCase world(three_in_a_row);
  world.study.territories = {
      territory_from(world, "points.geojson",
                     geojson({feature(names({"A", "Un"}),
                                      R"({"type":"Point","coordinates":)" + corner(0, 0) + "}")}))};
  CHECK_THAT(world.short_error(), Catch::Contains("the geometry is not a polygon. Give a polygon "
                                                  "layer, or a table with commune ="));
  world.study.territories = {territory_from(world, "far.geojson", layer({{"A", "Un", 50, 50}}))};
  CHECK_THAT(world.short_error(), Catch::Contains("no unit reaches into the study area. Check the "
                                                  "layer and its coordinate system"));
}

TEST_CASE("a unit that touches the study area by a sliver alone is none of its units") {
  TerritoryCase world(three_in_a_row);
  world.study.territories = {territory_from(
      world, "units.geojson", layer({{"A", "Un", 0, 0, 3, 1}, {"B", "Deux", 0, 0.995, 3, 3}}))};
  const Territory territory = world.load();
  REQUIRE(territory.find_grouping("canton")->units.size() == 1);
  CHECK(world.note("canton", "outside_study_area").count == 1);
}

TEST_CASE("the seat with the commune's own code is kept before that of a commune it absorbed") {
  TerritoryCase world(three_in_a_row);
  world.study.communes->mergers_path = world.folder.write("passage.csv", "from,to\n03999,03001\n");
  const auto seat = [](const std::string& code, double x) {
    return feature("\"code\":\"" + code + "\"",
                   R"({"type":"Point","coordinates":)" + corner(x, 0.5) + "}");
  };
  world.study.communes->seats = CommunesInput::Seats::layer;
  world.study.communes->seats_path =
      world.folder.write("seats.geojson", geojson({seat("03999", 0.1), seat("03001", 0.9)}));
  const Territory territory = world.load();
  CHECK(territory.communes.rows()[0].seat->x == Approx(700900));
  CHECK(world.note("seats", "several_seats").count == 1);
}

TEST_CASE("seats must be points, and one without position is listed") {
  TerritoryCase world(three_in_a_row);
  world.study.communes->seats = CommunesInput::Seats::layer;
  world.study.communes->seats_path = world.folder.write(
      "seats.geojson", geojson({feature(R"("code":"03001")", "null"),
                                feature(R"("code":"03002")", R"({"type":"Point","coordinates":)" +
                                                                 corner(1.5, 0.5) + "}")}));
  const Territory territory = world.load();
  CHECK_FALSE(territory.communes.rows()[0].seat);
  CHECK(world.note("seats", "no_geometry").examples == Examples{"seats.geojson, fid 0"});
  world.folder.write("seats.geojson", layer(three_in_a_row));
  CHECK_THAT(world.short_error(),
             Catch::Contains("the geometry is not a point. Give a point layer as seats"));
}

TEST_CASE("a chain of mergers unites three communes and their inhabitants") {
  TerritoryCase world(three_in_a_row);
  world.populate(header + "03001,1,E1,Un\n03002,2,E1,Un\n03003,3,E1,Un\n");
  world.study.communes->mergers_path =
      world.folder.write("passage.csv", "from,to\n03003,03002\n03002,03001\n");
  const Territory territory = world.load();
  REQUIRE(territory.communes.size() == 1);
  CHECK(area(territory.communes.rows()[0].shape) == Approx(3e6));
  CHECK(territory.communes.rows()[0].weights.at("population") == Weight::from_count(6));
}

TEST_CASE("a table de passage without its columns is refused with those it has") {
  TerritoryCase world(three_in_a_row);
  world.study.communes->mergers_path = world.folder.write("passage.csv", "avant,apres\n1,2\n");
  CHECK_THAT(world.short_error(), Catch::Contains("passage.csv: no column 'from'. The columns are: "
                                                  "avant, apres"));
}

TEST_CASE("a study area of one commune leaves the others as surroundings") {
  TerritoryCase world(three_in_a_row);
  world.populate(header + "03001,1,E1,Un\n03002,2,E1,Un\n03003,3,E1,Un\n");
  world.study.communes->study_area = {"03002"};
  const Territory territory = world.load();
  CHECK(territory.communes.size() == 3);
  const TerritoryUnit& epci = territory.groupings.front().units.rows()[0];
  CHECK(epci.is_partial);
  CHECK(epci.population_inside == Weight::from_count(2));
  CHECK(epci.population_outside == Weight::from_count(4));
}

}  // namespace
}  // namespace coverage
