#include <catch2/catch.hpp>
#include <set>

#include "libcoverage/input/load_demand.h"
#include "libcoverage/input/load_territory.h"
#include "study_fixture.h"
#include "test_data.h"

namespace coverage {
namespace {

TEST_CASE("the buildings of Liechtenstein stand for its demand, under their own unit") {
  const auto osm = test_data_path("osm/liechtenstein.osm.pbf");
  if (!osm) return;
  const Study study =
      study_of("crs = \"EPSG:32632\"\n[roads]\npath = \"" + *osm +
               "\"\n[[facilities]]\nkind = \"mairie\"\ntags = \"amenity=townhall\"\n"
               "path = \"" +
               *osm + "\"\n[demand]\nmethod = \"points\"\npath = \"" + *osm +
               "\"\nunit = \"buildings\"\ntags = \"building\"\n");
  Progress silent;
  SourceReport report;
  const Demand demand =
      load_demand(study, {}, Crs::from_text(study.crs), Execution{silent, 2}, report);
  CHECK(demand.points.size() > 8000);
  CHECK(demand.weights[0].name == "buildings");
  CHECK(demand.weights[0].calibrated_total ==
        Weight::from_count(static_cast<double>(demand.points.size())));
  CHECK(report.read == report.kept + report.rejected);
  std::set<std::string> ids;
  for (const DemandPoint& point : demand.points) {
    CHECK(ids.insert(point.id).second);
    // The country spans 36 km from 47.05 to 47.27 N at 9.5 E: zone 32.
    CHECK((point.position.x > 530000 && point.position.x < 550000));
    CHECK((point.position.y > 5205000 && point.position.y < 5240000));
  }
}

TEST_CASE("points in the Allier calibrated to its communes sum to its population") {
  const auto communes = test_data_path("allier/communes-03.geojson");
  const auto population = test_data_path("allier/communes-2026.csv");
  if (!communes || !population) return;
  const TemporaryFolder folder;
  folder.write("points.csv", "lon,lat,n\n3.3328,46.5646,3\n2.6055,46.3415,2\n2.35,48.85,7\n");
  const Study study = load_study(folder.write(
      "s.toml",
      minimal_study + "[communes]\npath = \"" + *communes +
          "\"\nname = \"nom\"\n[population]\npath = \"" + *population +
          "\"\ncode = \"insee_com\"\n[demand]\nmethod = \"points\"\npath = \"points.csv\"\n"
          "weights = { population = \"n\" }\ncalibrate = \"commune\"\n"));
  Progress silent;
  const Execution execution{silent, 2};
  const Crs crs = Crs::from_text(study.crs);
  std::vector<SourceReport> reports;
  const Territory territory = load_territory(study, crs, execution, reports);
  SourceReport report;
  const Demand demand = load_demand(study, territory, crs, execution, report);
  Weight inhabitants;
  for (const Commune& commune : territory.communes) {
    inhabitants += commune.weights.at("population");
  }
  // Every commune but Moulins and Montluçon lacks a point, and gets one.
  CHECK(demand.points.size() == territory.communes.size());
  CHECK(demand.weights[0].source_total == Weight::from_count(5));
  CHECK(demand.weights[0].calibrated_total == inhabitants);
  CHECK(report.kept == 2);
  CHECK(report.rejected == 1);
}

}  // namespace
}  // namespace coverage
