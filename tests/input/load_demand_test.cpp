#include "libcoverage/input/load_demand.h"

#include <catch2/catch.hpp>
#include <numeric>

#include "error_text.h"
#include "libcoverage/input/read_demand.h"
#include "temporary_folder.h"

namespace coverage {
namespace {

/// Three communes of 10 km side by side in Lambert 93; `63001`, the easternmost, is not under
/// study.
///
///     03001 (100 inhabitants) | 03002 (50) | 63001 (70)      x from 700 km, y from 6600 km
class World {
 public:
  World() {
    study_.demand.declared = true;
    study_.demand.method = DemandMethod::points;
    study_.demand.crs = "EPSG:2154";
    study_.demand.weights = {{"population", "ind"}};
    add_commune("03001", 0, 100);
    add_commune("03002", 1, 50);
    add_commune("63001", 2, 70);
    territory.communes[CommuneIndex(2)].in_study_area = false;
  }

  World& csv(const std::string& text, const std::string& name = "d.csv") {
    study_.demand.paths.push_back(folder_.write(name, text));
    return *this;
  }
  DemandInput& input() { return study_.demand; }
  Study& study() { return study_; }

  Demand load(unsigned threads = 1) {
    report = {};
    const Execution execution{progress_, threads};
    return load_demand(study_, territory, Crs::from_text("EPSG:2154"), execution, report);
  }
  std::string error() {
    return error_text([&] { load(); });
  }
  const SourceNote& note(const std::string& code) const {
    for (const SourceNote& note : report.notes) {
      if (note.code == code) return note;
    }
    throw std::runtime_error("no note " + code);
  }

  Territory territory;
  SourceReport report;

 private:
  void add_commune(const char* code, double column, double population) {
    const double x = 700000 + column * 10000, y = 6600000, side = 10000;
    Commune commune;
    commune.code = code;
    commune.name = std::string("Ville ") + code;
    commune.shape = {
        {Polygon{{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}}}}};
    commune.weights["population"] = Weight::from_count(population);
    territory.communes.push_back(std::move(commune));
  }

