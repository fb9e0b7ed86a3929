#include "libcoverage/siting/capacity/swap_capacitated.h"

#include <catch2/catch.hpp>

#include "libcoverage/base/error.h"
#include "siting/capacity/plans_world.h"
#include "siting/small_rules.h"

namespace coverage {
namespace {

/// Three villages of weight 4 on a road, one from each to the next; a place in each holds 6.
SitingInstance three_villages() {
  SitingInstance instance;
  instance.weight = {4, 4, 4};
  for (std::uint32_t site = 0; site < 3; ++site) {
    instance.sites.push_back({.id = "village", .capacity = 6, .group = GroupIndex(site)});
    for (std::uint32_t row = 0; row < 3; ++row) {
      instance.values.entries.push_back({row, row > site ? row - site : site - row});
    }
    instance.values.first.push_back(instance.values.entries.size());
  }
  return instance;
}

SitingProblem mean(std::optional<std::uint32_t> sites) {
  return {.goal = SitingGoal::least_mean, .most_sites = sites, .assignment = Assignment::split};
}

std::optional<CapacitatedPlans::Measured> swap_from(PlansWorld& world, Places places,
                                                    double seconds = 60) {
  return improve_by_swaps(world.model, world.plans, std::move(places), seconds, world.execution);
}

}  // namespace

TEST_CASE("places are opened while that serves more, or nearer") {
  PlansWorld world(three_villages(), mean({}));
  const auto last = swap_from(world, {});
  REQUIRE(last);
  CHECK(last->unserved == 0);
  CHECK(last->weighted_value == 0);
  CHECK(last->sites.size() == 3);
  CHECK(world.plans.best()->objective == 0);
}

TEST_CASE("with room for two the ends share who lives between them") {
  PlansWorld world(three_villages(), mean(2));
  const auto last = swap_from(world, {0, 1});  // two of the last village go two far
  REQUIRE(last);
  CHECK(last->sites == std::vector{CandidateIndex(0), CandidateIndex(2)});
  CHECK(last->weighted_value == 4);
}

TEST_CASE("a place for another is no swap where the group of one needs it") {
  SitingProblem problem = mean(2);
  problem.group_limits = {{GroupIndex(1), 1}};
  PlansWorld world(three_villages(), problem);
  const auto last = swap_from(world, {0, 1});
  REQUIRE(last);
  CHECK(std::ranges::count(last->sites, CandidateIndex(1)) == 1);
  CHECK(best_by_trying(world.instance, problem) == world.plans.best()->objective);
}

TEST_CASE("a choice beyond the limits, or no time, has no swaps") {
  PlansWorld world(three_villages(), mean(1));
  CHECK_FALSE(swap_from(world, {0, 1}));
  CHECK_FALSE(world.plans.best());
  PlansWorld hurried(three_villages(), mean(2));
  const auto first = swap_from(hurried, {0, 1}, 0);  // measured, and no more
  REQUIRE(first);
  CHECK(first->sites == std::vector{CandidateIndex(0), CandidateIndex(1)});
  const std::atomic<bool> stop = true;
  PlansWorld stopped(three_villages(), mean(2), {}, &stop);
  const auto only = swap_from(stopped, {0, 1});
  REQUIRE(only);
  CHECK(only->sites == first->sites);
}

TEST_CASE("swaps keep the limits, end no worse than they began, and do not depend on threads") {
  unsigned swapped = 0, improved = 0;
  for (unsigned seed = 0; seed < 400; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto instance = with_capacities(random);
    const auto problem = random_capacitated(random);
    try {
      opening_rules(instance, problem);
    } catch (const NoResultError&) {
      continue;
    }
    PlansWorld one(instance, problem), four(instance, problem);
    four.execution.threads = 4;
    const Places start = places_in(random() % (1u << one.model.rules.size()));
    const auto first = PlansWorld(instance, problem).plans.measure(start);
    const auto last = swap_from(one, start), same = swap_from(four, start);
    REQUIRE(first.has_value() == last.has_value());
    REQUIRE(first.has_value() == same.has_value());
    if (!first) continue;
    ++swapped;
    CHECK_FALSE(serves_better(*first, *last));
    if (serves_better(*last, *first)) ++improved;
    CHECK(last->sites == same->sites);
    if (!one.plans.best()) continue;
    const auto best = best_by_trying(instance, problem);
    REQUIRE(best);
    CHECK_FALSE(is_better(problem.goal, one.plans.best()->objective, *best));
  }
  CHECK(swapped > 80);
  CHECK(improved > 40);
}

}  // namespace coverage
