#include "libcoverage/siting/capacity/capacitated_plans.h"

#include <catch2/catch.hpp>

#include "libcoverage/base/error.h"
#include "siting/capacity/plans_world.h"
#include "siting/small_rules.h"

namespace coverage {
namespace {

const CandidateIndex near_site(0), far_site(1);

SitingProblem mean(Assignment assignment, std::optional<std::uint32_t> sites = {}) {
  return {.goal = SitingGoal::least_mean, .most_sites = sites, .assignment = assignment};
}

}  // namespace

TEST_CASE("a choice is measured by what its sites serve, and kept while it is the best") {
  PlansWorld world(two_sites(9, 9), mean(Assignment::split, 1));
  const auto far = world.plans.measure(Places{1});
  REQUIRE(far);
  CHECK(far->weighted_value == 36 + 15 + 6);
  CHECK(world.plans.best_cost() == 57);
  const auto near = world.plans.measure(Places{0});
  REQUIRE(near);
  CHECK(near->sites == std::vector{near_site});
  CHECK(world.plans.best_cost() == 9);
  CHECK(world.plans.measure(Places{1})->weighted_value == 57);
  CHECK(world.plans.best()->sites == std::vector{near_site});
  CHECK_FALSE(world.plans.measure(Places{0, 1}));  // two are one too many
}

TEST_CASE("a choice that leaves somebody out is measured, but no plan where all must be served") {
  PlansWorld world(two_sites(3, 4), mean(Assignment::split));
  const auto both = world.plans.measure(Places{0, 1});
  REQUIRE(both);
  CHECK(both->unserved == 2);
  CHECK_FALSE(world.plans.best());
  CHECK_FALSE(world.plans.best_cost());
  SitingProblem covering{.goal = SitingGoal::most_covered, .threshold = 9};
  covering.assignment = Assignment::split;
  PlansWorld cover(two_sites(3, 4), covering);
  cover.plans.measure(Places{0, 1});
  REQUIRE(cover.plans.best());
  CHECK(cover.plans.best()->objective == 7);
  CHECK(cover.plans.best_cost() == 2);
}

TEST_CASE("what was measured once is not measured as new") {
  PlansWorld world(two_sites(9, 9), mean(Assignment::split));
  CHECK(world.plans.measure_new(Places{0}));
  CHECK_FALSE(world.plans.measure_new(Places{0}));
  CHECK(world.plans.measure_new(Places{1}));
  CHECK(world.plans.measure(Places{0}));
}

TEST_CASE("sites that serve nobody are closed in a plan, unless a group needs them") {
  PlansWorld world(two_sites(9, 9), mean(Assignment::single));
  world.plans.measure(Places{0, 1});
  CHECK(world.plans.best()->sites == std::vector{near_site});
  auto instance = two_sites(9, 9);
  instance.sites[far_site].group = GroupIndex(0);
  SitingProblem needs = mean(Assignment::single);
  needs.group_limits = {{GroupIndex(0), 1}};
  PlansWorld group(instance, needs);
  group.plans.measure(Places{0, 1});
  CHECK(group.plans.best()->sites == std::vector{near_site, far_site});
}

TEST_CASE(
    "a better plan and a better bound are told, and the bound of a new plan is what is known") {
  std::vector<std::pair<Amount, Amount>> told;
  SolveOptions options;
  options.on_improvement = [&](const SitingPlan& plan) {
    told.emplace_back(plan.objective, plan.bound);
  };
  PlansWorld world(two_sites(9, 9), mean(Assignment::split, 1), options);
  world.plans.prove(8);  // before there is any plan
  world.plans.measure(Places{1});
  world.plans.measure(Places{0});
  world.plans.measure(Places{1});
  world.plans.prove(7);
  CHECK_FALSE(world.plans.is_optimal());
  world.plans.prove(9);
  CHECK(world.plans.is_optimal());
  CHECK(told == std::vector<std::pair<Amount, Amount>>{{57, 8}, {9, 8}, {9, 9}});
}

TEST_CASE("where covering a bound is the weight that no plan covers more than") {
  SitingProblem covering{.goal = SitingGoal::most_covered, .threshold = 9, .most_sites = 1};
  covering.assignment = Assignment::split;
  PlansWorld world(two_sites(5, 4), covering);
  world.plans.measure(Places{1});
  CHECK(world.plans.best()->objective == 4);
  CHECK(world.plans.best()->bound == 9);
  world.plans.prove(4);  // of nine
  CHECK(world.plans.best()->bound == 5);
  world.plans.measure(Places{0});
  CHECK(world.plans.is_optimal());
}

TEST_CASE("plans are over where the gap is accepted, the time is up or the run is stopped") {
  PlansWorld world(two_sites(9, 9), mean(Assignment::split), {.accepted_gap = 0.5});
  CHECK_FALSE(world.plans.is_over());
  world.plans.measure(Places{0});
  CHECK_FALSE(world.plans.is_over());  // 9, of which nothing is proven
  world.plans.prove(5);
  CHECK(world.plans.is_over());
  PlansWorld late(two_sites(9, 9), mean(Assignment::split), {.seconds = 0});
  CHECK(late.plans.is_over());
  const std::atomic<bool> stop = true;
  PlansWorld stopped(two_sites(9, 9), mean(Assignment::split), {}, &stop);
  CHECK(stopped.plans.is_over());
}

TEST_CASE("to settle a choice finds the best whole rows where rounding does not") {
  // Rows of 4, 3 and 2 into sites of 5 and 4: the first has 3 and 2, the other 4.
  PlansWorld world(two_sites(5, 4), mean(Assignment::single));
  CHECK_FALSE(world.plans.settle(Places{0, 1}));
  REQUIRE(world.plans.best());
  CHECK(world.plans.best()->objective == 3 + 2 + 36);
  CHECK_FALSE(world.plans.settle(Places{0}));  // holds no more than five
  CHECK(world.plans.best()->objective == 41);
  PlansWorld tight(two_sites(6, 3), mean(Assignment::single));
  CHECK_FALSE(tight.plans.settle(Places{0, 1}));
  CHECK(tight.plans.best()->objective == 4 + 2 + 15);
  PlansWorld none(two_sites(8, 1), mean(Assignment::single));
  CHECK_FALSE(none.plans.settle(Places{0, 1}));  // nine in parts, but not in whole rows
  CHECK_FALSE(none.plans.best());
}

TEST_CASE("a choice that is not settled in time may cost anything") {
  SolveOptions options;
  const std::atomic<bool> stop = false;
  PlansWorld world(two_sites(5, 4), mean(Assignment::single), options, &stop);
  CHECK_FALSE(world.plans.settle(Places{0, 1}));
  SitingInstance instance;
  instance.sites.push_back({.id = "full", .capacity = 0});
  for (std::uint32_t row = 0; row < 2000; ++row) {
    instance.weight.push_back(1);
    instance.values.entries.push_back({row, 1});
  }
  instance.values.first.push_back(2000);
  PlansWorld late(instance, mean(Assignment::split), {.seconds = 0});
  CHECK(late.plans.settle(Places{0}) == Amount{0});
  CHECK_FALSE(late.plans.measure(Places{0}));
}

TEST_CASE("all choices settled, the best plan is what trying all finds") {
  unsigned found = 0, none = 0;
  for (unsigned seed = 0; seed < 500; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto instance = with_capacities(random);
    const auto problem = random_capacitated(random);
    try {
      opening_rules(instance, problem);
    } catch (const NoResultError&) {
      continue;
    }
    PlansWorld world(instance, problem);
    for (std::uint32_t set = 0; set < 1u << world.model.rules.size(); ++set) {
      CHECK_FALSE(world.plans.settle(places_in(set)));
    }
    const auto expected = best_by_trying(instance, problem);
    REQUIRE(world.plans.best().has_value() == expected.has_value());
    expected ? ++found : ++none;
    if (!expected) continue;
    CHECK(world.plans.best()->objective == *expected);
    CHECK(amount_by_trying(instance, problem, world.plans.best()->sites) == expected);
  }
  CHECK(found > 200);
  CHECK(none > 20);
}

}  // namespace coverage