  TemporaryFolder folder_;
  Progress progress_;
  Study study_;
};

/// `id commune value`, a line a point.
std::vector<std::string> lines_of(const Demand& demand, std::size_t weight = 0) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < demand.points.size(); ++i) {
    const DemandPoint& point = demand.points.rows()[i];
    const std::string commune =
        point.commune.valid() ? std::to_string(point.commune.value()) : "none";
    lines.push_back(point.id + " " + commune + " " +
                    std::to_string(demand.weights[weight].values.rows()[i].millionths()));
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST_CASE("points stand by commune, then by id; those outside the study area are counted") {
  World world;
  world.csv(
      "x,y,ind\n711000,6601000,5\n701000,6601000,2.5\n702000,6601000,1\n"
      "721000,6601000,70\n900000,6601000,3\n");
  const Demand demand = world.load();
  CHECK(lines_of(demand) == Lines{"3 0 2500000", "4 0 1000000", "2 1 5000000"});
  CHECK(demand.points.rows()[0].position == Point{701000, 6601000});
  CHECK(demand.method == DemandMethod::points);
  REQUIRE(demand.weights.size() == 1);
  CHECK(demand.weights[0].name == "population");
  CHECK(demand.weights[0].unit == "inhabitants");
  CHECK(demand.weights[0].source_total == Weight::from_count(8.5));
  CHECK(demand.weights[0].calibrated_total == Weight::from_count(8.5));
  CHECK(world.report.read == 5);
  CHECK(world.report.kept == 3);
  CHECK(world.report.rejected == 2);
  CHECK(world.note("outside_study_area").count == 2);
  CHECK(world.note("outside_study_area").text.english == "outside the study area (73 inhabitants)");
  CHECK(world.note("outside_study_area").text.french ==
        "hors du territoire d’étude (73 habitants)");
}

TEST_CASE("weights that cannot count are rejected one by one, each with its place") {
  World world;
  world.csv(
      "x,y,ind\n701000,6601000,\n701000,6601000,-2\n701000,6601000,n.d.\n"
      "701000,6601000,0\n701000,6601000,2e9\n,6601000,4\n701000,6601000,\"2,5\"\n"
      "701000,6601000,nan\n");
  CHECK(lines_of(world.load()) == Lines{"8 0 2500000"});
  CHECK(world.report.read == 8);
  CHECK(world.report.kept == 1);
  CHECK(world.report.rejected == 7);
  CHECK(world.note("no_weight").examples == Lines{"d.csv:2"});
  CHECK(world.note("negative_weight").count == 1);
  CHECK(world.note("weight_not_a_number").examples == Lines{"d.csv:4", "d.csv:9"});
  CHECK(world.note("zero_weight").kind == SourceNote::Kind::information);
  CHECK(world.note("absurd_weight").count == 1);
  CHECK(world.note("no_position").text.english == "no usable position (4 inhabitants)");
}

TEST_CASE("with strict a rejected row stops the run") {
  World world;
  world.csv("x,y,ind\n701000,6601000,-2\n701000,6601000,3\n");
  world.study().strict = true;
  CHECK(world.error() ==
        "[demand]: the weight 'population' is negative (d.csv:2). Correct the source, or run "
        "without --strict");
}

TEST_CASE("several weights keep their names; an unknown second one does not lose the first") {
  World world;
  world.input().weights = {{"pop_75_plus", "old"}, {"population", "ind"}};
  world.csv("x,y,ind,old\n701000,6601000,5,2\n702000,6601000,7,\n703000,6601000,0,3\n");
  const Demand demand = world.load();
  REQUIRE(demand.weights.size() == 2);
  CHECK(demand.weights[0].name == "population");
  CHECK(demand.weights[1].name == "pop_75_plus");
  CHECK(lines_of(demand, 1) == Lines{"2 0 2000000", "3 0 0", "4 0 3000000"});
  CHECK(world.note("no_weight_pop_75_plus").kind == SourceNote::Kind::doubtful);
  CHECK(demand.find_weight("pop_75_plus")->source_total == Weight::from_count(5));
}

TEST_CASE("without a column of weights each feature counts 1 of its unit") {
  World world;
  world.input().weights.clear();
  world.input().unit = "buildings";
  world.csv("x,y\n701000,6601000\n702000,6601000\n");
  const Demand demand = world.load();
  CHECK(demand.weights[0].name == "buildings");
  CHECK(demand.weights[0].unit == "buildings");
  CHECK(demand.weights[0].source_total == Weight::from_count(2));
}

TEST_CASE("calibration makes each commune's total its population, exactly") {
  World world;
  world.input().calibrate = true;
  world.input().concept_name = "ménages fiscaux";
  world.csv("x,y,ind\n701000,6601000,1\n702000,6601000,1\n703000,6601000,1\n711000,6601000,20\n");
  const Demand demand = world.load();
  CHECK(lines_of(demand) == Lines{"2 0 33333334", "3 0 33333333", "4 0 33333333", "5 1 50000000"});
  CHECK(demand.calibrated);
  CHECK(demand.weights[0].concept_name == "ménages fiscaux");
  CHECK(demand.weights[0].source_total == Weight::from_count(23));
  CHECK(demand.weights[0].calibrated_total == Weight::from_count(150));
}

TEST_CASE("an inhabited commune without a point gets one, at its seat or inside") {
  for (const bool has_seat : {true, false}) {
    World world;
    world.input().calibrate = true;
    if (has_seat) world.territory.communes[CommuneIndex(1)].seat = Point{712000, 6602000};
    world.csv("x,y,ind\n701000,6601000,1\n");
    const Demand demand = world.load();
    REQUIRE(demand.points.size() == 2);
    const DemandPoint& added = demand.points.rows()[1];
    CHECK(added.id == (has_seat ? "03002:seat" : "03002:inside"));
    CHECK(contains(world.territory.communes[CommuneIndex(1)].shape, added.position));
    CHECK(demand.weights[0].calibrated_total == Weight::from_count(150));
    CHECK(world.note("commune_without_points").kind == SourceNote::Kind::corrected);
    CHECK(world.note("commune_without_points").examples == Lines{"03002 Ville 03002"});
    CHECK(world.note("commune_without_points").text.english.ends_with("(50 inhabitants)"));
    CHECK(world.report.kept == 1);
  }
}

TEST_CASE("without calibration such a commune is reported, and stays empty") {
  World world;
  world.csv("x,y,ind\n701000,6601000,1\n");
  CHECK(world.load().points.size() == 1);
  CHECK(world.note("commune_without_points").kind == SourceNote::Kind::doubtful);
}

TEST_CASE("other weights are scaled to the communes' own, else like the population") {
  World world;
  world.input().calibrate = true;
  world.input().weights = {{"population", "ind"}, {"old", "old"}, {"cars", "cars"}};
  world.territory.communes[CommuneIndex(0)].weights["old"] = Weight::from_count(30);
  world.csv(
      "x,y,ind,old,cars\n701000,6601000,10,1,4\n702000,6601000,40,2,1\n"
      "711000,6601000,25,5,5\n");
  const Demand demand = world.load();
  // 03001: population × 2, `old` to its own 30, `cars` × 2; 03002: all × 2.
  CHECK(lines_of(demand, 0) == Lines{"2 0 20000000", "3 0 80000000", "4 1 50000000"});
  const std::size_t cars = demand.weights[1].name == "cars" ? 1 : 2;
  CHECK(lines_of(demand, cars) == Lines{"2 0 8000000", "3 0 2000000", "4 1 10000000"});
  CHECK(lines_of(demand, 3 - cars) == Lines{"2 0 10000000", "3 0 20000000", "4 1 10000000"});
  CHECK(world.note("scaled_old").examples == Lines{"03002 Ville 03002"});
  CHECK(world.note("scaled_cars").count == 2);
  CHECK(world.note("scaled_cars").kind == SourceNote::Kind::information);
}

TEST_CASE("what a commune has of a weight is never lost where its points carry none") {
  World world;
  world.input().calibrate = true;
  world.input().weights = {{"population", "ind"}, {"old", "old"}};
  world.territory.communes[CommuneIndex(0)].weights["old"] = Weight::from_count(30);
  world.csv("x,y,ind,old\n701000,6601000,10,0\n702000,6601000,40,0\n711000,6601000,25,0\n");
  CHECK(lines_of(world.load(), 1) == Lines{"2 0 6000000", "3 0 24000000", "4 1 0"});
  CHECK(world.note("spread_old").examples == Lines{"03001 Ville 03001"});
  CHECK_THROWS(world.note("scaled_old"));
}

TEST_CASE("where no point counts anybody, other weights keep to the communes' own") {
  World world;
  world.input().calibrate = true;
  world.input().weights = {{"population", "ind"}, {"old", "old"}};
  world.territory.communes[CommuneIndex(0)].weights["old"] = Weight::from_count(30);
  world.csv("x,y,ind,old\n701000,6601000,0,2\n702000,6601000,0,1\n711000,6601000,0,0\n");
  const Demand demand = world.load();
  CHECK(lines_of(demand, 0) ==
        Lines{"03001:inside 0 100000000", "2 0 0", "3 0 0", "03002:inside 1 50000000"});
  CHECK(lines_of(demand, 1) ==
        Lines{"03001:inside 0 0", "2 0 20000000", "3 0 10000000", "03002:inside 1 0"});
  CHECK(world.note("absent_old").examples == Lines{"03002 Ville 03002"});
}

TEST_CASE("where nobody lives points are taken out; unknown populations stay as read") {
  World world;
  world.input().calibrate = true;
  world.territory.communes[CommuneIndex(0)].weights["population"] = Weight();
  world.territory.communes[CommuneIndex(1)].weights.clear();
  world.csv("x,y,ind\n701000,6601000,3\n711000,6601000,4\n");
  CHECK(lines_of(world.load()) == Lines{"3 1 4000000"});
  CHECK(world.note("uninhabited_commune").examples == Lines{"2"});
  CHECK(world.note("population_unknown").text.english.ends_with("(4 inhabitants)"));
  CHECK(world.report.kept == 1);
  CHECK(world.report.rejected == 1);
}

TEST_CASE("inhabitants shared out among buildings are inhabitants") {
  World world;
  world.input().calibrate = true;
  world.input().weights.clear();
  world.input().unit = "buildings";
  world.csv("x,y\n701000,6601000\n702000,6601000\n711000,6601000\n");
  const Demand demand = world.load();
  CHECK(demand.weights[0].name == "population");
  CHECK(demand.weights[0].unit == "inhabitants");
  CHECK(demand.weights[0].concept_name == "buildings");
  CHECK(demand.weights[0].source_total == Weight::from_count(3));
  CHECK(lines_of(demand) == Lines{"2 0 50000000", "3 0 50000000", "4 1 50000000"});
}

TEST_CASE("repeated rows count once; one id for two points is refused") {
  World world;
  world.input().id = "cell";
  world.csv("cell,x,y,ind\na,701000,6601000,3\nb,702000,6601000,1\n", "west.csv");
  world.csv("cell,x,y,ind\nb,702000,6601000,1\nc,711000,6601000,2\n", "east.csv");
  CHECK(lines_of(world.load()) == Lines{"a 0 3000000", "b 0 1000000", "c 1 2000000"});
  CHECK(world.note("repeated").text.english == "repeats another feature (1 inhabitants)");
  world.csv("cell,x,y,ind\na,711000,6601000,3\n", "more.csv");
  CHECK(world.error() ==
        "[demand]: the id 'a' stands for two different points. Choose a column of unique ids as "
        "'id', or none");
}

TEST_CASE("rows of several files without ids are told apart by the file's number") {
  World world;
  world.csv("x,y,ind\n701000,6601000,3\n", "a.csv").csv("x,y,ind\n701000,6601000,3\n", "b.csv");
  CHECK(lines_of(world.load()) == Lines{"1:2 0 3000000", "2:2 0 3000000"});
}

TEST_CASE("a study without communes keeps all points") {
  World world;
  world.territory = {};
  world.csv("x,y,ind\n701000,6601000,3\n100000,6300000,4\n");
  CHECK(lines_of(world.load()) == Lines{"2 none 3000000", "3 none 4000000"});
}

TEST_CASE("a point in a sliver goes to the nearest commune within 100 m") {
  World world;
  world.csv("x,y,ind\n699950,6601000,3\n699800,6601000,4\n");
  CHECK(lines_of(world.load()) == Lines{"2 0 3000000"});
}

TEST_CASE("ids of INSEE's grid cells say where a row of a CSV file is") {
  CHECK(grid_cell_centre("CRS3035RES200mN2029800E4252400") == Point{4252500, 2029900});
  CHECK(grid_cell_centre("CRS3035RES1000mN2029000E4252000") == Point{4252500, 2029500});
  for (const char* text : {"", "200mN2029800E4252400", "CRS3035RES200mN2029800", "CRS3035RESmN1E1",
                           "CRS3035RES200mE1N1", "CRS3035RES-200mN1E1"}) {
    CHECK(grid_cell_centre(text) == std::nullopt);
  }
  World world;
  world.territory = {};
  world.input().crs = {};
  world.csv("idcar_200m,ind\nCRS3035RES200mN2600000E3800000,4\n");
  const Demand demand = world.load();
  CHECK(lines_of(demand) == Lines{"CRS3035RES200mN2600000E3800000 none 4000000"});
  // By gdaltransform, from EPSG:3035 (3800100, 2600100).
  CHECK(demand.points.rows()[0].position.x == Approx(718148.788776).margin(0.01));
  CHECK(demand.points.rows()[0].position.y == Approx(6577877.539221).margin(0.01));
}

const char* const squares = R"({"type": "FeatureCollection",
"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2154"}},
"features": [
{"type": "Feature", "id": 7, "properties": {"ind": 3, "cell": "A"}, "geometry": {"type": "Polygon",
 "coordinates": [[[701000,6601000],[701200,6601000],[701200,6601200],[701000,6601200],[701000,6601000]]]}},
{"type": "Feature", "id": 8, "properties": {"ind": null, "cell": "B"}, "geometry": {"type": "Point",
 "coordinates": [702000,6601000]}},
{"type": "Feature", "id": 9, "properties": {"ind": 2, "cell": "C"}, "geometry": {"type": "Polygon",
 "coordinates": [[[711000,6601000],[712000,6601000],[712000,6601100],[711100,6601100],[711100,6602000],[711000,6602000],[711000,6601000]]]}},
{"type": "Feature", "id": 10, "properties": {"ind": 5, "cell": "D"}, "geometry": null}
]})";

