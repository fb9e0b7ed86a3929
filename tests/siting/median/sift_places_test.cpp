#include "libcoverage/siting/median/sift_places.h"

#include <catch2/catch.hpp>

#include "libcoverage/siting/median/solve_median.h"
#include "network_fixture.h"
#include "siting/brute_force.h"
#include "siting/median/graph_instance.h"
#include "siting/random_instance.h"

namespace coverage {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// What sifting told on the way.
struct Told {
  double best = infinity;
  double bound = 0;
  Sifted sifted;
};

Told sift(const SitingInstance& instance, const SitingProblem& problem, std::size_t most_listed,
          unsigned threads = 1) {
  Told told;
  Progress silent;
  const SiftOptions options{
      .most_listed = most_listed,
      .on_plan =
          [&](std::span<const CandidateIndex> sites) {
            const auto amount = evaluate_plan(instance, problem, sites);
            if (amount) told.best = std::min(told.best, static_cast<double>(*amount));
            return told.best;
          },
      .on_bound =
          [&](double bound) { told.bound = std::max(told.bound, std::min(bound, told.best)); }};
  told.sifted = sift_places(instance, problem, opening_rules(instance, problem), options,
                            {silent, threads, nullptr});
  return told;
}

/// The instance with only the places that are left.
SitingInstance left_of(SitingInstance instance, const OpeningRules& rules) {
  for (std::uint32_t c = 0; c < instance.sites.size(); ++c) {
    const CandidateIndex site(c);
    const bool is_left = std::ranges::find(rules.places, site) != rules.places.end() ||
                         std::ranges::find(rules.always, site) != rules.always.end();
    if (!is_left) instance.sites[site].rule = SiteRule::forbidden;
  }
  return instance;
}

SitingProblem random_median(std::mt19937& random) {
  SitingProblem problem{.goal = SitingGoal::least_mean, .most_sites = 1 + random() % 4};
  if (random() % 3 == 0) problem.budget = 4 + random() % 8;
  if (random() % 4 == 0) problem.nobody_beyond = 60 + random() % 40;
  if (random() % 3 == 0) {
    problem.group_limits = {{GroupIndex(0), static_cast<std::uint32_t>(random() % 2), 2}};
  }
  return problem;
}

}  // namespace

TEST_CASE("what sifting leaves holds a plan that no other beats, and its bounds hold") {
  unsigned sifted = 0, decided = 0;
  for (unsigned seed = 0; seed < 400; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const SitingInstance instance = random_instance(random, 11, 14);
    const SitingProblem problem = random_median(random);
    const auto best = best_by_enumeration(instance, problem);
    if (!best) continue;
    const Told told = sift(instance, problem, 4);
    const auto optimum = static_cast<double>(best->objective);
    REQUIRE(told.best >= optimum);
    REQUIRE(told.bound <= optimum * (1 + 1e-12));
    if (told.sifted.is_decided) {
      ++decided;
      REQUIRE(told.best == optimum);
    } else if (told.best > optimum) {
      const auto left = best_by_enumeration(left_of(instance, told.sifted.rules), problem);
      REQUIRE(left);
      REQUIRE(left->objective == best->objective);
    }
    if (told.bound > 0) ++sifted;
  }
  CHECK(sifted > 100);
  CHECK(decided > 20);
}

TEST_CASE("sifting a graph of 300 nodes leaves few of them, and the optimum") {
  const auto instance = graph_instance(300, 5);
  const SitingProblem problem{.goal = SitingGoal::least_mean, .most_sites = 5};
  const auto plan = solve_median(instance, problem, {}, quiet_execution());
  REQUIRE(plan.optimal());
  const Told told = sift(instance, problem, 60);
  CHECK(told.best >= static_cast<double>(plan.objective));
  CHECK(told.bound <= static_cast<double>(plan.objective));
  CHECK(told.bound >= 0.99 * static_cast<double>(plan.objective));
  CHECK(told.sifted.rules.size() < 150);
}

TEST_CASE("sifting does not depend on the number of threads") {
  const auto instance = graph_instance(200, 3);
  const SitingProblem problem{.goal = SitingGoal::least_mean, .most_sites = 7};
  const Told one = sift(instance, problem, 50, 1), four = sift(instance, problem, 50, 4);
  CHECK(one.best == four.best);
  CHECK(one.bound == four.bound);
  CHECK(one.sifted.prices == four.sifted.prices);
  CHECK(one.sifted.rules.places == four.sifted.rules.places);
}

/// Two rows at either end; the places between come first, so that the first part misses the ends.
TEST_CASE("a place that the first part leaves out is found by its price") {
  SitingInstance instance;
  instance.weight = {1, 1};
  for (std::uint32_t c = 0; c < 9; ++c) {
    const std::uint32_t left = c == 5 ? 0 : 10 + c, right = c == 7 ? 0 : 10 + c;
    instance.values.entries.push_back({0, left});
    instance.values.entries.push_back({1, right});
    instance.values.first.push_back(instance.values.entries.size());
    instance.sites.push_back({.id = std::to_string(c)});
  }
  const SitingProblem problem{.goal = SitingGoal::least_mean, .most_sites = 2};
  const Told told = sift(instance, problem, 3);
  CHECK(told.best == 0);
}

TEST_CASE("where the first part serves not everybody within the limits, all places are left") {
  // Only the last two places, of group 1, keep its minimum of two; the part of one has neither.
  SitingInstance instance;
  instance.weight = {1};
  for (std::uint32_t c = 0; c < 6; ++c) {
    instance.values.entries.push_back({0, 5});
    instance.values.first.push_back(instance.values.entries.size());
    instance.sites.push_back({.id = std::to_string(c), .group = GroupIndex(c < 4 ? 0u : 1u)});
  }
  const SitingProblem problem{
      .goal = SitingGoal::least_mean, .most_sites = 2, .group_limits = {{GroupIndex(1), 2, {}}}};
  const Told told = sift(instance, problem, 1);
  CHECK(told.best == infinity);
  CHECK_FALSE(told.sifted.is_decided);
  CHECK(told.sifted.rules.size() == 6);
}

}  // namespace coverage
