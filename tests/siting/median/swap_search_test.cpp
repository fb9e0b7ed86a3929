#include "libcoverage/siting/median/swap_search.h"

#include <catch2/catch.hpp>

#include "siting/median/small_assignment.h"

namespace coverage {
namespace {

constexpr std::uint32_t no_group = OpeningRules::no_group;

/// Three rows. Places 0, 1 and 2 are good for one row each, place 3 is fair for all.
AssignmentProblem three_rows(std::int64_t most) {
  return assignment({{0, -1, -1, 4}, {-1, 0, -1, 4}, {-1, -1, 0, 4}}, {3, 2, 1}, {30, 20, 10},
                    free_rules(4, most));
}

}  // namespace

TEST_CASE("greedy choice opens what helps most first, and stops where nothing helps any more") {
  CHECK(greedy_places(three_rows(0), never_stop).empty());
  CHECK(greedy_places(three_rows(1), never_stop) == Places{3});
  CHECK(greedy_places(three_rows(2), never_stop) == Places{0, 3});
  CHECK(greedy_places(three_rows(4), never_stop) == Places{0, 1, 2, 3});
  auto problem = three_rows(4);
  problem.without = {0, 0, 0};
  CHECK(greedy_places(problem, never_stop).empty());
}

TEST_CASE("of equals greedy choice opens the first") {
  const auto problem = assignment({{5, 5, 5}}, {1}, {9}, free_rules(3, 1));
  CHECK(greedy_places(problem, never_stop) == Places{0});
}

TEST_CASE("greedy choice opens what groups need before what helps") {
  auto problem = three_rows(2);
  problem.rules.group = {no_group, no_group, 0, no_group};
  problem.rules.groups = {{.least = 1, .most = 1}};
  CHECK(greedy_places(problem, never_stop) == Places{0, 2});  // 3 would help as much as 0
  problem.without = {0, 0, 0};                                // nothing helps
  CHECK(greedy_places(problem, never_stop) == Places{2});
}

TEST_CASE("with a budget greedy choice opens what helps most by cost") {
  auto problem = three_rows(4);
  problem.rules.cost = {6, 1, 5, 6};
  problem.rules.budget = 6;
  // Place 1 saves 20 for 1, place 3 saves 36 for 6; then there is 5 left, for place 2.
  CHECK(greedy_places(problem, never_stop) == Places{1, 2});
}

TEST_CASE("greedy choice and swaps end at a stop, with what they have") {
  const auto stop = [] { return true; };
  CHECK(greedy_places(three_rows(3), stop).empty());
  CHECK(improve_by_swaps(three_rows(3), {2, 1}, stop) == Places{1, 2});
}

TEST_CASE("swaps lead from the worst places to the best") {
  CHECK(improve_by_swaps(three_rows(1), {2}, never_stop) == Places{3});
  CHECK(improve_by_swaps(three_rows(3), {3}, never_stop) == Places{0, 1, 2});
  CHECK(improve_by_swaps(three_rows(0), {}, never_stop).empty());
}

TEST_CASE("what a swap leaves of the budget, or of a group, opens one more place") {
  // Place 0 takes the whole budget; place 1 is as good a place for both rows and one more for half.
  auto problem = assignment({{5, 1, -1}, {9, 9, 1}}, {1, 1}, {40, 12}, free_rules(3, 2));
  problem.rules.cost = {4, 2, 2};
  problem.rules.budget = 4;
  CHECK(improve_by_swaps(problem, {0}, never_stop) == Places{1, 2});
  problem.rules.budget.reset();
  problem.rules.group = {0, no_group, 0};
  problem.rules.groups = {{.least = 0, .most = 1}};
  problem.rules.most = 3;
  CHECK(improve_by_swaps(problem, {0}, never_stop) == Places{1, 2});
}

TEST_CASE("swaps end where no place more, and no place for another, is better within the rules") {
  unsigned improved = 0, ends = 0;
  for (unsigned seed = 0; seed < 2000; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto problem = random_assignment(random, 7, 8, random_rules(random, 7));
    std::vector<Places> choices;
    for_each_choice(problem.rules, [&](const Places& places) { choices.push_back(places); });
    if (choices.empty()) continue;
    const Places& start = choices[random() % choices.size()];
    const Places end = improve_by_swaps(problem, start, never_stop);
    CHECK(keeps(problem.rules, end));
    const double cost = cost_of(problem, end);
    CHECK(cost <= cost_of(problem, start));
    if (cost < cost_of(problem, start)) ++improved;
    for (std::uint32_t in = 0; in < 7; ++in) {
      if (std::ranges::count(end, in)) continue;
      Places more = end;
      more.push_back(in);
      if (keeps(problem.rules, more)) CHECK(cost_of(problem, more) >= cost);
      for (const std::uint32_t out : end) {
        Places other = end;
        std::ranges::replace(other, out, in);
        if (keeps(problem.rules, other)) CHECK(cost_of(problem, other) >= cost);
      }
    }
    ++ends;
  }
  CHECK(ends > 800);
  CHECK(improved > 400);
}

TEST_CASE("greedy choice keeps the rules, but for groups that the budget leaves short") {
  unsigned kept = 0;
  for (unsigned seed = 0; seed < 1500; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto problem = random_assignment(random, 7, 8, random_rules(random, 7));
    if (contradict(problem.rules)) continue;
    const Places places = greedy_places(problem, never_stop);
    CHECK(std::ranges::is_sorted(places));
    OpeningRules no_minima = problem.rules;
    for (auto& range : no_minima.groups) range.least = 0;
    CHECK(keeps(problem.rules.budget ? no_minima : problem.rules, places));
    ++kept;
  }
  CHECK(kept > 500);
}

}  // namespace coverage
