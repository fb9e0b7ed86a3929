#include "libcoverage/study/siting_of_study.h"

#include <catch2/catch.hpp>

#include "error_text.h"
#include "libcoverage/siting/evaluate_plan.h"
#include "libcoverage/study/point_access.h"
#include "siting/brute_force.h"
#include "siting_study.h"

namespace coverage {
namespace {

std::vector<std::string> ids_of(const SitingStudy& study) {
  std::vector<std::string> ids;
  for (const SitingPlace& place : study.places) ids.push_back(place.id);
  return ids;
}

std::vector<std::string> opened(const SitingStudy& study, const SitingPlan& plan) {
  std::vector<std::string> ids;
  for (const CandidateIndex site : plan.sites) {
    if (!study.places[site].exists()) ids.push_back(study.places[site].id);
  }
  return ids;
}

std::vector<std::string> stayed(const SitingStudy& study, const SitingPlan& plan) {
  std::vector<std::string> ids;
  for (const CandidateIndex site : plan.sites) {
    if (study.places[site].exists()) ids.push_back(study.places[site].id);
  }
  return ids;
}

SitingPlan best_of(const SitingStudy& study) {
  const auto best = best_by_enumeration(study.tables.instance, study.problem);
  REQUIRE(best);
  return *best;
}

constexpr Amount people = 1'000'000;  // in millionths

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("existing facilities come first and stay; a candidate away from roads is told") {
  SitingWorld world;
  const SitingStudy study = world.siting({.new_sites = 1});
  CHECK(ids_of(study) == Ids{"fs:1", "fs:2", "candidate:centre", "candidate:west"});
  const auto& sites = study.tables.instance.sites.rows();
  CHECK(sites[0].rule == SiteRule::mandatory);
  CHECK_FALSE(sites[0].counts);
  CHECK(sites[2].rule == SiteRule::optional);
  CHECK(sites[2].counts);
  CHECK(sites[2].cost == 45);
  CHECK(study.tables.instance.units.cost_decimals == 1);
  CHECK(study.tables.groups[sites[2].group] == "CC A");
  CHECK(study.places.rows()[2].name == "Centre");
  CHECK(world.listener.warnings ==
        Ids{"1 candidate left out: farther than 100 m from any road: candidate:far"});
}

TEST_CASE("one more site within five minutes opens where the uncovered live") {
  SitingWorld world;
  const SitingStudy study = world.siting({.threshold = Seconds::from_minutes(5), .new_sites = 1});
  const SitingPlan plan = best_of(study);
  CHECK(opened(study, plan) == Ids{"candidate:centre"});
  CHECK(plan.objective == 3500 * people);
  CHECK(evaluate_plan(study.tables.instance, study.problem,
                      std::vector{CandidateIndex(0), CandidateIndex(1)}) == 1500 * people);
  CHECK(study.ledger.total == Weight::from_count(3500));
  CHECK(study.ledger.asked == Weight::from_count(3500));
}

TEST_CASE("without a threshold the target of the query decides who is covered") {
  SitingWorld world;
  const SitingStudy study = world.siting({.new_sites = 1}, {{"target", "4 min"}});
  CHECK(study.problem.threshold == 240'000);
}

TEST_CASE("a target with a distance needs a threshold in its place") {
  SitingWorld world;
  const auto ask = [&](std::optional<Seconds> threshold) {
    return error_text([&] {
      world.siting({.threshold = threshold, .new_sites = 1}, {{"target", "20 min and 5 km"}});
    });
  };
  CHECK(ask({}) ==
        "the target of query 'france_services' has a distance (20 min and 5 km), and sites are "
        "chosen by time. Give --threshold \"20 min\"");
  CHECK(ask(Seconds::from_minutes(20)) == "no error was thrown");
}

TEST_CASE("another weight counts other people") {
  SitingWorld world;
  const SitingStudy study = world.siting({.weight = "pop_75_plus", .new_sites = 1});
  CHECK(study.ledger.total == Weight::from_count(35));
  CHECK(error_text([&] { world.siting({.weight = "pop_75", .new_sites = 1}); }) ==
        "the study has no weight 'pop_75'. There are: population, pop_75_plus");
  CHECK(error_text([&] { world.siting({.query = "france_service", .new_sites = 1}); }) ==
        "the study has no query 'france_service'. Did you mean 'france_services'?");
}

TEST_CASE("times of the instance are what coverage-access answers, for each site alone") {
  SitingWorld world;
  const SitingStudy study =
      world.siting({.goal = SitingGoal::least_mean, .new_sites = 1, .allow_closing = true});
  const auto& values = study.tables.instance.values;
  REQUIRE(values.rows() == 4);
  for (std::size_t s = 0; s < values.rows(); ++s) {
    CAPTURE(s);
    const SitingPlace& place = study.places.rows()[s];
    world.write("fs.csv", fmt::format("id,name,lon,lat\n1,Alone,{},{}\n", place.lon_lat.lon,
                                      place.lon_lat.lat));
    const PointAccess access(world.load("", {{"roads.snap_limit_m", "100"}}), "",
                             {world.listener, 1, nullptr});
    REQUIRE(values.row(s).size() == 3);
    for (const ReachEntry& entry : values.row(s)) {
      const DemandIndex home = study.demand_of_row[entry.target];
      const LonLat where{3.05 + 0.1 * home.value(), 46.35};
      const auto answer = access.answers({"home", where, {}}).front();
      // The home was projected, the point is too: within a millisecond.
      CHECK(std::abs(static_cast<double>(answer.access.time.milliseconds()) - entry.time_ms) <= 1);
    }
  }
}

TEST_CASE("where existing sites stay, only what is nearer than they are is kept") {
  SitingWorld world;
  const SitingQuestion question{.goal = SitingGoal::least_mean, .new_sites = 1};
  const SitingStudy kept = world.siting(question);
  const auto& values = kept.tables.instance.values;
  // a with the first, c with the second, and b, as far from both, with both.
  CHECK(values.row(0).size() == 2);
  CHECK(values.row(1).size() == 2);
  REQUIRE(values.row(2).size() == 1);
  CHECK(kept.demand.points[kept.demand_of_row[values.row(2)[0].target]].id == "b");
  SECTION("and no plan is worth anything else for it") {
    SitingQuestion all = question;
    all.allow_closing = true;
    const SitingStudy whole = world.siting(all);
    for (std::uint32_t c = 2; c < 4; ++c) {
      const std::vector plan{CandidateIndex(0), CandidateIndex(1), CandidateIndex(c)};
      CHECK(evaluate_plan(kept.tables.instance, kept.problem, plan) ==
            evaluate_plan(whole.tables.instance, whole.problem, plan));
    }
  }
  SECTION("but where sites may be full, the second nearest counts too") {
    SitingQuestion full = question;
    full.assignment = Assignment::split;
    CHECK(world.siting(full).tables.instance.values.row(2).size() == 3);
  }
}

TEST_CASE("a site that may close makes room for a better one") {
  SitingWorld world;
  const SitingStudy study =
      world.siting({.threshold = Seconds::from_minutes(5), .new_sites = 0, .allow_closing = true});
  CHECK(study.problem.most_sites == 2u);
  const SitingPlan plan = best_of(study);
  // 1000 + 2000 instead of 1000 + 500.
  CHECK(stayed(study, plan) == Ids{"fs:1"});
  CHECK(opened(study, plan) == Ids{"candidate:centre"});
  CHECK(plan.objective == 3000 * people);
}

TEST_CASE("sites that cannot close, or serve nobody, are told") {
  SitingWorld world;
  world.write("fs.csv", "id,name,lon,lat\n1,Un,3.05,46.35\n2,Deux,3.255,46.355\n");
  const auto asked = [&](bool closing) {
    world.listener.warnings.clear();
    world.siting({.new_sites = 1, .allow_closing = closing},
                 {{"communes.study_area", "[\"03002\"]"}});
    return world.listener.warnings;
  };
  const std::string lost =
      "existing sites that serve nobody, farther than 100 m from any road: 1 (fs:2)";
  CHECK_THAT(asked(false), Catch::VectorContains(lost));
  CHECK_THAT(asked(true), Catch::VectorContains(lost));
  CHECK_THAT(asked(true),
             Catch::VectorContains(std::string(
                 "existing sites that stay, for they are outside the study area: 1 of 1")));
}

TEST_CASE("no more sites close than may move") {
  SitingWorld world;
  const auto best = [&](std::uint32_t moved) {
    const SitingStudy study = world.siting({.threshold = Seconds::from_minutes(5),
                                            .new_sites = 0,
                                            .allow_closing = true,
                                            .most_closed = moved});
    return stayed(study, best_of(study));
  };
  CHECK(best(0) == Ids{"fs:1", "fs:2"});
  CHECK(best(1) == Ids{"fs:1"});
}

TEST_CASE("limits of an EPCI go by its name or code") {
  SitingWorld world;
  for (const char* epci : {"CC A", "200000001"}) {
    CAPTURE(epci);
    const SitingStudy study = world.siting({.threshold = Seconds::from_minutes(5),
                                            .new_sites = 1,
                                            .epci_limits = {{epci, 0, 0}},
                                            .allow_closing = true,
                                            .most_closed = 0});
    CHECK(opened(study, best_of(study)).empty());
  }
  CHECK(error_text([&] {
          world.siting({.new_sites = 1, .epci_limits = {{"CC C", 1, {}}}});
        }) == "the study has no EPCI 'CC C'. Did you mean 'CC A'?");
}

TEST_CASE("a budget is in the unit of the candidates' costs") {
  SitingWorld world;
  const SitingStudy study =
      world.siting({.threshold = Seconds::from_minutes(5), .budget_millionths = 4'000'000});
  CHECK(study.problem.budget == 40);
  CHECK(opened(study, best_of(study)) == Ids{"candidate:west"});
}

TEST_CASE("homes off the network are left out where everybody must be served, and told") {
  SitingWorld world;
  const std::vector<std::pair<std::string, std::string>> near{{"demand.path", "off.geojson"}};
  world.write("off.geojson",
              R"({"type":"FeatureCollection","features":[)"
              R"({"type":"Feature","properties":{"id":"on","pop":10,"old":1},"geometry":)"
              R"({"type":"Point","coordinates":[3.05,46.35]}},)"
              R"({"type":"Feature","properties":{"id":"off","pop":4,"old":0},"geometry":)"
              R"({"type":"Point","coordinates":[3.055,46.355]}}]})");
  const SitingStudy mean = world.siting({.goal = SitingGoal::least_mean, .new_sites = 1}, near);
  CHECK(mean.ledger.unsnapped == Weight::from_count(4));
  CHECK(mean.ledger.asked == Weight::from_count(10));
  CHECK(world.listener.warnings.back() ==
        "left out, for no site can serve them: 4 of 14 (4 too far from any road, 0 without a way)");
  SECTION("but stay in the whole of which a share is covered") {
    const SitingStudy cover = world.siting({.new_sites = 1}, near);
    CHECK(cover.ledger.asked == Weight::from_count(14));
    CHECK(cover.tables.instance.demand_count() == 2);
  }
  SECTION("and do not count where they have nobody of the weight") {
    const SitingStudy old = world.siting(
        {.weight = "pop_75_plus", .goal = SitingGoal::least_mean, .new_sites = 1}, near);
    CHECK(old.ledger.total == Weight::from_count(1));
    CHECK(old.tables.instance.demand_count() == 1);
  }
}

TEST_CASE("where the mean time comes after coverage, times beyond the threshold are kept") {
  SitingWorld world;
  SitingQuestion question{.threshold = Seconds::from_seconds(30), .new_sites = 1};
  CHECK(world.siting(question).tables.instance.values.row(0).size() == 1);
  question.then_mean = true;
  // b too; c has another site nearer.
  CHECK(world.siting(question).tables.instance.values.row(0).size() == 2);
}

}  // namespace coverage
