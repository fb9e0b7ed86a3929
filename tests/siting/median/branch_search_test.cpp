#include "libcoverage/siting/median/branch_search.h"

#include <catch2/catch.hpp>

#include "network_fixture.h"
#include "siting/median/small_assignment.h"

namespace coverage {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// A search that keeps the best plan within the rules, and all that it is told.
struct Run {
  explicit Run(const AssignmentProblem& of, double known = infinity) : problem(of) {
    options.best = known;
    options.on_plan = [this](std::span<const std::uint32_t> places) {
      const double cost = cost_of(problem, places);
      if (keeps(problem.rules, places) && cost < options.best) {
        options.best = cost;
        best.assign(places.begin(), places.end());
      }
      return options.best;
    };
    options.on_bound = [this](double bound) { bounds.push_back(std::min(bound, options.best)); };
    options.stop = [](double) { return false; };
  }
  /// No steps at the root, few at each node: most is left to branching.
  Run& branch_only() {
    options.root_iterations = 0;
    options.node_iterations = 2;
    return *this;
  }
  BranchResult search() { return search_places(problem, options); }

  const AssignmentProblem& problem;
  BranchOptions options;
  Places best;
  std::vector<double> bounds;
};

AssignmentProblem some_problem(std::mt19937& random, OpeningRules rules) {
  return random_assignment(random, 8, 9, std::move(rules));
}

/// Above what any choice costs: 9 rows at 200.
constexpr double dearest = 2000;

}  // namespace

TEST_CASE("branch and bound over places finds what trying all finds, at the root or in its tree") {
  const bool branches = GENERATE(false, true);
  unsigned found = 0, none = 0;
  std::size_t nodes = 0;
  for (unsigned seed = 0; seed < 800; ++seed) {
    CAPTURE(branches, seed);
    std::mt19937 random(seed);
    const auto problem = some_problem(random, random_rules(random, 8));
    const auto least = least_cost_of(problem);
    Run run(problem, dearest);
    if (branches) run.branch_only();
    const auto result = run.search();
    CHECK(result.is_complete);
    CHECK(run.options.best == least.value_or(dearest));
    CHECK(result.bound == run.options.best);
    if (least) CHECK(cost_of(problem, run.best) == *least);
    nodes += result.nodes;
    least ? ++found : ++none;
  }
  CHECK(found > 300);
  CHECK(none > 100);
  if (branches) CHECK(nodes > 3000);
}

TEST_CASE("the least bound comes first, so that what is proven never falls") {
  std::size_t told = 0;
  for (unsigned seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto problem = some_problem(random, free_rules(8, 1 + random() % 4));
    Run run(problem, dearest);
    CHECK(run.branch_only().search().is_complete);
    CHECK(std::ranges::is_sorted(run.bounds));
    for (const double bound : run.bounds) CHECK(bound <= *least_cost_of(problem));
    told += run.bounds.size();
  }
  CHECK(told > 1000);
}

TEST_CASE("what is known as the best plan is proven, not found again") {
  for (unsigned seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto problem = some_problem(random, free_rules(8, 3));
    const double least = *least_cost_of(problem);
    Run run(problem, least);
    const auto result = run.search();
    CHECK(result.is_complete);
    CHECK(result.bound == least);
    CHECK(run.best.empty());
    Run above(problem, least + 1);  // one unit is still better
    CHECK(above.search().bound == least);
  }
}

TEST_CASE("a search that ends early has a bound that no choice falls below") {
  unsigned open = 0;
  for (unsigned seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto problem = some_problem(random, free_rules(8, 3));
    Run run(problem, dearest);
    run.branch_only().options.most_nodes = seed % 5;
    const auto result = run.search();
    CHECK(result.nodes <= seed % 5);
    CHECK(result.bound <= *least_cost_of(problem));
    if (result.is_complete) CHECK(result.bound == *least_cost_of(problem));
    if (!result.is_complete) ++open;
  }
  CHECK(open > 100);
}

TEST_CASE("a stop ends the search at once, and is told what is proven so far") {
  std::mt19937 random(1);
  const auto problem = some_problem(random, free_rules(8, 3));
  const double least = *least_cost_of(problem);
  Run stopped(problem, dearest);
  stopped.options.stop = [](double) { return true; };
  const auto nothing = stopped.search();
  CHECK_FALSE(nothing.is_complete);
  CHECK(nothing.nodes == 0);
  CHECK(nothing.bound == -infinity);
  Run run(problem, dearest);
  run.options.stop = [&](double bound) {
    CHECK(bound <= least);
    return bound > 0.5 * least;  // near enough
  };
  const auto enough = run.branch_only().search();
  CHECK(enough.bound > 0.5 * least);
  CHECK(enough.bound <= least);
}

TEST_CASE("nobody, no place, and rules that contradict each other have an answer at once") {
  const auto nobody = assignment({}, {}, {}, free_rules(3, 2));
  Run run(nobody, 1);
  CHECK(run.search().is_complete);
  CHECK(run.options.best == 0);
  const auto nothing = assignment({{}, {}}, {1, 1}, {7, 8}, free_rules(0, 0));
  Run without(nothing, 100);
  CHECK(without.search().is_complete);
  CHECK(without.options.best == 15);
  auto impossible = assignment({{4, 5}}, {1}, {90}, free_rules(2, 1));
  impossible.rules.groups = {{.least = 2, .most = 2}};
  impossible.rules.group = {0, 0};
  Run refused(impossible, 100);
  CHECK(refused.search().is_complete);
  CHECK(refused.best.empty());
}

TEST_CASE("prices to begin with change how long a search takes, not what it finds") {
  unsigned shorter = 0;
  for (unsigned seed = 0; seed < 100; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto problem = some_problem(random, free_rules(8, 3));
    Run first(problem, dearest), second(problem, dearest);
    const auto plain = first.branch_only().search();
    second.branch_only().options.prices.assign(problem.rows(), 150.0);
    const auto priced = second.search();
    CHECK(plain.bound == priced.bound);
    if (plain.nodes != priced.nodes) ++shorter;
    Run again(problem, dearest);
    CHECK(again.branch_only().search().nodes == plain.nodes);
    CHECK(again.best == first.best);
  }
  CHECK(shorter > 10);
}

}  // namespace coverage
