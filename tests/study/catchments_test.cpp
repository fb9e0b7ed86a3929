#include <catch2/catch.hpp>
#include <map>

#include "error_text.h"
#include "indicators/plain_catchments.h"
#include "libcoverage/study/run_study.h"
#include "small_study.h"

namespace coverage {

namespace {

/// The small study where the two France services are open 30 and 10 hours; 03003 lies around it
/// where `study_area` is 03001 and 03002.
std::string hours_study(const std::string& more, bool with_surroundings = true) {
  std::string text = SmallStudy::text();
  const auto put_after = [&](const std::string& line, const std::string& added) {
    text.insert(text.find(line) + line.size(), added);
  };
  put_after("path = \"fs.csv\"\n", "rules = [\"desks = 30 when name = Un\", \"desks = 10\"]\n");
  if (with_surroundings) {
    put_after("path = \"communes.geojson\"\n", "study_area = [\"03001\", \"03002\"]\n");
  }
  return text +
         "[queries]\nfs = \"kind = france_services\"\none = \"id = \\\"fs:1\\\"\"\n"
         "two = \"id = \\\"fs:2\\\"\"\n" +
         more;
}

Results run(const std::string& text, unsigned threads = 1) {
  const SmallStudy small;
  Progress silent;
  const Execution execution{silent, threads, nullptr};
  return run_study(load_study(small.write("study.toml", text)), execution);
}

/// Every demand point of the whole study with its time to each facility, from the queries `one` and
/// `two`, which know nothing of catchments.
PlainCatchment world_of(const Results& results) {
  PlainCatchment world{{}, {30, 10}, {}};
  for (std::size_t i = 0; i < results.demand.points.size(); ++i) {
    const auto point = DemandIndex::from_size(i);
    world.population.push_back(results.demand.weights[0].values[point].count());
    for (std::size_t j = 0; j < 2; ++j) {
      const AccessTime& access = results.queries[1 + j].demand[point];
      if (access.status == AccessStatus::ok) world.times[{i, j}] = access.time;
    }
  }
  return world;
}

std::map<std::string, double> expected_scores(const Results& whole, const CatchmentRule& rule) {
  const PlainCatchment world = world_of(whole);
  std::map<std::string, double> scores;
  for (std::size_t i = 0; i < whole.demand.points.size(); ++i) {
    scores[whole.demand.points.rows()[i].id] = world.access_of(rule, i);
  }
  return scores;
}

const std::string gaussian =
    "query = \"fs\"\nlimit = \"12 min\"\ndecay = \"gaussian\"\ndecay_time = \"6 min\"\n"
    "supply = \"desks\"\n";

const std::string all_methods = "[catchments.c2]\nmethod = \"e2sfca\"\n" + gaussian +
                                "[catchments.c3]\nmethod = \"3sfca\"\n" + gaussian +
                                "[catchments.cb]\nmethod = \"bfca\"\n" + gaussian +
                                "[catchments.cg]\nmethod = \"gravity\"\n" + gaussian;

}  // namespace

TEST_CASE("scores are those of plain sums over single access times, the surroundings competing") {
  const Results whole = run(hours_study("", false));
  const Results results = run(hours_study(all_methods));
  REQUIRE(results.demand.points.size() < whole.demand.points.size());
  REQUIRE(results.catchments.size() == 4);
  for (const CatchmentResult& found : results.catchments) {
    CAPTURE(found.catchment.name);
    const CatchmentRule rule{.method = found.catchment.method,
                             .decay = found.catchment.decay,
                             .limit = found.catchment.limit};
    const auto expected = expected_scores(whole, rule);
    std::size_t served = 0;
    for (std::size_t i = 0; i < results.demand.points.size(); ++i) {
      const CatchmentScore& score = found.demand.rows()[i];
      REQUIRE(score.is_scored);
      served += score.is_served;
      REQUIRE(score.score == Approx(expected.at(results.demand.points.rows()[i].id)).epsilon(1e-9));
    }
    CHECK(served > 0);
    CHECK(served < results.demand.points.size());  // the limit leaves some out
    CHECK(found.total_supply == 40);
  }
}

TEST_CASE("study, surroundings and what nobody reaches add up to the supply") {
  const Results results = run(hours_study(all_methods));
  for (std::size_t c : {0u, 1u}) {
    const CatchmentResult& found = results.catchments[c];
    CHECK(found.inside.supply_given + found.around.supply_given + found.unreached_supply ==
          Approx(found.total_supply));
    CHECK(found.around.population == Weight::from_count(500));
    CHECK(found.inside.population == Weight::from_count(3000));
    CHECK(found.around.supply_given > 0);
    const CatchmentFigures& study = found.indicators.study;
    CHECK(study.population == Weight::from_count(3000));
    CHECK(*study.mean * 3000 == Approx(found.inside.supply_given));
    CHECK(study.served + study.not_served + study.not_scored == study.population);
  }
}

TEST_CASE("where all communes are under study nobody competes from around") {
  const std::string one = "[catchments.c]\n" + gaussian + "method = \"e2sfca\"\n";
  const Results with = run(hours_study(one));
  const Results all = run(hours_study(one, false));
  CHECK(all.catchments[0].around.population == Weight());
  CHECK(all.catchments[0].inside.population == Weight::from_count(3500));
  CHECK(with.catchments[0].indicators.communes[CommuneIndex(2)].population == Weight());
  CHECK(all.catchments[0].indicators.communes[CommuneIndex(2)].mean ==
        all.catchments[0].indicators.groupings[0][UnitIndex(1)].mean);
}

TEST_CASE("a facility without the supply stops the run before roads are read") {
  const std::string study = hours_study("[catchments.c]\nquery = \"fs\"\nsupply = \"capacity\"\n");
  CHECK_THAT(error_text([&] { run(study); }),
             Catch::StartsWith("catchment 'c': 2 of the 2 facilities of the query 'fs' have no "
                               "number 'capacity', the first is fs:1 (Un): unknown is not zero"));
}

TEST_CASE("demand at seats competes from those seats that are known") {
  const SmallStudy small;
  std::string text = hours_study("[demand]\nmethod = \"seat\"\n[catchments.c]\nquery = \"fs\"\n");
  const std::string line = "path = \"communes.geojson\"\n";
  text.insert(text.find(line) + line.size(), "seats = \"seats.geojson\"\n");
  const auto seat = [](const std::string& code, const std::string& place) {
    return R"({"type":"Feature","properties":{"code":")" + code +
           R"("},"geometry":{"type":"Point","coordinates":[)" + place + "]}}";
  };
  small.write("seats.geojson", R"({"type":"FeatureCollection","features":[)" +
                                   seat("03001", "3.02,46.33") + "," + seat("03002", "3.15,46.35") +
                                   "]}");
  Progress silent;
  const Results results =
      run_study(load_study(small.write("study.toml", text)), Execution{silent, 1, nullptr});
  CHECK(results.catchments[0].inside.population == Weight::from_count(3000));
  CHECK(results.catchments[0].around.population == Weight());
}

TEST_CASE("catchments do not depend on the number of threads") {
  const Results one = run(hours_study(all_methods), 1);
  const Results three = run(hours_study(all_methods), 3);
  for (std::size_t c = 0; c < one.catchments.size(); ++c) {
    const auto& a = one.catchments[c].demand.rows();
    const auto& b = three.catchments[c].demand.rows();
    REQUIRE(a.size() == b.size());
    for (std::size_t i = 0; i < a.size(); ++i) REQUIRE(a[i].score == b[i].score);
  }
}

}  // namespace coverage
