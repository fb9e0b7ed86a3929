#include "apps/shared/study_plan_report.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "study/siting_study.h"

namespace coverage {
namespace {

SitingPlan centre_of(const SitingStudy& study) {
  const std::vector sites{CandidateIndex(0), CandidateIndex(1), CandidateIndex(2)};
  REQUIRE(study.places[sites.back()].id == "candidate:centre");
  return {sites, Amount{3500} * 1'000'000, Amount{3500} * 1'000'000};
}

/// With plain spaces for those that must not break.
std::string sentence(const SitingStudy& study, const SitingPlan& plan) {
  std::string text = study_plan_sentence(study, plan, Language::english);
  for (auto at = text.find("\u00a0"); at != std::string::npos; at = text.find("\u00a0")) {
    text.replace(at, 2, " ");
  }
  return text;
}

}  // namespace

TEST_CASE("a plan of a study is told in seconds and inhabitants, with what opens and stays") {
  SitingWorld world;
  const SitingStudy study = world.siting({.threshold = Seconds::from_minutes(5), .new_sites = 1});
  const auto json = study_plan_json(study, "mclp", centre_of(study), 0.25);
  CHECK(json.dump() ==
        R"({"problem":"mclp","p":1,"threshold":300,"objective":3500,"bound":3500,"gap":0.0,)"
        R"("optimal":true,"sites":["candidate:centre"],"existing":["fs:1","fs:2"],"weight":3500,)"
        R"("closed":[],"query":"france_services","weight_name":"population","candidates":2,)"
        R"("population":{"total":3500.0,"asked":3500.0,"unsnapped":0.0,"unreachable":0.0},)"
        R"("seconds":0.25})");
}

TEST_CASE("sites of a plan are rows, those that close the last") {
  SitingWorld world;
  const SitingStudy study =
      world.siting({.threshold = Seconds::from_minutes(5), .new_sites = 0, .allow_closing = true});
  const std::string csv = study_plan_csv(study, {{CandidateIndex(0), CandidateIndex(2)}, 0, 0});
  const std::string time = csv.substr(csv.find("1000,1000,1000,") + 15,
                                      csv.find("\ncand") - csv.find("1000,1000,1000,") - 15);
  CHECK(csv ==
        "site,name,status,commune,epci,lon,lat,cost,weight,covered_weight,lost_weight,"
        "mean_time_s\n"
        "fs:1,Un,existing,03001,200000001,3.05,46.35,,1000,1000,1000," +
            time +
            "\n"
            "candidate:centre,Centre,proposed,03002,200000001,3.15,46.35,4.5,2000,2000,2000," +
            time +
            "\n"
            "fs:2,Deux,closed,03003,200000002,3.25,46.35,,,,,\n");
}

TEST_CASE("rows of plans beside the best one begin with the number and the kind of their plan") {
  SitingWorld world;
  const SitingStudy study = world.siting({.threshold = Seconds::from_minutes(5), .new_sites = 1});
  const std::vector<SitingPlan> others = {
      {{CandidateIndex(0), CandidateIndex(1), CandidateIndex(3)},
       Amount{1500} * 1'000'000,
       Amount{3500} * 1'000'000}};
  const std::string csv = study_plan_csv(study, centre_of(study), &others);
  CHECK(csv.rfind("plan,kind,site,name,", 0) == 0);
  CHECK(csv.find("\n1,best,candidate:centre,Centre,proposed,") != std::string::npos);
  CHECK(csv.find("\n2,alternative,candidate:west,Ouest,proposed,") != std::string::npos);
  const auto json = study_alternatives_json(study, others);
  CHECK(json.dump() == R"([{"objective":1500,"bound":3500,"gap":0.5714285714285714,)"
                       R"("sites":["candidate:west"],"closed":[]}])");
}

TEST_CASE("a plan of a study is one sentence for people") {
  SitingWorld world;
  const SitingStudy study = world.siting({.threshold = Seconds::from_minutes(5), .new_sites = 1});
  CHECK(sentence(study, centre_of(study)) ==
        "1 new site; 3,500 of 3,500 within 5 min (100%); proven optimal.");
  SitingPlan moved{
      {CandidateIndex(0), CandidateIndex(2)}, Amount{3000} * 1'000'000, Amount{3500} * 1'000'000};
  CHECK(sentence(study, moved) ==
        "1 new site, 1 closes; 3,000 of 3,500 within 5 min (85.7%); at most 14.29 % from the "
        "optimum.");
}

TEST_CASE("the sentence of a mean or a longest time gives it as a duration") {
  SitingWorld world;
  for (const auto& [goal, text] :
       {std::pair(SitingGoal::least_mean, "1 new site; mean time 1 min; proven optimal."),
        std::pair(SitingGoal::least_worst, "1 new site; longest time 1 min; proven optimal.")}) {
    const SitingStudy study = world.siting({.goal = goal, .new_sites = 1});
    SitingPlan plan = centre_of(study);
    plan.objective = goal == SitingGoal::least_mean ? Amount{3500} * 1'000'000 * 60'000 : 60'000;
    plan.bound = plan.objective;
    CHECK(sentence(study, plan) == text);
  }
}

}  // namespace coverage