TEST_CASE("squares count at their centre, other polygons at a point inside") {
  for (const auto method : {DemandMethod::grid, DemandMethod::points}) {
    World world;
    world.input().method = method;
    world.input().id = "cell";
    world.csv(squares, "squares.geojson");
    const Demand demand = world.load();
    CHECK(lines_of(demand) == Lines{"A 0 3000000", "C 1 2000000"});
    CHECK(demand.points.rows()[0].position == Point{701100, 6601100});
    const Point corner = demand.points.rows()[1].position;
    CHECK((corner.x < 711100 || corner.y < 6601100));
    CHECK(world.report.rejected == 2);
    CHECK(world.note("no_weight").examples == Lines{"squares.geojson, fid 8"});
    CHECK(world.note("no_position").count == 1);
  }
}

const char* const town = R"(<?xml version='1.0'?><osm version="0.6">
<node id="1" lat="46.5" lon="3.01" version="1"/>
<node id="2" lat="46.5" lon="3.012" version="1"/>
<node id="3" lat="46.502" lon="3.012" version="1"/>
<node id="4" lat="46.51" lon="3.01" version="1"><tag k="building" v="yes"/><tag k="flats" v="6"/></node>
<way id="5" version="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="1"/><tag k="building" v="house"/></way>
<way id="6" version="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="1"/><tag k="building" v="no"/></way>
</osm>)";

