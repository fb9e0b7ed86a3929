#include "libcoverage/siting/median/cover_within.h"

#include <catch2/catch.hpp>

#include "network_fixture.h"
#include "siting/brute_force.h"
#include "siting/median/small_assignment.h"
#include "siting/random_instance.h"

namespace coverage {
namespace {

using Status = CoverAnswer::Status;

/// Rows that some places serve, by a table; every row must be served.
MedianProblem must_serve(const std::vector<std::vector<int>>& table, std::int64_t most) {
  const std::size_t rows = table.size();
  MedianProblem median;
  median.problem = assignment(table, std::vector<double>(rows, 1), std::vector<double>(rows, 1000),
                              free_rules(static_cast<std::uint32_t>(table.front().size()), most));
  median.demand.resize(rows);
  median.open_value.assign(rows, -1);
  return median;
}

/// By trying: the least of the largest values that a choice within the rules leaves.
std::optional<std::uint32_t> least_worst(const CoverSearch& search, const OpeningRules& rules) {
  std::optional<std::uint32_t> least;
  for_each_choice(rules, [&](const Places& places) {
    const auto worst = search.worst_of(places);
    if (worst && (!least || *worst < *least)) least = worst;
  });
  return least;
}

struct Clock {
  explicit Clock(double seconds = 60, const std::atomic<bool>* stop = nullptr)
      : options{.seconds = seconds}, execution(quiet_execution()) {
    execution.stop = stop;
  }
  SolveOptions options;
  Execution execution;
  SolverClock clock{options, execution};
};

}  // namespace

TEST_CASE("every row is served within a value or not, and the places that do are told") {
  // Place 2 serves all within 6, places 0 and 1 together within 3.
  const auto median = must_serve({{1, -1, 6}, {-1, 3, 5}, {2, 9, 4}}, 2);
  const Clock time;
  CoverSearch search(median, time.clock);
  const OpeningRules& rules = median.problem.rules;
  CHECK(search.within(2, rules).status == Status::impossible);
  const auto three = search.within(3, rules);
  REQUIRE(three.status == Status::served);
  CHECK(three.worst == 3);
  CHECK(search.worst_of(three.places) == 3);
  OpeningRules one = rules;
  one.most = 1;
  CHECK(search.within(5, one).status == Status::impossible);
  CHECK(search.within(6, one).places == Places{2});
  one.most = 0;
  CHECK(search.within(100, one).status == Status::impossible);
}

TEST_CASE(
    "the worst value of a choice is that of its farthest row, nothing where one is left out") {
  auto median = must_serve({{1, -1}, {8, 3}}, 2);
  const Clock time;
  {
    const CoverSearch search(median, time.clock);
    CHECK(search.worst_of(Places{0}) == 8);
    CHECK(search.worst_of(Places{0, 1}) == 3);
    CHECK_FALSE(search.worst_of(Places{1}));
    CHECK_FALSE(search.worst_of({}));
  }
  median.open_value = {4, -1};  // what is open anyway serves the first row
  const CoverSearch search(median, time.clock);
  CHECK(search.worst_of(Places{1}) == 4);
  CHECK(search.worst_of(Places{0}) == 8);
}

TEST_CASE("where nobody is to be served the choice is empty, unless a group needs a place") {
  MedianProblem median;
  median.problem = assignment({}, {}, {}, free_rules(2, 1));
  const Clock time;
  CoverSearch search(median, time.clock);
  const auto nobody = search.within(0, median.problem.rules);
  CHECK(nobody.status == Status::served);
  CHECK(nobody.places.empty());
  CHECK(nobody.worst == 0);
  OpeningRules rules = median.problem.rules;
  rules.group = {OpeningRules::no_group, 0};
  rules.groups = {{.least = 1, .most = 1}};
  CHECK(search.within(0, rules).places == Places{1});
  rules.groups = {{.least = 2, .most = 2}};
  CHECK(search.within(0, rules).status == Status::impossible);
}

TEST_CASE("a search without time, or one that is stopped, says neither yes nor no") {
  const auto median = must_serve({{1, -1}, {-1, 3}}, 1);
  const Clock over(0);
  CHECK(CoverSearch(median, over.clock).within(9, median.problem.rules).status == Status::stopped);
  const std::atomic<bool> stop = true;
  const Clock stopped(60, &stop);
  CHECK(CoverSearch(median, stopped.clock).within(9, median.problem.rules).status ==
        Status::stopped);
}

TEST_CASE("one search answers for all values and rules what trying all answers") {
  unsigned served = 0, impossible = 0;
  for (unsigned seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto instance = random_instance(random, 7, 12);
    const SitingProblem problem{.goal = SitingGoal::least_worst};
    const auto median =
        listed_median(instance, problem, opening_rules(instance, problem), quiet_execution());
    const Clock time;
    CoverSearch search(median, time.clock);
    const auto size = static_cast<std::uint32_t>(median.problem.rules.size());
    for (int question = 0; question < 6; ++question) {
      OpeningRules rules = random_rules(random, size);
      rules.always = median.problem.rules.always;
      rules.places = median.problem.rules.places;
      const std::uint32_t value = random() % 100;
      const auto least = least_worst(search, rules);
      const auto answer = search.within(value, rules);
      CAPTURE(question, value);
      CHECK((answer.status == Status::served) == (least && *least <= value));
      CHECK(answer.status != Status::stopped);
      answer.status == Status::served ? ++served : ++impossible;
      if (answer.status != Status::served) continue;
      CHECK(keeps(rules, answer.places));
      CHECK(search.worst_of(answer.places) == answer.worst);
      CHECK(answer.worst <= value);
      const auto sites = sites_of(rules, answer.places);
      CHECK(evaluate_plan(instance, problem, sites) == Amount{answer.worst} * median.value_unit);
    }
  }
  CHECK(served > 200);
  CHECK(impossible > 200);
}

}  // namespace coverage
