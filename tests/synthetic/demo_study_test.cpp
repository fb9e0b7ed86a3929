#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "libcoverage/access/select_facilities.h"
#include "libcoverage/geo/crs.h"
#include "libcoverage/geo/vector_layer.h"
#include "libcoverage/input/load_facilities.h"
#include "libcoverage/input/load_roads.h"
#include "libcoverage/input/load_territory.h"
#include "libcoverage/input/study_file.h"
#include "libcoverage/network/build_network.h"
#include "libcoverage/synthetic/generate_demo.h"
#include "temporary_folder.h"

using namespace coverage;

// What the engine itself makes of a generated study: every file passes its own loader.

namespace {

/// One demo for all tests of this file.
class GeneratedDemo {
 public:
  GeneratedDemo() {
    DemoOptions options;
    options.directory = folder_.path() / "demo";
    options.junctions = 30000;
    options.communes = 150;
    Progress silent;
    summary = generate_demo(options, Execution{silent, 2});
    study = load_study(summary.study.string());
  }
  DemoSummary summary;
  Study study;

 private:
  TemporaryFolder folder_;
};

const GeneratedDemo& demo() {
  static const GeneratedDemo generated;
  return generated;
}

const Crs& lambert() {
  static const Crs crs = Crs::from_text("EPSG:2154");
  return crs;
}

Territory territory_of(const Study& study, std::vector<SourceReport>& reports) {
  Progress silent;
  return load_territory(study, lambert(), Execution{silent}, reports);
}

}  // namespace

TEST_CASE("the study asks for services by their own targets and repeats that it is fictitious") {
  const Study& study = demo().study;
  CHECK(study.notice.starts_with("Données fictives"));
  CHECK(study.language == Language::french);
  std::map<std::string, double> targets;
  for (const Query& query : study.queries) targets[query.name] = query.target.time->minutes();
  CHECK(targets.at("france_services") == 30);
  CHECK(targets.at("france_services_niveau_3") == 30);
  CHECK(targets.at("third_place") == 10);
  CHECK(targets.at("postal") == 20);
  const auto postal = std::find_if(study.queries.begin(), study.queries.end(),
                                   [](const Query& query) { return query.name == "postal"; });
  CHECK(postal->target.distance == Metres::from_metres(5000));
  CHECK(study.queries.front().name == "france_services");
  CHECK(std::any_of(study.thresholds.begin(), study.thresholds.end(), [](const Threshold& t) {
    return t.time && t.time->minutes() == 20 && t.distance && t.distance->metres() == 5000;
  }));
}

TEST_CASE("the study sets opening hours against the inhabitants who can reach them") {
  const std::vector<Catchment>& catchments = demo().study.catchments;
  REQUIRE(catchments.size() == 1);
  CHECK(catchments[0].query == "france_services");
  CHECK(catchments[0].supply == "weekly_hours");
  CHECK(catchments[0].limit == Seconds::from_minutes(30));
}

TEST_CASE("communes load without repair, rejection or doubt") {
  std::vector<SourceReport> reports;
  const Territory territory = territory_of(demo().study, reports);
  CHECK(territory.communes.size() == demo().summary.communes);
  for (const SourceReport& report : reports) {
    INFO(report.name);
    CHECK(report.rejected == 0);
    CHECK(report.corrected == 0);
    for (const SourceNote& note : report.notes) {
      INFO(note.code);
      CHECK(note.kind == SourceNote::Kind::information);
    }
  }
}

TEST_CASE("communes have a seat inside, inhabitants and an EPCI, one of which is partial") {
  std::vector<SourceReport> reports;
  const Territory territory = territory_of(demo().study, reports);
  Weight inside;
  std::size_t under_study = 0;
  for (const Commune& commune : territory.communes) {
    REQUIRE(commune.seat.has_value());
    CHECK(contains(commune.shape, *commune.seat));
    if (!commune.in_study_area) continue;
    ++under_study;
    inside += commune.weights.at("population");
  }
  CHECK(under_study == 150);
  CHECK(inside == Weight::from_count(150 * 1100));
  const Grouping* epcis = territory.find_grouping("epci");
  REQUIRE(epcis);
  std::size_t partial = 0;
  for (const TerritoryUnit& unit : epcis->units) {
    if (unit.population_inside > Weight() && unit.is_partial) ++partial;
  }
  CHECK(partial == 1);
}

TEST_CASE("facilities load by the study's mapping; buses are set aside") {
  std::vector<SourceReport> reports;
  const Territory territory = territory_of(demo().study, reports);
  Progress silent;
  const LoadedFacilities loaded =
      load_facilities(demo().study, territory, lambert(), Execution{silent}, reports);
  std::map<std::string, std::size_t> kinds;
  std::set<int> tiers;
  for (const Facility& facility : loaded.facilities) {
    ++kinds[facility.kind];
    if (facility.kind == "france_services") {
      REQUIRE(facility.tier.has_value());
      tiers.insert(*facility.tier);
      CHECK(facility.opening_hours.has_value());
    }
    CHECK(facility.commune.valid());
  }
  CHECK(tiers == std::set<int>{1, 2, 3});
  CHECK(loaded.set_aside.size() >= 1);
  for (const char* kind : {"france_services", "france_services_poste", "postal", "third_place",
                           "library", "caf", "cpam", "mairie"}) {
    INFO(kind);
    CHECK(kinds[kind] > 0);
  }
  CHECK(kinds["mairie"] == demo().summary.communes);
  CHECK(kinds["postal"] > kinds["france_services"]);
  for (const SourceReport& report : reports) CHECK(report.rejected == 0);
}

