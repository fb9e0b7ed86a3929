#include "libcoverage/study/siting_outcome.h"

#include <catch2/catch.hpp>

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

}  // namespace coverage