TEST_CASE("OSM objects by their tags: buildings count 1, or what a tag says") {
  World world;
  world.territory = {};
  world.input().crs = {};
  world.input().weights.clear();
  world.input().unit = "buildings";
  world.input().tags = "building";
  world.csv(town, "town.osm");
  CHECK(lines_of(world.load()) == Lines{"node/4 none 1000000", "way/5 none 1000000"});
  world.input().weights = {{"flats", "flats"}};
  CHECK(lines_of(world.load()) == Lines{"node/4 none 6000000"});
  CHECK(world.note("no_weight").examples == Lines{"way/5"});
}

TEST_CASE("demand that leaves nothing says why") {
  World world;
  world.csv("x,y,ind\n900000,6601000,3\n701000,6601000,-1\n");
  CHECK(
      world.error() ==
      "[demand]: of 2 features none can be used: 1 the weight 'population' is negative; 1 outside "
      "the study area (3 inhabitants). Check path, weights and crs of [demand], and study_area of "
      "[communes]");
}

TEST_CASE("files without the column, without positions, without geometry") {
  World world;
  world.csv("x,y,pop\n701000,6601000,3\n");
  CHECK(world.error().find("'ind'") != std::string::npos);
  World elsewhere;
  elsewhere.csv("ind\n3\n");
  CHECK(elsewhere.error().find(
            "d.csv: no columns tell where its rows are. Name them lon and lat, or give ids of grid "
            "cells (CRS3035RES200mN…E…)") != std::string::npos);
  World table;
  table.csv(R"({"type": "FeatureCollection", "features": [
      {"type": "Feature", "properties": {"ind": 3}, "geometry": null}]})",
            "d.geojson");
  CHECK_THROWS_AS(table.load(), Error);
}

