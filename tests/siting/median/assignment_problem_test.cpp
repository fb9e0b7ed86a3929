#include "libcoverage/siting/median/assignment_problem.h"

#include <catch2/catch.hpp>

#include "libcoverage/base/error.h"
#include "network_fixture.h"
#include "siting/brute_force.h"
#include "siting/median/small_assignment.h"
#include "siting/random_instance.h"

namespace coverage {
namespace {

using Entries = std::vector<AssignmentProblem::Entry>;

/// Four rows of weight 6, 0, 4 and 10; a site that exists and three places. The last row is far
/// from what exists, the first one near.
SitingInstance small_town() {
  SitingInstance instance;
  instance.weight = {6, 0, 4, 10};
  instance.values = {{0, 2, 6, 9, 11},
                     {{0, 20},
                      {2, 50},
                      {0, 30},
                      {1, 10},
                      {2, 40},
                      {3, 70},
                      {0, 10},
                      {2, 40},
                      {3, 20},
                      {0, 20},
                      {3, 90}}};
  instance.sites.push_back({.id = "exists", .rule = SiteRule::mandatory, .counts = false});
  for (const char* id : {"a", "b", "c"}) instance.sites.push_back({.id = id});
  return instance;
}

MedianProblem of(const SitingInstance& instance, const SitingProblem& problem,
                 unsigned threads = 1) {
  return median_problem(instance, problem, opening_rules(instance, problem),
                        quiet_execution(threads));
}

Entries list_of(const AssignmentProblem& problem, std::size_t row) {
  return {problem.row(row).begin(), problem.row(row).end()};
}

const SitingProblem mean{.goal = SitingGoal::least_mean, .most_sites = 2};

}  // namespace

TEST_CASE(
    "rows list the places that are nearer than what is open, nearest first, in common units") {
  const auto median = of(small_town(), mean);
  CHECK(median.demand == Places{0, 2, 3});  // row 1 has no weight
  CHECK(median.open_value == std::vector<std::int64_t>{2, 5, -1});
  CHECK(median.value_unit == 10);
  CHECK(median.unit == 20);
  const auto& problem = median.problem;
  CHECK(problem.weight == std::vector<double>{3, 2, 5});
  CHECK(list_of(problem, 0) == Entries{{1, 1}});          // place c ties with what exists
  CHECK(list_of(problem, 1) == Entries{{4, 0}, {4, 1}});  // of equals the first
  CHECK(list_of(problem, 2) == Entries{{2, 1}, {7, 0}, {9, 2}});
}

TEST_CASE("without a place a row costs what is open, or more than any plan that serves all") {
  const auto median = of(small_town(), mean);
  CHECK(median.problem.without[0] == 6);
  CHECK(median.problem.without[1] == 10);
  CHECK_FALSE(median.must_be_served(0));
  CHECK(median.must_be_served(2));
  CHECK(median.problem.without[2] > 6 + 10 + 45);
}

TEST_CASE("values beyond the limit are left out, of places and of what is open") {
  SitingProblem near = mean;
  near.nobody_beyond = 40;
  const auto median = of(small_town(), near);
  CHECK(median.open_value == std::vector<std::int64_t>{2, -1, -1});
  CHECK(list_of(median.problem, 1) == Entries{{4, 0}, {4, 1}});
  CHECK(list_of(median.problem, 2) == Entries{{2, 1}});
  near.nobody_beyond = 19;
  CHECK_THROWS_AS(of(small_town(), near), NoResultError);
  const auto listed = listed_median(small_town(), near, opening_rules(small_town(), near),
                                    quiet_execution());  // the same is no error for a part
  CHECK(listed.must_be_served(2));
  CHECK(listed.problem.row(2).empty());
}

TEST_CASE("where nobody lives, or nothing is to choose, the problem is empty but whole") {
  auto instance = small_town();
  instance.weight = {0, 0, 0, 0};
  const auto nobody = of(instance, mean);
  CHECK(nobody.problem.rows() == 0);
  CHECK(nobody.unit == 1);
  CHECK(cost_of(nobody.problem, Places{0, 1}) == 0);
  instance.weight = {6, 0, 4, 0};
  for (std::uint32_t c = 1; c < 4; ++c)
    instance.sites[CandidateIndex(c)].rule = SiteRule::forbidden;
  const auto settled = of(instance, mean);
  CHECK(settled.problem.rules.size() == 0);
  CHECK(static_cast<Amount>(cost_of(settled.problem, {})) * settled.unit == 6 * 20 + 4 * 50);
}

TEST_CASE("what choices cost is what their plans cost, and more where they serve not all") {
  unsigned plans = 0, others = 0;
  for (unsigned seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto instance = random_instance(random, 6, 8);
    SitingProblem problem{.goal = SitingGoal::least_mean};
    if (seed % 3 == 0) problem.nobody_beyond = 70;
    MedianProblem median =
        listed_median(instance, problem, opening_rules(instance, problem), quiet_execution());
    double dearest = 0;
    std::vector<double> unserved;
    for_each_choice(median.problem.rules, [&](const Places& places) {
      const auto sites = sites_of(median.problem.rules, places);
      CHECK(std::ranges::is_sorted(sites));
      CHECK(places_of(median.problem.rules, sites) == places);
      const double cost = cost_of(median.problem, places);
      const auto amount = evaluate_plan(instance, problem, sites);
      if (amount) CHECK(static_cast<Amount>(cost) * median.unit == *amount);
      amount ? dearest = std::max(dearest, cost) : unserved.emplace_back(cost);
      amount ? ++plans : ++others;
    });
    for (const double cost : unserved) CHECK(cost > dearest);
    serve_everybody(median, 5);
    for (std::size_t row = 0; row < median.problem.rows(); ++row) {
      if (median.must_be_served(row)) CHECK(median.problem.without[row] == 5);
      if (!median.must_be_served(row)) {
        CHECK(median.problem.without[row] == median.problem.weight[row] * median.open_value[row]);
      }
    }
  }
  CHECK(plans > 1000);
  CHECK(others > 1000);
}

TEST_CASE("lists by row do not depend on the number of threads") {
  std::mt19937 random(3);
  const auto instance = random_instance(random, 40, 700);
  const auto listed = [&](unsigned threads) {
    return listed_median(instance, mean, opening_rules(instance, {}), quiet_execution(threads));
  };
  const auto one = listed(1), four = listed(4);
  CHECK(one.problem.entries == four.problem.entries);
  CHECK(one.problem.first == four.problem.first);
  for (std::size_t row = 0; row < one.problem.rows(); ++row) {
    CHECK(std::ranges::is_sorted(one.problem.row(row)));
  }
}

TEST_CASE(
    "what a problem with places open and closed costs is what the whole one costs with them") {
  unsigned choices = 0;
  for (unsigned seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto problem = random_assignment(random, 7, 6, random_rules(random, 7));
    Places open, closed;
    for (std::uint32_t place = 0; place < 7; ++place) {
      const unsigned fate = random() % 4;
      if (fate == 0) open.push_back(place);
      if (fate == 1) closed.push_back(place);
    }
    const Restricted left = restricted(problem, open, closed);
    std::size_t within = 0;
    for_each_choice(left.problem.rules, [&](const Places& places) {
      Places all = open;
      for (const std::uint32_t place : places) all.push_back(left.place[place]);
      CHECK(keeps(problem.rules, all));
      CHECK(cost_of(left.problem, places) == cost_of(problem, all));
      ++within;
    });
    std::size_t expected = 0;
    for_each_choice(problem.rules, [&](const Places& places) {
      const auto has = [&](std::uint32_t place) { return std::ranges::count(places, place) > 0; };
      if (std::ranges::all_of(open, has) && std::ranges::none_of(closed, has)) ++expected;
    });
    CHECK(within == expected);
    choices += static_cast<unsigned>(within);
  }
  CHECK(choices > 300);
}

}  // namespace coverage
