#include "libcoverage/study/siting_outcome.h"

#include <catch2/catch.hpp>

#include "libcoverage/siting/solve_siting.h"
#include "siting_study.h"

namespace coverage {
namespace {

using Status = SiteOutcome::Status;

SitingPlan plan_of(const SitingStudy& study, const std::vector<std::string>& ids) {
  SitingPlan plan;
  for (std::size_t s = 0; s < study.places.size(); ++s) {
    const auto site = CandidateIndex::from_size(s);
    if (std::ranges::count(ids, study.places[site].id) > 0) plan.sites.push_back(site);
  }
  REQUIRE(plan.sites.size() == ids.size());
  return plan;
}

/// The outcome of plans that are given by the ids of their open sites.
SitingResults outcome(SitingWorld& world, const SitingQuestion& question,
                      const std::vector<std::vector<std::string>>& plans,
                      const std::vector<std::pair<std::string, std::string>>& overrides = {}) {
  SitingStudy study = world.siting(question, overrides);
  SolvedPlans solved{.problem_name = "mclp", .plans = {}, .greedy = {}};
  for (const auto& ids : plans) solved.plans.push_back(plan_of(study, ids));
  return siting_outcome(std::move(study), solved, {world.listener, 1, nullptr});
}

const SiteOutcome& site(const SitingResults& found, std::size_t plan, const std::string& id) {
  for (const SiteOutcome& row : found.plans[plan].sites) {
    if (found.results.facilities[row.facility].id == id) return row;
  }
  throw std::invalid_argument(id);
}

std::string commune(const SitingResults& found, CommuneIndex index) {
  return found.results.territory.communes[index].code;
}

Weight people(double count) {
  return Weight::from_count(count);
}

const SitingQuestion five_minutes{.threshold = Seconds::from_minutes(5), .new_sites = 1};

}  // namespace

TEST_CASE("a proposal gains those whom only it covers, and their commune leaves the gap") {
  SitingWorld world;
  const SitingResults found = outcome(world, five_minutes, {{"fs:1", "fs:2", "candidate:centre"}});
  REQUIRE(found.plans.size() == 1);
  const SiteOutcome& centre = site(found, 0, "candidate:centre");
  CHECK(centre.status == Status::proposed);
  CHECK(centre.cost == "4.5");
  CHECK(centre.catchment == people(2000));
  CHECK(centre.gained == people(2000));
  CHECK(centre.lost_without == people(2000));
  CHECK(centre.in_reach == people(2000));
  CHECK(centre.overlap == people(0));
  REQUIRE(centre.leave_gap.size() == 1);
  CHECK(commune(found, centre.leave_gap[0]) == "03002");
  CHECK(found.plans[0].leave_gap == centre.leave_gap);
  CHECK(found.plans[0].enter_gap.empty());
  REQUIRE(centre.mean_before_s);
  REQUIRE(centre.mean_after_s);
  // Seven kilometres and more at 80 km/h before, the door after.
  CHECK(*centre.mean_before_s > *centre.mean_after_s + 300);
  const SiteOutcome& first = site(found, 0, "fs:1");
  CHECK(first.catchment == people(1000));
  CHECK(first.gained == people(0));
  CHECK(*first.mean_before_s == *first.mean_after_s);
}

TEST_CASE("access with a plan is a query of its own, beside access today") {
  SitingWorld world;
  const SitingResults found = outcome(world, five_minutes, {{"fs:1", "fs:2", "candidate:centre"}});
  const auto& queries = found.results.queries;
  REQUIRE(queries.size() == 2);
  CHECK(queries[0].query.name == "france_services");
  CHECK(queries[1].query.name == "france_services_plan");
  CHECK(queries[0].indicators.study.beyond_target == people(2000));
  CHECK(queries[1].indicators.study.beyond_target == people(0));
  const FacilityIndex nearest = queries[1].demand[DemandIndex(1)].facility;
  CHECK(found.results.facilities[nearest].id == "candidate:centre");
  CHECK(queries[1].query.target.time == Seconds::from_minutes(5));
  CHECK(queries[1].query.target_source == "threshold of this question");
}

TEST_CASE("of a site that closes the catchment and what is lost are told") {
  SitingWorld world;
  SitingQuestion question = five_minutes;
  question.allow_closing = true;
  const SitingResults found = outcome(world, question, {{"fs:1", "candidate:centre"}});
  const SiteOutcome& closed = site(found, 0, "fs:2");
  CHECK(closed.status == Status::closed);
  CHECK(closed.catchment == people(500));
  CHECK(closed.lost_without == people(500));
  REQUIRE(found.plans[0].enter_gap.size() == 1);
  CHECK(commune(found, found.plans[0].enter_gap[0]) == "03003");
}

TEST_CASE("overlap is what another existing site has in reach too") {
  SitingWorld world;
  SitingQuestion question = five_minutes;
  question.threshold = Seconds::from_minutes(30);
  const SitingResults found = outcome(world, question, {{"fs:1", "fs:2", "candidate:west"}});
  const SiteOutcome& west = site(found, 0, "candidate:west");
  CHECK(west.in_reach == people(3500));
  CHECK(west.overlap == people(3500));
  CHECK(west.gained == people(0));
  CHECK(west.lost_without == people(0));
  CHECK(west.catchment == people(2000));
}

TEST_CASE("the most needed site comes first, with the communes that would fall into the gap") {
  SitingWorld world;
  const SitingResults found = outcome(world, five_minutes, {{"fs:1", "fs:2", "candidate:west"}});
  REQUIRE(found.losses.size() == 2);
  CHECK(found.results.facilities[found.losses[0].facility].id == "fs:1");
  CHECK(found.losses[0].lost == people(1000));
  CHECK(found.losses[1].lost == people(500));
  REQUIRE(found.losses[1].enter_gap.size() == 1);
  CHECK(commune(found, found.losses[1].enter_gap[0]) == "03003");
}

TEST_CASE("sites that nobody would miss lose nothing") {
  SitingWorld world;
  SitingQuestion question = five_minutes;
  question.threshold = Seconds::from_minutes(60);
  const SitingResults found = outcome(world, question, {{"fs:1", "fs:2", "candidate:west"}});
  for (const SiteLoss& loss : found.losses) {
    CHECK(loss.lost == people(0));
    CHECK(loss.enter_gap.empty());
  }
}

TEST_CASE("each plan of a curve has its sites, and a proposal stands once among the facilities") {
  SitingWorld world;
  const SitingResults found = outcome(world, five_minutes,
                                      {{"fs:1", "fs:2", "candidate:centre"},
                                       {"fs:1", "fs:2", "candidate:centre", "candidate:west"}});
  CHECK(found.plans[1].new_sites == 2);
  CHECK(found.results.facilities.size() == 4);
  CHECK(found.results.queries[2].query.name == "france_services_plan_2");
  CHECK(site(found, 1, "candidate:west").gained == people(0));
}

TEST_CASE("a target with a distance has its own gain, but no overlap of times") {
  SitingWorld world;
  SitingQuestion question;
  question.goal = SitingGoal::least_mean;
  question.new_sites = 1;
  const SitingResults found = outcome(world, question, {{"fs:1", "fs:2", "candidate:centre"}},
                                      {{"target", "30 min and 5 km"}});
  const SiteOutcome& centre = site(found, 0, "candidate:centre");
  CHECK(centre.gained == people(2000));
  CHECK_FALSE(centre.overlap);
  CHECK_FALSE(found.losses[0].lost);
  CHECK_FALSE(found.threshold);
}

TEST_CASE("the gain of a plan is the gain of its sites, by one thread or three") {
  SitingWorld world;
  SitingStudy study = world.siting(five_minutes);
  SolvedPlans solved{.problem_name = "mclp", .plans = {}, .greedy = {}};
  solved.plans.push_back(plan_of(study, {"fs:1", "fs:2", "candidate:centre", "candidate:west"}));
  const SitingResults found =
      siting_outcome(std::move(study), solved, {world.listener, 3, nullptr});
  Weight sum;
  for (const SiteOutcome& row : found.plans[0].sites) sum += row.gained;
  const auto& queries = found.results.queries;
  CHECK(sum ==
        queries[0].indicators.study.beyond_target - queries[1].indicators.study.beyond_target);
}

namespace {

/// fs:1 has room for 600 of its 1000 neighbours, the centre for 1500 of 2000, the west for few.
SitingStudy with_capacities(SitingWorld& world, Assignment assignment) {
  SitingQuestion question = five_minutes;
  question.assignment = assignment;
  SitingStudy study = world.siting(question);
  for (std::size_t s = 0; s < study.places.size(); ++s) {
    CandidateSite& site = study.tables.instance.sites[CandidateIndex::from_size(s)];
    if (site.id == "fs:1") site.capacity = people(600).millionths();
    if (site.id == "candidate:centre") site.capacity = people(1500).millionths();
    if (site.id == "candidate:west") site.capacity = people(10).millionths();
  }
  return study;
}

SitingResults outcome_of_solved(SitingWorld& world, SitingStudy study) {
  const Execution execution{world.listener, 1, nullptr};
  const SitingPlan plan = solve_siting(study.tables.instance, study.problem, {}, execution);
  return siting_outcome(std::move(study), {.problem_name = "mclp", .plans = {plan}, .greedy = {}},
                        execution);
}

}  // namespace

TEST_CASE("where capacities hold a site serves what the solver assigned to it, in parts") {
  SitingWorld world;
  const SitingResults found = outcome_of_solved(world, with_capacities(world, Assignment::split));
  const SiteOutcome& centre = site(found, 0, "candidate:centre");
  CHECK(centre.catchment == people(1500));
  CHECK(centre.gained == people(1500));
  CHECK_FALSE(centre.lost_without);
  CHECK(site(found, 0, "fs:1").catchment == people(600));
  CHECK(site(found, 0, "fs:1").gained == people(0));
  CHECK(site(found, 0, "fs:2").catchment == people(500));
  CHECK(found.plans[0].unserved == people(900));
  REQUIRE(found.plans[0].assignment.size() == 3);
  CHECK(found.plans[0].assignment[1].weight == people(1500));
  // Today 400 find no place at fs:1, and nobody in the middle has a site.
  const auto& queries = found.results.queries;
  CHECK(queries[0].indicators.study.beyond_target == people(2400));
  CHECK(queries[1].indicators.study.beyond_target == people(900));
  CHECK(queries[1].indicators.study.population == people(3500));
  REQUIRE(found.plans[0].leave_gap.size() == 1);
  CHECK(commune(found, found.plans[0].leave_gap[0]) == "03002");
  CHECK(found.losses[0].catchment == people(600));
  CHECK_FALSE(found.losses[0].lost);
}

TEST_CASE("a place of demand that may not be divided is served whole or not at all") {
  SitingWorld world;
  const SitingResults found = outcome_of_solved(world, with_capacities(world, Assignment::single));
  CHECK(site(found, 0, "fs:2").catchment == people(500));
  CHECK(found.plans[0].unserved == people(3000));
  CHECK(found.results.queries[1].demand[DemandIndex(1)].status == AccessStatus::unreachable);
}

TEST_CASE("alternatives are plans of their own, numbered after those that were asked for") {
  SitingWorld world;
  SitingStudy study = world.siting(five_minutes);
  SolvedPlans solved{.problem_name = "mclp", .plans = {}, .greedy = {}};
  solved.plans.push_back(plan_of(study, {"fs:1", "fs:2", "candidate:centre"}));
  solved.alternatives.push_back(plan_of(study, {"fs:1", "fs:2", "candidate:west"}));
  solved.alternatives_asked = true;
  const SitingResults found =
      siting_outcome(std::move(study), solved, {world.listener, 1, nullptr});
  REQUIRE(found.alternatives.size() == 1);
  CHECK(found.alternatives[0].number == 2);
  CHECK(found.alternatives[0].is_alternative);
  CHECK(found.results.queries.size() == 2);
  REQUIRE(found.alternative_queries.size() == 1);
  CHECK(found.alternative_queries[0].indicators.study.beyond_target == people(0));
  CHECK(found.alternatives[0].sites[0].mean_after_s > found.plans[0].sites[0].mean_after_s);
}

TEST_CASE("the limits of the question are told with the results") {
  SitingWorld world;
  world.write("places.csv",
              "id,nom,lon,lat,cout,regle\nwest,Ouest,3.12,46.35,3,forbidden\n"
              "centre,Centre,3.15,46.35,4.5,mandatory\n");
  SitingQuestion question = five_minutes;
  question.budget_millionths = 12'500'000;
  question.nobody_beyond = Seconds::from_minutes(20);
  question.epci_limits = {{"200000001", 1, 2}};
  const SitingResults found = outcome(world, question, {{"fs:1", "fs:2", "candidate:centre"}});
  CHECK(found.limits.budget == "12.5");
  CHECK(found.limits.nobody_beyond == Seconds::from_minutes(20));
  REQUIRE(found.limits.epcis.size() == 1);
  CHECK(found.limits.epcis[0].name == "CC A");
  CHECK(found.limits.epcis[0].most == 2u);
  REQUIRE(found.limits.mandatory.size() == 1);
  CHECK(found.limits.mandatory[0].name == "Centre");
  CHECK(found.limits.forbidden[0].id == "candidate:west");
}

}  // namespace coverage
