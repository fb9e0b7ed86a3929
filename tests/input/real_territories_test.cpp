#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "input/territory_fixture.h"
#include "test_data.h"

namespace coverage {
namespace {

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

Territory load_real(const Study& study, const std::string& crs,
                    std::vector<SourceReport>& reports) {
  Progress silent;
  return load_territory(study, Crs::from_text(crs), {silent, 2, nullptr}, reports);
}

std::optional<Study> allier() {
  Study study;
  study.communes.emplace();
  for (const char* departement : {"03", "18", "23", "42", "58", "63", "71"}) {
    const auto path = test_data_path("allier/communes-" + std::string(departement) + ".geojson");
    if (!path) return {};
    study.communes->paths.push_back(*path);
  }
  study.communes->name = "nom";
  study.communes->study_area = {"03"};
  const auto table = test_data_path("allier/communes-2026.csv");
  if (!table) return {};
  study.population.emplace();
  study.population->paths = {*table};
  study.population->code = "insee_com";
  study.population->columns = {{"population", "population"},
                               {"epci_code", "epci_code"},
                               {"epci_name", "epci_nom"},
                               {"name", "nom"}};
  return study;
}

TEST_CASE("the Allier: 317 communes, 12 EPCIs of which two reach over the border") {
  const auto study = allier();
  if (!study) return;
  std::vector<SourceReport> reports;
  const Territory territory = load_real(*study, "EPSG:2154", reports);
  std::size_t inside = 0;
  Weight population;
  for (const Commune& commune : territory.communes) {
    if (!commune.in_study_area) continue;
    ++inside;
    population += commune.weights.at("population");
  }
  CHECK(territory.communes.size() == 2534);
  CHECK(inside == 317);
  CHECK(population.count() == 333298);
  const Grouping& epci = *territory.find_grouping("epci");
  CHECK(epci.units.size() == 12);
  Weight in_units;
  std::vector<std::string> partial;
  for (const TerritoryUnit& unit : epci.units) {
    in_units += unit.population_inside;
    if (!unit.is_partial) continue;
    partial.push_back(unit.name + ": " + format_number(unit.population_inside.count()) + " + " +
                      format_number(unit.population_outside.count()));
  }
  CHECK(in_units == population);
  CHECK(partial ==
        Examples{"CA Moulins Communauté: 62488 + 1576", "CC Le Grand Charolais: 2412 + 36931"});
}

TEST_CASE("the Allier's neighbours: communes that merged since 2018 are each listed") {
  const auto study = allier();
  if (!study) return;
  std::vector<SourceReport> reports;
  load_real(*study, "EPSG:2154", reports);
  const SourceReport& population = *find_report(reports, "population");
  CHECK(population.read == 2513);
  CHECK(population.kept == 2513);
  const SourceNote unmatched = note_of(population, "polygon_without_population");
  CHECK(unmatched.count == 21);
  CHECK(unmatched.examples.size() == 21);
  CHECK(unmatched.examples.back() == "71492 Saint-Ythaire");
  CHECK(note_of(population, "population_without_polygon").count == 0);
}

TEST_CASE("a table de passage joins a neighbour that merged") {
  auto study = allier();
  if (!study) return;
  TemporaryFolder folder;
  study->communes->mergers_path = folder.write("passage.csv", "from,to\n63133,63226\n");
  std::vector<SourceReport> reports;
  const Territory territory = load_real(*study, "EPSG:2154", reports);
  CHECK_FALSE(territory.find_commune("63133"));
  CHECK(note_of(*find_report(reports, "communes"), "merged").examples ==
        Examples{"63226 Mezel ← 63133 Dallet"});
  CHECK(note_of(*find_report(reports, "population"), "polygon_without_population").count == 20);
}

/// What a study of one OSM file says of its communes.
struct Place {
  std::vector<SourceReport> reports;
  Territory territory;
  SourceNote note(const std::string& code) const { return note_of(reports.front(), code); }
};

std::optional<Place> place_from(const std::string& file, int level, const std::string& crs) {
  const auto path = test_data_path(file);
  if (!path) return {};
  Study study;
  study.communes.emplace();
  study.communes->paths = {*path};
  study.communes->admin_level = level;
  study.communes->code = "ref:INSEE";
  Place place;
  place.territory = load_real(study, crs, place.reports);
  return place;
}

TEST_CASE("Liechtenstein: eleven municipalities close, none has a code or a population") {
  const auto place = place_from("osm/liechtenstein.osm.pbf", 8, "EPSG:32632");
  if (!place) return;
  REQUIRE(place->territory.communes.size() == 11);
  CHECK(place->note("code_from_osm_id").count == 11);
  CHECK(place->note("osm_populations").examples == Examples{"liechtenstein.osm.pbf: 0 / 11"});
  CHECK(place->note("place_populations").examples == Examples{"liechtenstein.osm.pbf: 12"});
  double total = 0;
  for (const Commune& commune : place->territory.communes) {
    CHECK(commune.weights.empty());
    CHECK(commune.code.starts_with("osm:"));
    total += area(commune.shape);
  }
  // The country has 160 square kilometres.
  CHECK(total / 1e6 == Approx(160).margin(1));
  CHECK(place->note("overlaps").count == 0);
}

TEST_CASE("Andorra: six of seven parishes close, Canillo lacks two ways") {
  const auto place = place_from("osm/andorra.osm.pbf", 7, "EPSG:32631");
  if (!place) return;
  CHECK(place->territory.communes.size() == 6);
  const SourceNote note = place->note("boundary_lacks_ways");
  CHECK(note.count == 6);  // Canillo, and five of Spain and France across the border
  CHECK(std::count(note.examples.begin(), note.examples.end(),
                   "relation 2804754 Canillo: way 23305159, 50344406 (2/7)") == 1);
  CHECK(place->reports.front().read == 12);
  CHECK(place->reports.front().rejected == 6);
}

TEST_CASE("North Bayreuth: only Heinersreuth closes, the extract cuts the others") {
  const auto place = place_from("osm/north-bayreuth.osm.gz", 8, "EPSG:32632");
  if (!place) return;
  REQUIRE(place->territory.communes.size() == 1);
  CHECK(place->territory.communes.rows()[0].name == "Heinersreuth");
  CHECK(place->note("boundary_lacks_ways").count + 1 == place->reports.front().read);
}

TEST_CASE("a truncated extract is refused, whichever its format") {
  for (const char* name : {"osm/liechtenstein.osm.pbf", "osm/north-bayreuth.osm.gz"}) {
    const auto path = test_data_path(name);
    if (!path) return;
    TemporaryFolder folder;
    Study study;
    study.communes.emplace();
    study.communes->paths = {folder.write(std::filesystem::path(name).filename().string(),
                                          bytes_of(*path).substr(0, 500001))};
    study.communes->admin_level = 8;
    std::vector<SourceReport> reports;
    CHECK(error_text([&] {
            load_real(study, "EPSG:32632", reports);
          }).find(": cannot be read as an OSM file: ") != std::string::npos);
  }
}

}  // namespace
}  // namespace coverage
