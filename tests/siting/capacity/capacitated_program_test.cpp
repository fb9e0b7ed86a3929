#include "libcoverage/siting/capacity/capacitated_program.h"

#include <catch2/catch.hpp>

#include "libcoverage/base/error.h"
#include "siting/capacity/plans_world.h"

namespace coverage {
namespace {

SitingProblem mean(Assignment assignment) {
  return {.goal = SitingGoal::least_mean, .assignment = assignment};
}

/// So many sites that serve so many rows each, the last row without weight.
SitingInstance many_pairs(std::uint32_t sites, std::uint32_t rows) {
  SitingInstance instance;
  instance.weight.assign(rows, 1);
  instance.weight.back() = 0;
  for (std::uint32_t site = 0; site < sites; ++site) {
    instance.sites.push_back({.id = "site"});
    for (std::uint32_t row = 0; row < rows; ++row) instance.values.entries.push_back({row, row});
    instance.values.first.push_back(instance.values.entries.size());
  }
  return instance;
}

bool fits(const SitingInstance& instance, const SitingProblem& problem) {
  return fits_program(capacitated_model(instance, problem));
}

}  // namespace

TEST_CASE("a problem fits the program with 60 000 pairs of who lives somewhere and may be served") {
  auto instance = many_pairs(60, 1001);  // 60 times a thousand, and a row without weight
  const SitingProblem any = mean(Assignment::split);
  CHECK(fits(instance, any));
  instance.weight.back() = 1;
  CHECK_FALSE(fits(instance, any));
  SitingProblem near = any;
  near.nobody_beyond = 999;
  CHECK(fits(instance, near));
  instance.sites[CandidateIndex(7)].rule = SiteRule::forbidden;
  CHECK(fits(instance, any));
  CHECK(fits({}, any));
}

TEST_CASE("the program serves in parts, or in whole rows, as it is asked") {
  PlansWorld parts(two_sites(6, 9), mean(Assignment::split));
  CHECK_FALSE(solve_program(parts.model, parts.plans, 60, parts.execution));
  REQUIRE(parts.plans.best());
  CHECK(parts.plans.best()->objective == 17);  // row 1 in two parts
  CHECK(parts.plans.is_optimal());
  PlansWorld whole(two_sites(6, 9), mean(Assignment::single));
  CHECK_FALSE(solve_program(whole.model, whole.plans, 60, whole.execution));
  REQUIRE(whole.plans.best());
  CHECK(whole.plans.best()->objective == 4 + 2 + 15);  // of rows 0 and 2 at the near site
  CHECK(whole.plans.is_optimal());
}

TEST_CASE("the program is sure where there is no plan, but not of plans that others found") {
  PlansWorld none(two_sites(8, 1), mean(Assignment::single));
  CHECK(solve_program(none.model, none.plans, 60, none.execution));
  CHECK_FALSE(none.plans.best());
  PlansWorld empty(two_sites(0, 0), mean(Assignment::split));
  CHECK(solve_program(empty.model, empty.plans, 60, empty.execution));
}

TEST_CASE("where covering, the program leaves out who does not fit") {
  SitingProblem covering{.goal = SitingGoal::most_covered, .threshold = 5};
  covering.assignment = Assignment::single;
  PlansWorld world(two_sites(4, 2), covering);
  CHECK_FALSE(solve_program(world.model, world.plans, 60, world.execution));
  REQUIRE(world.plans.best());
  CHECK(world.plans.best()->objective == 6);
  CHECK(world.plans.is_optimal());
  PlansWorld closed(two_sites(0, 0), covering);
  CHECK_FALSE(solve_program(closed.model, closed.plans, 60, closed.execution));
  REQUIRE(closed.plans.best());
  CHECK(closed.plans.best()->objective == 0);
}

TEST_CASE(
    "a program that is stopped keeps the plan that is known, and is interrupted without one") {
  const std::atomic<bool> stop = true;
  PlansWorld none(two_sites(6, 9), mean(Assignment::split), {}, &stop);
  CHECK_THROWS_AS(solve_program(none.model, none.plans, 60, none.execution), Interrupted);
  PlansWorld world(two_sites(6, 9), mean(Assignment::split));
  world.plans.measure(std::vector<std::uint32_t>{1});
  REQUIRE(world.plans.best());
  world.execution.stop = &stop;
  CHECK_FALSE(solve_program(world.model, world.plans, 60, world.execution));
  CHECK(world.plans.best()->objective == 57);
  CHECK(world.plans.best()->bound <= 17);
}

}  // namespace coverage
