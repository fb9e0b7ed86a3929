#include <catch2/catch.hpp>
#include <chrono>

#include "error_text.h"
#include "libcoverage/network/network_cache.h"
#include "libcoverage/study/demand_of_study.h"
#include "libcoverage/study/study_inputs.h"
#include "listener.h"
#include "small_study.h"

namespace coverage {

namespace {

/// The small study with inhabitants in a file, its network built by an earlier run, its roads old
/// enough to be trusted.
struct BuiltStudy {
  explicit BuiltStudy(const std::string& points) {
    world.write("homes.csv", points);
    namespace fs = std::filesystem;
    fs::last_write_time(world.folder() / "roads.osm",
                        fs::file_time_type::clock::now() - std::chrono::hours(1));
    study = world.load(
        "[demand]\nmethod = \"points\"\npath = \"homes.csv\"\nid = \"id\"\n"
        "weights = { population = \"people\" }\n");
    Listener quiet;
    load_study_inputs(study, {quiet, 1, nullptr});
  }

  SmallStudy world;
  Study study;
};

const char* const homes =
    "id,lon,lat,people\na,3.05,46.31,10\nb,3.15,46.32,20\nc,3.25,46.33,30\nd,9,46,5\n";

}  // namespace

TEST_CASE("inputs read side by side are those read one after the other") {
  const BuiltStudy built(homes);
  REQUIRE(is_network_stored(built.study, "car", Crs::from_text(built.study.crs)));
  Listener alone, together;
  StudyInputs one = load_study_inputs(built.study, {alone, 1, nullptr}, ReadAlso::demand);
  StudyInputs two = load_study_inputs(built.study, {together, 2, nullptr}, ReadAlso::demand);
  CHECK_FALSE(one.demand.valid());
  CHECK(two.demand.valid());
  const Demand first = demand_of_study(one, {alone, 1, nullptr});
  const Demand second = demand_of_study(two, {together, 2, nullptr});
  CHECK(alone.warnings == together.warnings);
  REQUIRE(first.points.size() == 3);
  REQUIRE(second.points.size() == 3);
  for (std::uint32_t i = 0; i < 3; ++i) {
    const DemandIndex point(i);
    CHECK(first.points[point].id == second.points[point].id);
    CHECK(first.points[point].position == second.points[point].position);
    CHECK(first.points[point].commune == second.points[point].commune);
    CHECK(first.weights[0].values[point] == second.weights[0].values[point]);
  }
  REQUIRE(one.sources.size() == two.sources.size());
  for (std::size_t s = 0; s < one.sources.size(); ++s) {
    CHECK(one.sources[s].name == two.sources[s].name);
    CHECK(one.sources[s].read == two.sources[s].read);
    CHECK(one.sources[s].notes.size() == two.sources[s].notes.size());
  }
}

TEST_CASE("who does not ask for the demand does not wait for it") {
  const BuiltStudy built(homes);
  Listener listener;
  CHECK_FALSE(load_study_inputs(built.study, {listener, 2, nullptr}).demand.valid());
}

TEST_CASE("of several mistakes the same one is told, however many threads there are") {
  BuiltStudy built("id,lon,lat,inhabitants\na,3.05,46.31,10\n");
  const auto error_of = [&](unsigned threads) {
    return error_text([&] {
      Listener listener;
      StudyInputs inputs =
          load_study_inputs(built.study, {listener, threads, nullptr}, ReadAlso::demand);
      demand_of_study(inputs, {listener, threads, nullptr});
    });
  };
  CHECK_THAT(error_of(1), Catch::Contains("people"));
  CHECK(error_of(2) == error_of(1));
  built.world.write("fs.csv", "id,name,lon,lat\n1,Un,here,46.35\n");
  CHECK_THAT(error_of(1), Catch::Contains("here"));
  CHECK(error_of(2) == error_of(1));
}

}  // namespace coverage
