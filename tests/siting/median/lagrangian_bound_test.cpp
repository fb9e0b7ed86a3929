#include "libcoverage/siting/median/lagrangian_bound.h"

#include <catch2/catch.hpp>

#include "siting/median/small_assignment.h"

namespace coverage {
namespace {

/// Four rows in two pairs, each pair with a place at hand (values 1 and 2) and the other far off.
AssignmentProblem two_ends(std::int64_t most) {
  return assignment({{1, 9}, {2, 8}, {9, 1}, {8, 2}}, {1, 1, 1, 1}, {50, 50, 50, 50},
                    free_rules(2, most));
}

AscentOptions towards(double target, double limit, int iterations = 200) {
  return {.iterations = iterations,
          .target = target,
          .limit = [limit] { return limit; },
          .on_choice = [target](auto, double) { return target; },
          .stop = never_stop};
}

/// The bound that prices prove, by its formula and all choices within the rules.
double bound_by_trying(const AssignmentProblem& problem, const std::vector<double>& prices) {
  double least = std::numeric_limits<double>::infinity();
  for_each_choice(problem.rules, [&](const Places& places) {
    double sum = 0;
    for (std::size_t row = 0; row < problem.rows(); ++row) {
      sum += prices[row];
      for (const auto& entry : problem.row(row)) {
        const double cost = problem.weight[row] * entry.value;
        if (std::ranges::count(places, entry.place)) sum += std::min(0.0, cost - prices[row]);
      }
    }
    least = std::min(least, sum);
  });
  return least;
}

}  // namespace

TEST_CASE("the bound meets the optimum where each row has one place that is worth it") {
  const auto problem = two_ends(2);
  const auto found = lagrangian_bound(problem, {}, towards(6, 6));
  CHECK(found.bound == Approx(6).margin(0.01));
  CHECK(found.bound <= 6);
}

TEST_CASE("places that a plan within the limit needs are told, and those that it cannot use") {
  auto problem = two_ends(2);
  for (std::size_t row = 0; row < 4; ++row) problem.entries.push_back({9, 2});
  problem = assignment({{1, 9, 9}, {2, 8, 9}, {9, 1, 9}, {8, 2, 9}}, {1, 1, 1, 1}, {50, 50, 50, 50},
                       free_rules(3, 2));
  const auto found = lagrangian_bound(problem, {}, towards(6, 6.5));
  CHECK(found.opened == Places{0, 1});
  CHECK(found.closed == Places{2});
  CHECK(found.share[0] > 0.5);
  CHECK(found.share[2] < 0.5);
}

TEST_CASE("without rows, and without places, the bound is what nobody and nothing cost") {
  const auto nobody = assignment({}, {}, {}, free_rules(2, 1));
  CHECK(lagrangian_bound(nobody, {}, towards(0, 0)).bound == 0);
  const auto nothing = assignment({{}, {}}, {1, 1}, {7, 8}, free_rules(0, 0));
  CHECK(lagrangian_bound(nothing, {}, towards(15, 15)).bound == Approx(15));
}

TEST_CASE("an ascent that is stopped before its first step proves nothing") {
  AscentOptions options = towards(6, 6);
  options.stop = [] { return true; };
  const auto found = lagrangian_bound(two_ends(2), {}, options);
  CHECK(found.prices.empty());
  CHECK(found.opened.empty());
  CHECK(found.closed.empty());
}

TEST_CASE("an ascent ends as soon as its bound is above the limit") {
  int steps = 0;
  AscentOptions options = towards(6, 3);  // no plan costs 3
  options.on_choice = [&](auto, double) {
    ++steps;
    return 6.0;
  };
  const auto found = lagrangian_bound(two_ends(2), {}, options);
  CHECK(found.bound > 3);
  CHECK(found.opened.empty());  // of no plan nothing is told
  CHECK(steps < 100);
}

TEST_CASE("one step proves what the formula says of its prices, cut to what rows cost without") {
  unsigned proven = 0;
  for (unsigned seed = 0; seed < 500; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    OpeningRules rules = random_rules(random, 6);
    rules.budget.reset();
    if (contradict(rules)) continue;
    const auto problem = random_assignment(random, 6, 7, std::move(rules));
    std::vector<double> prices;
    for (std::size_t row = 0; row < problem.rows(); ++row) prices.push_back(random() % 300);
    const auto found = lagrangian_bound(problem, prices, towards(500, 1e9, 1));
    for (double& price : prices) price = std::min(price, 200.0);
    CHECK(found.prices == prices);
    CHECK(found.bound == Approx(bound_by_trying(problem, prices)).margin(1e-9));
    ++proven;
  }
  CHECK(proven > 100);
}

TEST_CASE("no choice costs less than the bound, and what is told of places holds for all plans") {
  unsigned opened = 0, closed = 0, tight = 0;
  for (unsigned seed = 0; seed < 1500; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    OpeningRules rules = random_rules(random, 6);
    if (contradict(rules)) continue;
    const auto problem = random_assignment(random, 6, 7, std::move(rules));
    const double least = *least_cost_of(problem);
    const double limit = least + random() % 20;
    AscentOptions options = towards(least, limit, 60);
    options.on_choice = [&](std::span<const std::uint32_t> places, double cost) {
      CHECK(cost == cost_of(problem, places));
      if (!problem.rules.budget) CHECK(keeps(problem.rules, places));
      return least;
    };
    const auto found = lagrangian_bound(problem, {}, options);
    CHECK(found.bound <= least);
    if (found.bound > 0.98 * least) ++tight;
    opened += static_cast<unsigned>(found.opened.size());
    closed += static_cast<unsigned>(found.closed.size());
    for_each_choice(problem.rules, [&](const Places& places) {
      if (cost_of(problem, places) > limit) return;
      const auto has = [&](std::uint32_t place) { return std::ranges::count(places, place) > 0; };
      CHECK(std::ranges::all_of(found.opened, has));
      CHECK(std::ranges::none_of(found.closed, has));
    });
    for (const double share : found.share) CHECK((share >= 0 && share <= 1 + 1e-12));
  }
  CHECK(opened > 200);
  CHECK(closed > 200);
  CHECK(tight > 300);
}

}  // namespace coverage
