#include "libcoverage/siting/site_service.h"

#include <catch2/catch.hpp>

#include "libcoverage/siting/decimal_amount.h"

namespace coverage {

TEST_CASE("sites serve whom they are nearest to; equal ones go to the first") {
  // Rows 0, 1, 2 of weights 5, 3, 2; row 3 is out of everybody's reach.
  SitingInstance instance;
  instance.weight = {5, 3, 2, 9};
  instance.values = {{0, 3, 5}, {{0, 1}, {1, 4}, {2, 20}, {1, 4}, {2, 6}}};
  instance.sites = IdVector<CandidateIndex, CandidateSite>(2);
  const std::vector sites = {CandidateIndex(0), CandidateIndex(1)};
  const auto services = site_services(instance, sites, 6);
  CHECK(services[0].weight == 8);
  CHECK(services[0].covered_weight == 8);
  CHECK(services[0].lost_weight == 5);  // row 1 is covered twice
  CHECK(services[0].weighted_value == Amount{17});
  CHECK(services[1].weight == 2);
  CHECK(services[1].lost_weight == 2);
  const auto without = site_services(instance, sites, {});
  CHECK(without[0].weight == 8);
  CHECK(without[0].covered_weight == 0);
  CHECK(site_services(instance, {}, 6).empty());
}

TEST_CASE("where capacities hold a site serves what it was given, not what is nearest") {
  SitingInstance instance;
  instance.weight = {5, 3};
  instance.demand_id = {"x", "y"};
  instance.values = {{0, 2, 4}, {{0, 1}, {1, 2}, {0, 8}, {1, 9}}};
  instance.sites = IdVector<CandidateIndex, CandidateSite>(2);
  SitingProblem problem{.threshold = 8};
  problem.assignment = Assignment::split;
  const CandidateIndex near(0), far(1);
  const SitingPlan plan{{near, far}, 0, 0, {{0, near, 2}, {0, far, 3}, {1, far, 1}}};
  const auto services = site_services(instance, problem, plan);
  CHECK(services[0].weight == 2);
  CHECK(services[0].weighted_value == Amount{2});
  CHECK(services[1].weight == 4);
  CHECK(services[1].covered_weight == 3);
  CHECK(services[1].weighted_value == Amount{3 * 8 + 9});
  CHECK(unserved_weight(instance, plan) == Amount{2});
  problem.assignment = Assignment::nearest;
  CHECK(site_services(instance, problem, plan)[0].weight == 8);
  CHECK(threshold_of(problem) == 8u);
  CHECK_FALSE(threshold_of({.goal = SitingGoal::least_mean}));
}

TEST_CASE("whole numbers are written with their decimals, exactly") {
  CHECK(decimal_text(0, 0) == "0");
  CHECK(decimal_text(0, 3) == "0");
  CHECK(decimal_text(1500, 3) == "1.5");
  CHECK(decimal_text(5, 3) == "0.005");
  CHECK(decimal_text(12000, 3) == "12");
  CHECK(decimal_text(Amount{1'000'000'000'000'000'000} * 1'000'000, 6) == "1000000000000000000");
}

}  // namespace coverage
