#include "libcoverage/siting/capacity/branch_capacitated.h"

#include <catch2/catch.hpp>

#include "libcoverage/base/error.h"
#include "libcoverage/siting/capacity/capacitated_program.h"
#include "libcoverage/siting/capacity/swap_capacitated.h"
#include "network_fixture.h"
#include "siting/capacity/capacitated_world.h"

namespace coverage {
namespace {

/// Plans of a small instance by chance, and what they are asked for.
struct World {
  explicit World(unsigned seed) {
    std::mt19937 random(seed);
    instance = with_capacities(random);
    problem = random_capacitated(random);
    if (seed % 5 == 0) {  // many ties
      for (ReachEntry& entry : instance.values.entries) entry.time_ms = entry.time_ms / 30 * 30;
    }
  }
  SitingInstance instance;
  SitingProblem problem;
};

class Plans {
 public:
  explicit Plans(const World& world, SolveOptions options = {})
      : model(capacitated_model(world.instance, world.problem)),
        options_(std::move(options)),
        clock_(options_, execution_),
        plans(model, options_, clock_) {}
  CapacitatedModel model;

 private:
  SolveOptions options_;
  Execution execution_ = quiet_execution();
  SolverClock clock_;

 public:
  CapacitatedPlans plans;

  std::vector<double> some_prices() const {
    return std::vector<double>(model.weight.size(), model.covers ? 1.0 : 60.0);
  }
};

template <class Use>
void for_each_world(unsigned seeds, const Use& use) {
  for (unsigned seed = 0; seed < seeds; ++seed) {
    CAPTURE(seed);
    const World world(seed);
    try {
      Plans plans(world);
      use(world, plans);
    } catch (const NoResultError&) {
      continue;  // limits contradict each other
    }
  }
}

}  // namespace

TEST_CASE("branch and bound finds the optimum from no plan at all, or that there is none") {
  unsigned found = 0, none = 0;
  for_each_world(1500, [&](const World& world, Plans& p) {
    const auto expected = best_by_trying(world.instance, world.problem);
    const bool is_complete = branch_capacitated(
        p.model, p.plans, {.root_iterations = 50, .node_iterations = 5, .prices = p.some_prices()},
        quiet_execution());
    CHECK(is_complete);
    REQUIRE(p.plans.best().has_value() == expected.has_value());
    expected ? ++found : ++none;
    if (!expected) return;
    CHECK(p.plans.best()->objective == *expected);
    CHECK(p.plans.is_optimal());
  });
  CHECK(found > 700);
  CHECK(none > 50);
}

TEST_CASE("branch and bound without time proves nothing that is not so") {
  for_each_world(300, [&](const World& world, Plans& p) {
    const auto expected = best_by_trying(world.instance, world.problem);
    CHECK_FALSE(branch_capacitated(p.model, p.plans, {.seconds = 0, .prices = p.some_prices()},
                                   quiet_execution()));
    CHECK_FALSE(p.plans.best());
    p.plans.measure({});
    if (p.plans.best() && expected) {
      CHECK_FALSE(is_better(world.problem.goal, *expected, p.plans.best()->bound));
    }
  });
}

TEST_CASE("the program of CBC finds the same optima, and proves them within its tolerances") {
  unsigned proven = 0;
  for_each_world(150, [&](const World& world, Plans& p) {
    REQUIRE(fits_program(p.model));
    const auto expected = best_by_trying(world.instance, world.problem);
    const bool is_impossible = solve_program(p.model, p.plans, 60, quiet_execution());
    CHECK(is_impossible == !expected);
    REQUIRE(p.plans.best().has_value() == expected.has_value());
    if (!expected) return;
    CHECK(p.plans.best()->objective == *expected);
    CHECK(p.plans.is_optimal());
    ++proven;
  });
  CHECK(proven > 70);
}

TEST_CASE("what the tolerances of CBC may hide is no proof") {
  // Weights so large that a unit is less than 10⁻⁵ of a thousandth of the largest cost.
  World world(0);
  world.instance = two_sites(6'500'000'000'000, 9'000'000'000'001);
  world.instance.weight = {4'000'000'000'003, 3'000'000'000'001, 1'999'999'999'999};
  world.problem = {.goal = SitingGoal::least_mean, .assignment = Assignment::single};
  Plans p(world);
  CHECK_FALSE(solve_program(p.model, p.plans, 60, quiet_execution()));
  REQUIRE(p.plans.best());
  const SitingPlan& plan = *p.plans.best();
  CHECK(plan.objective == *best_by_trying(world.instance, world.problem));
  CHECK(plan.bound < plan.objective);
  CHECK(gap_of(plan) < 1e-6);
}

TEST_CASE("swaps lead to plans that keep limits, no worse than the first") {
  unsigned improved = 0;
  for_each_world(600, [&](const World&, Plans& p) {
    const auto first = p.plans.measure({});
    const auto last = improve_by_swaps(p.model, p.plans, {}, 60, quiet_execution());
    REQUIRE(first.has_value() == last.has_value());
    if (!first) return;
    CHECK_FALSE(serves_better(*first, *last));
    if (serves_better(*last, *first)) ++improved;
  });
  CHECK(improved > 150);
}

TEST_CASE("swaps lead from the worst site to the best") {
  World world(0);
  world.instance = two_sites(9, 9);
  world.problem = {
      .goal = SitingGoal::least_mean, .most_sites = 1, .assignment = Assignment::split};
  Plans p(world);
  improve_by_swaps(p.model, p.plans, {1}, 60, quiet_execution());
  REQUIRE(p.plans.best());
  CHECK(p.plans.best()->sites == std::vector{CandidateIndex(0)});
  CHECK_FALSE(p.plans.measure_new(std::vector<std::uint32_t>{0}));
}

TEST_CASE("a plan of another that breaks a limit is not taken, and bounds never pass a plan") {
  World world(0);
  world.instance = two_sites(6, 9);
  world.problem = {.goal = SitingGoal::least_mean, .most_sites = 1};
  world.problem.assignment = Assignment::split;
  Plans p(world);
  const CandidateIndex near_site(0), far_site(1);
  CHECK_FALSE(
      p.plans.offer({.sites = {near_site, far_site},
                     .allocations = {{0, near_site, 4}, {1, far_site, 3}, {2, far_site, 2}}}));
  CHECK(p.plans.offer({.sites = {far_site},
                       .allocations = {{0, far_site, 4}, {1, far_site, 3}, {2, far_site, 2}}}));
  CHECK(p.plans.best()->bound == 0);
  p.plans.prove(20);
  p.plans.prove(10);
  CHECK(p.plans.best()->bound == 20);
  p.plans.prove(1000);
  CHECK(p.plans.is_optimal());
}

}  // namespace coverage
