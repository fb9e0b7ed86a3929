#include "libcoverage/study/study_hierarchies.h"

#include <catch2/catch.hpp>

#include "error_text.h"
#include "libcoverage/network/network_cache.h"
#include "libcoverage/routing/hierarchy_file.h"
#include "libcoverage/study/study_inputs.h"
#include "listener.h"
#include "small_study.h"

namespace coverage {
namespace {

namespace fs = std::filesystem;

constexpr const char* also_on_foot = R"(
[queries.near]
where = "kind = france_services"
profile = "foot"
[queries.far]
where = "kind = france_services"
)";

/// The networks of a small study, by car and on foot.
struct Networks {
  explicit Networks(const SmallStudy& small) : study(small.load(also_on_foot)) { load(); }
  void load() { networks = load_road_networks(study, crs, sources, execution); }
  fs::path file(const char* profile = "car") const {
    return network_cache_path(study, profile, crs);
  }

  Study study;
  Crs crs = Crs::from_text("EPSG:2154");
  Listener listener;
  Execution execution{listener, 1, nullptr};
  std::vector<SourceReport> sources;
  std::vector<RoadNetwork> networks;
};

}  // namespace

TEST_CASE(
    "a study's hierarchies are built once for each of its profiles, and found by later runs") {
  const SmallStudy small;
  Networks world(small);
  REQUIRE(world.networks.size() == 2);
  for (const auto& none :
       stored_hierarchies(world.study, world.crs, world.networks, world.execution)) {
    CHECK_FALSE(none);
  }
  const auto built = build_hierarchies(world.study, world.crs, world.networks, world.execution);
  REQUIRE(built.size() == 2);
  for (std::size_t n = 0; n < 2; ++n) {
    REQUIRE(built[n]);
    CHECK(built[n]->build_seconds > 0);
    CHECK(built[n]->figures.vertices == world.networks[n].vertex_count());
  }
  CHECK_NOTHROW(verify_hierarchy(world.file("foot")));
  world.load();
  const auto found = build_hierarchies(world.study, world.crs, world.networks, world.execution);
  for (std::size_t n = 0; n < 2; ++n) {
    REQUIRE(found[n]);
    CHECK(found[n]->build_seconds == 0);
    CHECK(found[n]->figures.shortcuts == built[n]->figures.shortcuts);
    CHECK(found[n]->figures.bytes == built[n]->figures.bytes);
  }
  CHECK(world.listener.warnings.empty());
}

TEST_CASE("a network that is built again has no hierarchy until that is built again too") {
  const SmallStudy small;
  Networks world(small);
  build_hierarchies(world.study, world.crs, world.networks, world.execution);
  small.write("roads.osm", SmallStudy::roads(46.29));
  world.load();
  CHECK_FALSE(stored_hierarchies(world.study, world.crs, world.networks, world.execution)[0]);
  CHECK(
      build_hierarchies(world.study, world.crs, world.networks, world.execution)[0]->build_seconds >
      0);
}

TEST_CASE(
    "a damaged hierarchy is said so, costs nobody the network, and is built again where asked") {
  const SmallStudy small;
  Networks world(small);
  build_hierarchies(world.study, world.crs, world.networks, world.execution);
  std::fstream file(world.file(), std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(-8, std::ios::end);
  file << "\x7e\x7e\x7e\x7e";
  file.close();
  world.load();
  CHECK(world.listener.warnings.empty());
  CHECK_FALSE(stored_hierarchies(world.study, world.crs, world.networks, world.execution)[0]);
  REQUIRE(world.listener.warnings.size() == 1);
  CHECK_THAT(world.listener.warnings[0],
             Catch::Contains("its hierarchy cannot be used") && Catch::Contains("checksum"));
  CHECK(
      build_hierarchies(world.study, world.crs, world.networks, world.execution)[0]->build_seconds >
      0);
  CHECK_NOTHROW(verify_hierarchy(world.file()));
}

TEST_CASE("where the networks' folder cannot be written a hierarchy has no place, which is said") {
  const SmallStudy small;
  small.write(".coverage", "a file where the folder should be");
  Networks world(small);
  CHECK_FALSE(stored_hierarchies(world.study, world.crs, world.networks, world.execution)[0]);
  CHECK_THAT(error_text([&] {
               build_hierarchies(world.study, world.crs, world.networks, world.execution);
             }),
             Catch::Contains("the network has no file") && Catch::Contains("written to"));
}

}  // namespace coverage