TEST_CASE("the network has its junctions in one main component, with an island apart") {
  Progress silent;
  SourceReport report;
  const RawRoads roads = load_roads(demo().study.roads, Execution{silent}, report);
  const RoadNetwork network =
      build_network(roads, load_profile("car"), lambert(), Execution{silent}, report);
  CHECK(static_cast<double>(network.junction_count()) >
        0.95 * static_cast<double>(demo().summary.junctions));
  std::size_t in_main = 0;
  for (std::size_t v = 0; v < network.vertex_count(); ++v) {
    const VertexId vertex = VertexId::from_size(v);
    in_main += network.vertex_component[vertex.value()] == 0 ? 1 : 0;
  }
  CHECK(static_cast<double>(in_main) > 0.98 * static_cast<double>(network.vertex_count()));
  CHECK(in_main < network.vertex_count());
}

TEST_CASE("the scenario runs on the study: one place opens, an existing one closes") {
  const std::filesystem::path file =
      demo().summary.study.parent_path() / "scenario-moulins-like.toml";
  const Study scenario = load_study(file.string());
  REQUIRE(scenario.changes.size() == 2);
  const auto* added = std::get_if<AddFacility>(&scenario.changes[0].change);
  REQUIRE(added);
  CHECK(added->kind == "france_services");
  std::vector<SourceReport> reports;
  const Territory territory = territory_of(demo().study, reports);
  Progress silent;
  const LoadedFacilities loaded =
      load_facilities(demo().study, territory, lambert(), Execution{silent}, reports);
  const auto* closed = std::get_if<CloseFacility>(&scenario.changes[1].change);
  REQUIRE(closed);
  CHECK(std::any_of(loaded.facilities.begin(), loaded.facilities.end(),
                    [&](const Facility& facility) { return facility.id == closed->id; }));
}

TEST_CASE("squares of the grid are 200 m wide, apart and on the grid of the study's CRS") {
  const VectorLayer grid =
      VectorLayer::open((demo().summary.study.parent_path() / "grid.gpkg").string());
  CHECK(grid.crs().same_as(lambert()));
  std::set<std::string> ids;
  grid.for_each([&](const Feature& square) {
    CHECK(ids.insert(*square.text(grid.column("idcar_200m"))).second);
    const Geometry geometry = square.geometry();
    const auto& shape = std::get<MultiPolygon>(geometry);
    const Box box = bounds(shape);
    CHECK(area(shape) == Approx(40000));
    CHECK(std::fmod(box.min_x, 200.0) == 0);
    CHECK(std::fmod(box.min_y, 200.0) == 0);
    CHECK(*square.number(grid.column("ind")) >= 1);
  });
  CHECK(ids.size() > 3000);
}

TEST_CASE("people live denser in the towns: a tenth of the squares holds over a third of them") {
  const VectorLayer grid =
      VectorLayer::open((demo().summary.study.parent_path() / "grid.gpkg").string());
  std::vector<double> inhabitants;
  grid.for_each(
      [&](const Feature& square) { inhabitants.push_back(*square.number(grid.column("ind"))); });
  std::sort(inhabitants.rbegin(), inhabitants.rend());
  double all = 0, densest = 0;
  for (std::size_t i = 0; i < inhabitants.size(); ++i) {
    all += inhabitants[i];
    if (i < inhabitants.size() / 10) densest += inhabitants[i];
  }
  CHECK(densest > all / 3);
  CHECK(inhabitants.front() < 1500);  // on 4 hectares
}

// A demo of 3000 junctions once had no postal France services, and could not be run.
TEST_CASE("the smallest demos have a place in every list, and one for every query") {
  for (const std::uint64_t junctions : {1000, 2000, 3000}) {
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
      CAPTURE(junctions, seed);
      const TemporaryFolder folder;
      DemoOptions options;
      options.directory = folder.path() / "demo";
      options.junctions = junctions;
      options.seed = seed;
      Progress silent;
      const Study study = load_study(generate_demo(options, Execution{silent}).study.string());
      std::vector<SourceReport> reports;
      const Territory territory = territory_of(study, reports);
      const LoadedFacilities loaded =
          load_facilities(study, territory, lambert(), Execution{silent}, reports);
      for (const Query& query : study.queries) {
        CAPTURE(query.name);
        CHECK_FALSE(select_facilities(query, loaded.facilities).chosen.empty());
      }
    }
  }
}
