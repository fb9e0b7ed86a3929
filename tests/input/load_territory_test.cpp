#include "libcoverage/input/load_territory.h"

#include <catch2/catch.hpp>

#include "input/territory_fixture.h"

namespace coverage {
namespace {

const std::vector<Block> two_neighbours = {{"03002", "Agonges", 1, 0}, {"03001", "Abrest", 0, 0}};

TEST_CASE("a study without communes has an empty territory") {
  std::vector<SourceReport> reports;
  Progress silent;
  const Territory territory =
      load_territory({}, Crs::from_text("EPSG:2154"), {silent, 1, nullptr}, reports);
  CHECK(territory.communes.empty());
  CHECK(reports.empty());
}

TEST_CASE("communes come by code, with département, shape and no number that nobody gave") {
  TerritoryCase world(two_neighbours);
  const Territory territory = world.load();
  REQUIRE(territory.communes.size() == 2);
  const Commune& first = territory.communes.rows()[0];
  CHECK(first.code == "03001");
  CHECK(first.name == "Abrest");
  CHECK(first.departement == "03");
  CHECK(first.in_study_area);
  CHECK(area(first.shape) == Approx(1e6));
  CHECK(first.weights.empty());
  CHECK_FALSE(first.seat);
  CHECK(territory.groupings.empty());
  CHECK(world.report("communes").read == 2);
  CHECK(world.report("communes").kept == 2);
  CHECK(world.note("communes", "no_population").count == 2);
  CHECK(world.note("communes", "overlaps").count == 0);
}

TEST_CASE("populations and EPCIs are joined by code") {
  TerritoryCase world(two_neighbours);
  world.populate("code,population,epci,epci_name\n03001,2915,E1,Vichy\n03002,300,E2,Bocage\n");
  const Territory territory = world.load();
  CHECK(territory.communes.rows()[0].weights.at("population") == Weight::from_count(2915));
  CHECK(territory.population_concept == "population municipale");
  CHECK(territory.population_edition == "2023");
  const Grouping* epci = territory.find_grouping("epci");
  REQUIRE(epci);
  REQUIRE(epci->units.size() == 2);
  CHECK(epci->units.rows()[1].name == "Bocage");
  CHECK(epci->units.rows()[1].population_inside == Weight::from_count(300));
  CHECK_FALSE(epci->units.rows()[1].is_partial);
  CHECK(epci->unit_of_commune.rows() == std::vector{UnitIndex(0), UnitIndex(1)});
}

TEST_CASE("populations and EPCIs may stand in the layer itself") {
  TerritoryCase world({{"03001", "Abrest", 0, 0, 1, 1, R"(, "pop": 2915, "epci": "E1")"}});
  world.study.communes->columns = {{"population", "pop"}, {"epci_code", "epci"}};
  const Territory territory = world.load();
  CHECK(territory.communes.rows()[0].weights.at("population") == Weight::from_count(2915));
  CHECK(territory.groupings.front().units.rows()[0].name == "E1");
}

TEST_CASE("a number that both sources give is refused") {
  TerritoryCase world(two_neighbours);
  world.populate("code,population,epci,epci_name\n03001,1,E1,A\n");
  world.study.communes->columns = {{"population", "pop"}};
  CHECK(world.short_error() ==
        "'population' is given by [communes] ('pop') and by [population] ('population'). Keep one "
        "of the two");
}

TEST_CASE("numbers that spreadsheets took the zero from join all the same") {
  TerritoryCase world(two_neighbours);
  world.populate("code;population;epci;epci_name\n3001;2 915;E1;Vichy\n3002;300;E1;Vichy\n");
  const Territory territory = world.load();
  CHECK(territory.communes.rows()[0].weights.at("population") == Weight::from_count(2915));
  CHECK(world.report("population").corrected == 2);
  CHECK(world.note("population", "polygon_without_population").count == 0);
}

TEST_CASE("every code without a partner is listed with the inhabitants at stake") {
  TerritoryCase world(two_neighbours);
  world.populate(
      "code,population,epci,epci_name\n03001,2915,E1,Vichy\n03003,321,E1,Vichy\n"
      "75056,2000000,P,Paris\n");
  world.load();
  const SourceNote rows = world.note("population", "population_without_polygon");
  CHECK(rows.kind == SourceNote::Kind::doubtful);
  CHECK(rows.examples == Examples{"03003: 321"});
  CHECK(rows.text.english ==
        "communes of the population table have no polygon: 321 inhabitants at stake, of whom 321 "
        "in the study area; where communes were split or renamed between the editions, give a "
        "table de passage as mergers");
  CHECK(world.note("population", "polygon_without_population").examples ==
        Examples{"03002 Agonges"});
  CHECK(world.note("communes", "unknown_population").examples == Examples{"03002 Agonges"});
  CHECK(world.note("population", "population_elsewhere").examples == Examples{"75056: 2000000"});
}

TEST_CASE("a bad population is refused with file, line and column") {
  TerritoryCase world(two_neighbours);
  world.populate("code,population,epci,epci_name\n03001,2915,E1,A\n03002,-3,E1,A\n");
  CHECK(world.short_error() ==
        "population.csv: line 3: column 'population': -3 is negative. Correct it, or leave the "
        "cell empty where the number is unknown");
  world.populate("code,population,epci,epci_name\n03001,many,E1,A\n");
  CHECK(world.short_error(Language::french) ==
        "population.csv : ligne 2 : colonne « population » : « many » n’est pas un nombre. "
        "Écrivez des chiffres, avec un point ou une virgule décimale et sans séparateur de "
        "milliers, ou laissez la cellule vide si le nombre est inconnu");
}

TEST_CASE("an empty population is unknown, not zero") {
  TerritoryCase world(two_neighbours);
  world.populate("code,population,epci,epci_name\n03001,,E1,A\n03002,300,E1,A\n");
  const Territory territory = world.load();
  CHECK(territory.communes.rows()[0].weights.empty());
  CHECK(world.note("communes", "unknown_population").examples == Examples{"03001 Abrest"});
  CHECK_FALSE(territory.groupings.front().units.rows()[0].population_known);
}

TEST_CASE("a row without code is a total, left out and listed; a repeated row counts once") {
  TerritoryCase world(two_neighbours);
  world.populate(
      "code,population,epci,epci_name\n03001,2915,E1,A\n03001,2915,E1,A\n03002,300,E1,A\n"
      ",3215,,\n");
  world.load();
  const SourceReport& report = world.report("population");
  CHECK(report.read == 4);
  CHECK(report.kept == 2);
  CHECK(report.rejected == 2);
  CHECK(world.note("population", "no_code").examples == Examples{"population.csv:5: 3215"});
}

TEST_CASE("two populations for one code are refused") {
  TerritoryCase world(two_neighbours);
  world.populate("code,population,epci,epci_name\n03001,2915,E1,A\n03001,2916,E1,A\n");
  CHECK(world.short_error() ==
        "[population]: code '03001' comes twice with different values: population.csv:2 and "
        "population.csv:3. Keep one row a commune");
}

TEST_CASE("a column that the layer lacks is refused") {
  TerritoryCase world(two_neighbours);
  world.study.communes->code = "cod";
  CHECK(world.short_error().find("'code'") != std::string::npos);
}

TEST_CASE("features without a code are refused by row") {
  TerritoryCase world({{"03001", "Abrest", 0, 0}, {"", "Lake", 1, 0}});
  CHECK(world.short_error() ==
        "communes.geojson: features without a code in column 'code': 1 (communes.geojson, fid 1 "
        "(Lake)). Fill the codes in, or delete what is no commune");
}

TEST_CASE("parts of one commune are united; its numbers count once") {
  TerritoryCase world({{"03001", "Abrest", 0, 0}, {"03001", "Abrest", 5, 5}});
  const Territory territory = world.load();
  REQUIRE(territory.communes.size() == 1);
  CHECK(territory.communes.rows()[0].shape.polygons.size() == 2);
  CHECK(world.note("communes", "parts_united").count == 1);
}

TEST_CASE("two communes with one code are refused") {
  TerritoryCase world({{"03001", "Abrest", 0, 0}, {"03001", "Agonges", 1, 0}});
  CHECK(world.short_error() ==
        "code '03001' is used twice, with different names: Abrest (communes.geojson, fid 0) and "
        "Agonges (communes.geojson, fid 1). Keep one of them, or give each commune its own code");
}

TEST_CASE("files may repeat a commune with the same shape, in any CRS, but not with another") {
  TerritoryCase world(two_neighbours);
  std::vector<std::string>& paths = world.study.communes->paths;
  paths.push_back(world.folder.write("again.geojson", layer({two_neighbours[0]})));
  CHECK(world.load().communes.size() == 2);
  CHECK(world.report("communes").rejected == 1);
  CHECK(world.note("communes", "repeated_commune").examples ==
        Examples{"03002 Agonges (again.geojson, fid 0)"});
  paths.back() = world.folder.write("other.geojson", layer({{"03002", "Agonges", 1, 0, 2, 1}}));
  CHECK(world.short_error().starts_with("code '03002' is used twice, with different shapes"));
}

TEST_CASE("a bow-tie is repaired and named") {
  TerritoryCase world(two_neighbours);
  const std::string bow_tie =
      feature(R"("code":"03001","name":"Abrest")",
              R"({"type":"Polygon","coordinates":[[)" + corner(0, 0) + "," + corner(1, 1) + "," +
                  corner(1, 0) + "," + corner(0, 1) + "," + corner(0, 0) + "]]}");
  world.study.communes->paths = {world.folder.write("bow.geojson", geojson({bow_tie}))};
  const Territory territory = world.load();
  CHECK(area(territory.communes.rows()[0].shape) == Approx(0.5e6));
  CHECK(world.report("communes").corrected == 1);
  REQUIRE(world.note("communes", "invalid_geometry").count == 1);
  CHECK(world.note("communes", "invalid_geometry")
            .examples[0]
            .starts_with("03001 Abrest (bow.geojson, fid 0): "));
}

TEST_CASE("a commune without geometry is left out and listed") {
  TerritoryCase world(two_neighbours);
  world.study.communes->paths = {world.folder.write(
      "empty.geojson",
      geojson({feature(R"("code":"03001","name":"Abrest")", "null"),
               feature(R"("code":"03002","name":"Agonges")",
                       R"({"type":"Polygon","coordinates":[)" + ring(two_neighbours[0]) + "]}")}))};
  CHECK(world.load().communes.size() == 1);
  CHECK(world.report("communes").rejected == 1);
  CHECK(world.note("communes", "no_geometry").examples ==
        Examples{"03001 Abrest (empty.geojson, fid 0)"});
}

TEST_CASE("a point layer is refused as communes") {
  TerritoryCase world(two_neighbours);
  world.study.communes->paths = {world.folder.write(
      "points.geojson", geojson({feature(R"("code":"03001")", R"({"type":"Point","coordinates":)" +
                                                                  corner(0, 0) + "}")}))};
  CHECK(world.short_error().find("the geometry is not a polygon. Give a polygon layer for "
                                 "[communes]") != std::string::npos);
}

TEST_CASE("an empty layer is refused") {
  TerritoryCase world(two_neighbours);
  world.study.communes->paths = {world.folder.write("none.geojson", geojson({}))};
  CHECK(world.short_error() ==
        "none.geojson: layer 'none' has no column and no feature. Export it again: it came out "
        "empty");
}

TEST_CASE("overlaps between neighbours are measured and named") {
  TerritoryCase world({{"03001", "Abrest", 0, 0, 1.1, 1}, {"03002", "Agonges", 1, 0}});
  world.load();
  const SourceNote note = world.note("communes", "overlaps");
  CHECK(note.count == 1);
  CHECK(note.text.english ==
        "pairs of communes overlap, by 10 ha in all; a place in two communes counts for the one "
        "with the lower code");
  CHECK(note.examples == Examples{"03001 Abrest / 03002 Agonges: 10 ha"});
}

TEST_CASE("a commune that lies within or exactly on another overlaps it") {
  TerritoryCase inside({{"03001", "Abrest", 0, 0, 3, 3}, {"03002", "Agonges", 1, 1}});
  inside.load();
  CHECK(inside.note("communes", "overlaps").text.english.find("100 ha") != std::string::npos);
  TerritoryCase same({{"03001", "Abrest", 0, 0}, {"03002", "Agonges", 0, 0}});
  same.load();
  CHECK(same.note("communes", "overlaps").count == 1);
}

}  // namespace
}  // namespace coverage
