#include "libcoverage/study/edge_times.h"

#include <catch2/catch.hpp>

#include "libcoverage/base/error.h"
#include "libcoverage/input/study_file.h"
#include "network_fixture.h"
#include "temporary_folder.h"

namespace coverage {

namespace {

std::string square(const std::string& code, double west) {
  const auto corner = [](double lon, double lat) {
    return "[" + std::to_string(lon) + "," + std::to_string(lat) + "]";
  };
  return R"({"type":"Feature","properties":{"code":")" + code + R"(","nom":")" + code +
         R"("},"geometry":{"type":"Polygon","coordinates":[[)" + corner(west, 46) + "," +
         corner(west + 0.02, 46) + "," + corner(west + 0.02, 46.01) + "," + corner(west, 46.01) +
         "," + corner(west, 46) + "]]}}";
}

std::string list(const std::string& kind, const std::string& area) {
  return "[[facilities]]\nkind = \"" + kind + "\"\npath = \"places.csv\"\n" +
         (area.empty() ? "" : "area = [" + area + "]\n");
}

/// A street through two communes, 03001 and 63001, and lists that are complete here or there.
class Fixture {
 public:
  explicit Fixture(const std::string& area_of_schools = "\"03\"") {
    folder_.write("communes.geojson", R"({"type":"FeatureCollection","features":[)" +
                                          square("03001", 3) + "," + square("63001", 3.02) + "]}");
    folder_.write("places.csv", "id,lon,lat\n1,3.001,46.005\n");
    folder_.write("roads.osm", "<?xml version='1.0'?><osm version='0.6'>" + osm_node(1, 50, 550) +
                                   osm_node(2, 1000, 550) + osm_node(3, 2000, 550) +
                                   osm_node(4, 2900, 550) +
                                   osm_way(1, "1 2 3 4", "highway=residential") + "</osm>");
    study_ = load_study(folder_.write(
        "study.toml", "[communes]\npath = \"communes.geojson\"\n" + list("mairie", "\"03\"") +
                          list("school", area_of_schools) + list("library", "\"63\"") +
                          list("shop", "") + "[roads]\npath = \"roads.osm\"\n[queries]\n" +
                          "mairie = \"kind = mairie\"\nschool = \"kind = school\"\n" +
                          "library = \"kind = library\"\nshop = \"kind = shop\"\n" +
                          "[queries.on_foot]\nwhere = \"kind = mairie\"\nprofile = \"foot\"\n"));
  }
  StudyInputs inputs() const { return load_study_inputs(study_, quiet_execution()); }

 private:
  TemporaryFolder folder_;
  Study study_;
};

}  // namespace

TEST_CASE("queries of one network whose lists are complete in one area share its edge") {
  const Fixture fixture;
  const StudyInputs inputs = fixture.inputs();
  EdgeTimes edges(inputs);
  const auto of = [&](std::size_t query) { return edges.of(query, quiet_execution()); };
  const auto mairie = of(0);
  CHECK(of(1) == mairie);
  CHECK(of(0) == mairie);
  CHECK(of(2) != mairie);  // another area
  CHECK(of(3) != mairie);  // complete everywhere
  CHECK(of(4) != mairie);  // another network
}

TEST_CASE("the edge lies where the list's area ends, or nowhere") {
  const Fixture fixture;
  const StudyInputs inputs = fixture.inputs();
  EdgeTimes edges(inputs);
  const StudyNetwork& network = *inputs.networks.front();
  const auto home = network.facility_snaps[FacilityIndex(0)];
  REQUIRE(home);
  std::vector<Seed> departures;
  append_departures(network.roads, *home, departures);
  CHECK(edges.of(0, quiet_execution())->from(*home, departures).is_reachable());
  CHECK_FALSE(edges.of(3, quiet_execution())->from(*home, departures).is_reachable());
}

TEST_CASE("an area that no commune has is refused with the query's name") {
  const Fixture fixture("\"75\"");
  const StudyInputs inputs = fixture.inputs();
  EdgeTimes edges(inputs);
  CHECK_NOTHROW(edges.of(0, quiet_execution()));
  CHECK_THROWS_WITH(edges.of(1, quiet_execution()),
                    Catch::Contains("school") && Catch::Contains("75"));
}

}  // namespace coverage
