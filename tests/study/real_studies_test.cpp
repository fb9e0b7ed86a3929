#include <catch2/catch.hpp>
#include <filesystem>

#include "libcoverage/access/access_raster.h"
#include "libcoverage/input/study_file.h"
#include "libcoverage/output/write_results.h"
#include "libcoverage/study/point_access.h"
#include "libcoverage/study/run_study.h"
#include "network_fixture.h"
#include "temporary_folder.h"
#include "test_data.h"

namespace coverage {

namespace {

/// A study of a place from one OSM file alone.
std::string osm_study(const std::string& file, const std::string& crs, int admin_level,
                      const std::string& second = "school") {
  return "title = 'From one OSM file'\nlanguage = 'en'\ncrs = '" + crs +
         "'\nthresholds = ['5 min', '10 min', '3 km']\n[communes]\npath = '" + file +
         "'\nadmin_level = " + std::to_string(admin_level) +
         "\n[[facilities]]\nname = 'town_halls'\nkind = 'mairie'\ntags = 'amenity=townhall'\npath "
         "= '" +
         file + "'\n[[facilities]]\nname = 'others'\nkind = 'other'\ntags = 'amenity=" + second +
         "'\npath = '" + file + "'\n[roads]\npath = '" + file +
         "'\n[queries.town_hall]\nwhere = 'kind = mairie'\ntarget = '10 min'\n"
         "[queries.other]\nwhere = 'kind = other'\ntarget = '5 min'\n"
         "[queries.other_on_foot]\nwhere = 'kind = other'\ntarget = '15 min'\nprofile = 'foot'\n"
         "[output]\ncell_size_m = 250\n";
}

std::size_t communes_of(const Results& results) {
  std::size_t count = 0;
  for (const Commune& commune : results.territory.communes) count += commune.in_study_area;
  return count;
}

const SourceReport& source(const Results& results, const std::string& name) {
  for (const SourceReport& report : results.sources) {
    if (report.name == name) return report;
  }
  throw std::runtime_error("no source " + name);
}

/// What every run must hold, whatever the place.
void check_results(const Results& results) {
  CHECK(results.queries.size() == results.study.queries.size());
  for (const QueryResult& query : results.queries) {
    CAPTURE(query.query.name);
    Weight total;
    Weight of_communes;
    const DemandWeight& weight = results.demand.weights.front();
    for (const Weight& value : weight.values) total += value;
    for (const Indicators& commune : query.indicators.communes) of_communes += commune.population;
    CHECK(query.indicators.study.population == total);
    if (!results.territory.communes.empty()) CHECK(of_communes == total);
    Weight previous;
    for (const ThresholdCount& count : query.indicators.study.thresholds) {
      CHECK(count.covered + count.uncovered + count.unreachable + count.unsnapped == total);
      if (count.threshold.distance) continue;
      CHECK(count.covered >= previous);
      previous = count.covered;
    }
  }
}

}  // namespace

TEST_CASE("Liechtenstein from its OSM file alone") {
  const auto file = test_data_path("osm/liechtenstein.osm.pbf");
  if (!file) return;
  const TemporaryFolder folder;
  const Study study = load_study(folder.write("study.toml", osm_study(*file, "EPSG:32632", 8)));
  const Results results = run_study(study, quiet_execution(2));
  check_results(results);
  CHECK(communes_of(results) == 11);
  CHECK(results.queries[0].facilities.size() == 3);
  // No population is known: metres of road are never called inhabitants.
  CHECK(results.demand.weights.front().unit != "inhabitants");
  CHECK(results.demand.weights.front().name == "road_length");
  const Indicators& hall = results.queries[0].indicators.study;
  REQUIRE(hall.median);
  CHECK(hall.median->minutes() > 3);
  CHECK(hall.median->minutes() < 15);
  // Walking takes longer than driving to the same places.
  CHECK(*results.queries[2].indicators.study.median > *results.queries[1].indicators.study.median);
  write_results(results, {.directory = folder.path() / "out"}, quiet_execution());
  CHECK(std::filesystem::exists(folder.path() / "out" / "coverage.gpkg"));
}

TEST_CASE("Andorra: a parish whose boundary does not close is listed and left out") {
  const auto file = test_data_path("osm/andorra.osm.pbf");
  if (!file) return;
  const TemporaryFolder folder;
  const Study study = load_study(folder.write("study.toml", osm_study(*file, "EPSG:32631", 7)));
  const Results results = run_study(study, quiet_execution(2));
  check_results(results);
  CHECK(communes_of(results) == 6);
  bool canillo = false;
  for (const SourceNote& note : source(results, "communes").notes) {
    for (const std::string& example : note.examples) {
      canillo |= example.find("Canillo") != std::string::npos;
    }
  }
  CHECK(canillo);
}

TEST_CASE("North Bayreuth: values near the cut of the extract are not certain") {
  const auto file = test_data_path("osm/north-bayreuth.osm.gz");
  if (!file) return;
  const TemporaryFolder folder;
  const Study study =
      load_study(folder.write("study.toml", osm_study(*file, "EPSG:32632", 8, "place_of_worship")));
  const Results results = run_study(study, quiet_execution(2));
  check_results(results);
  CHECK(communes_of(results) == 1);
  CHECK(results.queries[0].indicators.study.uncertain > Weight{});
}

TEST_CASE("the raster holds what coverage-access answers at the centres of its cells") {
  const auto file = test_data_path("osm/liechtenstein.osm.pbf");
  if (!file) return;
  const TemporaryFolder folder;
  const Study study = load_study(folder.write("study.toml", osm_study(*file, "EPSG:32632", 8)));
  const Results results = run_study(study, quiet_execution(2));
  const PointAccess access(study, "", quiet_execution());
  const Projection projection(results.crs);
  std::size_t compared = 0;
  for (std::uint32_t row = 0; row < results.grid.rows; row += 7) {
    for (std::uint32_t column = 0; column < results.grid.columns; column += 5) {
      const auto where = projection.unproject(results.grid.centre(column, row));
      REQUIRE(where);
      const auto answers = access.answers({"cell", *where, {}});
      for (std::size_t q = 0; q < answers.size(); ++q) {
        const AccessRaster& raster = *results.queries[q].raster;
        const float cell = raster.access_time_s[std::size_t{row} * results.grid.columns + column];
        if (cell == raster_nodata) continue;
        REQUIRE(answers[q].access.status == AccessStatus::ok);
        // There and back through degrees moves a point by less than a millimetre.
        CHECK(cell == Approx(answers[q].access.time.seconds()).margin(0.01));
        ++compared;
      }
    }
  }
  CHECK(compared > 100);
}

}  // namespace coverage