TEST_CASE("one point a commune at its seat") {
  World world;
  world.input() = {};
  world.input().method = DemandMethod::seat;
  world.territory.population_concept = "population municipale";
  world.territory.communes[CommuneIndex(0)].seat = Point{703000, 6603000};
  CHECK(world.error() ==
        "[demand]: method = \"seat\" needs the seat of every commune; 1 have none: 03002 Ville "
        "03002. Give their layer as seats in [communes], or use method = \"network\"");
  world.territory.communes[CommuneIndex(1)].seat = Point{713000, 6603000};
  const Demand demand = world.load();
  CHECK(lines_of(demand) == Lines{"03001 0 100000000", "03002 1 50000000"});
  CHECK(demand.points.rows()[1].position == Point{713000, 6603000});
  CHECK(demand.weights[0].concept_name == "population municipale");
  CHECK(demand.weights[0].calibrated_total == Weight::from_count(150));
  for (Commune& commune : world.territory.communes) commune.weights.clear();
  CHECK(world.error() ==
        "[demand]: method = \"seat\" needs the communes' populations. Add [population]");
}

TEST_CASE("the number of threads and the order of rows change nothing") {
  std::string forwards = "cell,x,y,ind\n", backwards = forwards;
  std::vector<std::string> rows;
  for (int i = 0; i < 5000; ++i) {
    rows.push_back("c" + std::to_string(i) + "," + std::to_string(695000 + i * 7) + "," +
                   std::to_string(6600000 + i % 97) + "," + std::to_string(1 + i % 13) + "\n");
  }
  for (const std::string& row : rows) forwards += row;
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) backwards += *row;
  World first, second;
  for (World* world : {&first, &second}) {
    world->input().id = "cell";
    world->input().calibrate = true;
  }
  first.csv(forwards);
  second.csv(backwards);
  CHECK(lines_of(first.load(1)) == lines_of(second.load(3)));
}

TEST_CASE("amounts are written for people") {
  CHECK(amount_text(Weight::from_count(12345.54), "inhabitants").english == "12,345.5 inhabitants");
  CHECK(amount_text(Weight::from_count(12345.54), "inhabitants").french ==
        "12\u202f345,5 habitants");
  CHECK(amount_text(Weight::from_count(830), "buildings").french == "830 buildings");
  CHECK(amount_text(Weight::from_count(1234567), "buildings").english == "1,234,567 buildings");
}

}  // namespace
}  // namespace coverage
