#include "libcoverage/siting/median/solve_median.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "libcoverage/siting/median/solve_center.h"
#include "libcoverage/siting/solver/mip_model.h"
#include "network_fixture.h"
#include "siting/brute_force.h"
#include "siting/median/graph_instance.h"
#include "siting/random_instance.h"

namespace coverage {
namespace {

SitingPlan solve(const SitingInstance& instance, const SitingProblem& problem,
                 const SolveOptions& options = {}) {
  return problem.goal == SitingGoal::least_mean
             ? solve_median(instance, problem, options, quiet_execution())
             : solve_center(instance, problem, options, quiet_execution());
}

/// Any mix of limits.
SitingProblem random_problem(std::mt19937& random, SitingGoal goal) {
  SitingProblem problem{.goal = goal};
  if (random() % 4) problem.most_sites = 1 + random() % 5;
  if (random() % 3 == 0) problem.budget = 3 + static_cast<std::int64_t>(random() % 12);
  if (random() % 3 == 0) problem.nobody_beyond = 40 + random() % 50;
  for (std::uint32_t group = 0; group < 3; ++group) {
    if (random() % 3) continue;
    GroupLimit limit{GroupIndex(group), static_cast<std::uint32_t>(random() % 2)};
    if (random() % 2) limit.most = limit.least + random() % 2;
    problem.group_limits.push_back(limit);
  }
  return problem;
}

/// The plain assignment model of the p-median: x(row, place) ≤ open(place).
MipModel assignment_model(const SitingInstance& instance, std::uint32_t sites, bool whole) {
  MipModel model;
  std::vector<MipModel::Entry> number;
  for (std::size_t c = 0; c < instance.sites.size(); ++c) {
    number.push_back({model.add_column({.upper = 1, .is_integer = whole}), 1.0});
  }
  model.add_row(0, sites, number);
  std::vector<std::vector<MipModel::Entry>> served(instance.demand_count());
  for (std::uint32_t c = 0; c < instance.sites.size(); ++c) {
    for (const ReachEntry& entry : instance.row(CandidateIndex(c))) {
      const double cost = static_cast<double>(instance.weight[entry.target]) * entry.time_ms;
      const int column = model.add_column({.upper = 1, .objective = cost});
      served[entry.target].push_back({column, 1.0});
      const std::vector<MipModel::Entry> row = {{column, 1.0}, {static_cast<int>(c), -1.0}};
      model.add_row(-MipModel::infinity, 0, row);
    }
  }
  for (const auto& row : served) model.add_row(1, 1, row);
  return model;
}

/// The fewest sites that serve everybody within a value, by a plain model of CBC.
std::uint32_t sites_needed(const SitingInstance& instance, std::uint32_t value) {
  MipModel model;
  std::vector<std::vector<MipModel::Entry>> served(instance.demand_count());
  for (std::uint32_t c = 0; c < instance.sites.size(); ++c) {
    const int column = model.add_column({.upper = 1, .objective = 1, .is_integer = true});
    for (const ReachEntry& entry : instance.row(CandidateIndex(c))) {
      if (entry.time_ms <= value) served[entry.target].push_back({column, 1.0});
    }
  }
  for (const auto& row : served) model.add_row(1, MipModel::infinity, row);
  return static_cast<std::uint32_t>(std::lround(model.solve({}, quiet_execution()).objective));
}

/// Three places on a road, ten minutes from each to the next, weights 5, 3, 2.
SitingInstance three_places() {
  SitingInstance instance;
  instance.weight = {5, 3, 2};
  instance.demand_id = {"a", "b", "c"};
  instance.values = {
      {0, 3, 6, 9}, {{0, 0}, {1, 10}, {2, 20}, {0, 10}, {1, 0}, {2, 10}, {0, 20}, {1, 10}, {2, 0}}};
  for (const char* id : {"A", "B", "C"}) instance.sites.push_back({.id = id});
  return instance;
}

std::string refusal(const SitingInstance& instance, const SitingProblem& problem,
                    Language language = Language::english) {
  try {
    solve(instance, problem);
  } catch (const NoResultError& error) {
    return error.text(language);
  }
  return "a plan";
}

}  // namespace

TEST_CASE("median and center find what enumeration finds, under any mix of limits") {
  const auto goal = GENERATE(SitingGoal::least_mean, SitingGoal::least_worst);
  // With one pair being many a part of the places is looked at first.
  const SolveOptions options{.many_pairs = GENERATE(std::uint64_t{1}, std::uint64_t{1} << 40)};
  int plans = 0, refusals = 0;
  for (unsigned seed = 0; seed < 400; ++seed) {
    CAPTURE(goal, seed, options.many_pairs);
    std::mt19937 random(seed);
    const auto instance = random_instance(random, 9, seed % 2 ? 6 : 25);
    const auto problem = random_problem(random, goal);
    const auto best = best_by_enumeration(instance, problem);
    if (!best) {
      ++refusals;
      CHECK_THROWS_AS(solve(instance, problem, options), NoResultError);
      continue;
    }
    ++plans;
    const SitingPlan plan = solve(instance, problem, options);
    CHECK(plan.objective == best->objective);
    CHECK(plan.optimal());
    CHECK(evaluate_plan(instance, problem, plan.sites) == plan.objective);
    CHECK(std::ranges::is_sorted(plan.sites));
  }
  CHECK(plans > 50);
  CHECK(refusals > 50);
}

TEST_CASE("no plan is cheaper than the relaxed assignment model says, and CBC finds none better") {
  const std::uint32_t sites = GENERATE(5u, 10u, 33u);
  CAPTURE(sites);
  const auto instance = graph_instance(60, 7);
  const auto plan =
      solve(instance, {.goal = SitingGoal::least_mean, .most_sites = std::min(sites, 20u)});
  MipModel model = assignment_model(instance, std::min(sites, 20u), true);
  const auto relaxation = model.solve_relaxation(300, quiet_execution());
  REQUIRE(relaxation.status == MipModel::Status::optimal);
  CHECK(static_cast<double>(plan.bound) >= relaxation.objective - 1e-6);
  const auto exact = model.solve({.seconds = 300}, quiet_execution());
  REQUIRE(exact.status == MipModel::Status::optimal);
  CHECK(static_cast<double>(plan.objective) == Approx(exact.objective));
  CHECK(plan.optimal());
}

TEST_CASE("medians and centers of graphs are proven, and no swap of two sites is better") {
  const auto goal = GENERATE(SitingGoal::least_mean, SitingGoal::least_worst);
  const std::uint32_t sites = GENERATE(5u, 20u, 33u);
  CAPTURE(goal, sites);
  const auto instance = graph_instance(100, 3);
  const SitingProblem problem{.goal = goal, .most_sites = sites};
  const SitingPlan plan = solve(instance, problem);
  REQUIRE(plan.optimal());
  CHECK(plan.sites.size() <= sites);
  for (std::size_t out = 0; out < plan.sites.size(); ++out) {
    for (std::uint32_t in = 0; in < instance.sites.size(); ++in) {
      auto other = plan.sites;
      other[out] = CandidateIndex(in);
      const auto value = evaluate_plan(instance, problem, other);
      if (value) CHECK(*value >= plan.objective);
    }
  }
}

TEST_CASE("a center's value takes all its sites, and a smaller one takes more, says CBC") {
  // The last is one that Lagrangian bounds leave undecided.
  using Case = std::pair<std::uint32_t, std::uint32_t>;
  const auto [nodes, sites] = GENERATE(Case{100, 10}, Case{100, 33}, Case{200, 5}, Case{500, 50});
  CAPTURE(nodes, sites);
  const auto instance = graph_instance(nodes, nodes);
  const auto plan = solve(instance, {.goal = SitingGoal::least_worst, .most_sites = sites});
  REQUIRE(plan.optimal());
  const auto worst = static_cast<std::uint32_t>(plan.objective);
  CHECK(sites_needed(instance, worst) <= sites);
  CHECK(sites_needed(instance, worst - 1) > sites);
}

TEST_CASE("the plan is the same for any number of threads and at every run") {
  const auto instance = graph_instance(120, 5);
  const SitingProblem problem{.goal = SitingGoal::least_mean, .most_sites = 12};
  const auto one = solve_median(instance, problem, {}, quiet_execution(1));
  const auto four = solve_median(instance, problem, {}, quiet_execution(4));
  CHECK(one.sites == four.sites);
  CHECK(one.objective == four.objective);
}

TEST_CASE("sums beyond 64 bits are exact, and their optimum is proven") {
  std::mt19937 random(11);
  auto instance = random_instance(random, 8, 12);
  for (auto& weight : instance.weight) weight = weight * 1'000'000'000'000'007 + 1;
  for (auto& entry : instance.values.entries) entry.time_ms = entry.time_ms * 40'000'003u + 1;
  for (auto& site : instance.sites) site.rule = SiteRule::optional;
  const SitingProblem problem{.goal = SitingGoal::least_mean, .most_sites = 4};
  const auto best = best_by_enumeration(instance, problem);
  REQUIRE(best);
  CHECK(best->objective > Amount{std::numeric_limits<std::int64_t>::max()});
  const auto plan = solve(instance, problem);
  CHECK(plan.objective == best->objective);
  CHECK(plan.optimal());
}

TEST_CASE("what is decided, free or absent leaves nothing to choose") {
  auto instance = three_places();
  instance.sites[CandidateIndex(1)].rule = SiteRule::mandatory;
  const auto goal = GENERATE(SitingGoal::least_mean, SitingGoal::least_worst);
  const auto plan = solve(instance, {.goal = goal, .most_sites = 1});
  CHECK(plan.sites == std::vector{CandidateIndex(1)});
  CHECK(plan.optimal());
  for (auto& weight : instance.weight) weight = 0;
  const auto nobody = solve(instance, {.goal = goal, .most_sites = 3});
  CHECK(nobody.objective == 0);
  CHECK(nobody.optimal());
}

TEST_CASE("sites that no limit counts are open without being asked for") {
  auto instance = three_places();
  instance.sites[CandidateIndex(2)].counts = false;
  const auto plan = solve(instance, {.goal = SitingGoal::least_mean, .most_sites = 1});
  CHECK(plan.sites == std::vector{CandidateIndex(0), CandidateIndex(2)});
  CHECK(plan.objective == 30);
}

TEST_CASE("without time the best plan found comes with its bound, never as the optimum") {
  const auto instance = graph_instance(200, 4);
  const SitingProblem problem{.goal = SitingGoal::least_mean, .most_sites = 10};
  const auto plan = solve(instance, problem, {.seconds = 0});
  const auto best = solve(instance, problem);
  CHECK(plan.bound <= best.objective);
  CHECK(plan.objective >= best.objective);
  CHECK_FALSE(plan.optimal());
}

TEST_CASE("a run that is stopped gives the best plan that it told of") {
  const auto goal = GENERATE(SitingGoal::least_mean, SitingGoal::least_worst);
  const auto instance = graph_instance(200, 4);
  std::atomic<bool> stop = false;
  Execution execution = quiet_execution();
  execution.stop = &stop;
  SitingPlan told;
  SolveOptions options;
  options.on_improvement = [&](const SitingPlan& plan) {
    told = plan;
    stop = true;
  };
  const SitingProblem problem{.goal = goal, .most_sites = 10};
  const auto plan = goal == SitingGoal::least_mean
                        ? solve_median(instance, problem, options, execution)
                        : solve_center(instance, problem, options, execution);
  CHECK(plan.sites == told.sites);
  CHECK(plan.objective == evaluate_plan(instance, problem, plan.sites));
  CHECK(plan.bound <= solve(instance, problem).objective);
}

TEST_CASE("a plan within the accepted gap ends the search") {
  const auto instance = graph_instance(150, 9);
  const auto plan =
      solve(instance, {.goal = SitingGoal::least_mean, .most_sites = 5}, {.accepted_gap = 0.2});
  CHECK(gap_of(plan) <= 0.2);
}

TEST_CASE("rows that nothing reaches are named, counted and weighed") {
  auto instance = three_places();
  instance.sites[CandidateIndex(1)].rule = SiteRule::forbidden;
  const auto goal = GENERATE(SitingGoal::least_mean, SitingGoal::least_worst);
  CHECK(refusal(instance, {.goal = goal, .nobody_beyond = 9}) ==
        "no candidate serves demand 'b' within 9 (such rows: 1, weight 3). The least limit that "
        "all candidates together can keep is 10.");
  instance.weight.push_back(4);
  instance.demand_id.push_back("island");
  CHECK(refusal(instance, {.goal = goal}) ==
        "no candidate reaches demand 'island' (such rows: 1, weight 4). Add a candidate near, "
        "search further, or leave these rows out.");
  CHECK(refusal(instance, {.goal = goal}, Language::french) ==
        "aucun emplacement n’atteint la demande « island » (lignes dans ce cas : 1, poids 4). "
        "Ajoutez un emplacement à proximité, cherchez plus loin, ou retirez ces lignes.");
}

TEST_CASE("limits that leave somebody out say what would do") {
  const auto instance = three_places();
  const auto goal = GENERATE(SitingGoal::least_mean, SitingGoal::least_worst);
  CHECK(refusal(instance, {.goal = goal, .most_sites = 2, .nobody_beyond = 9}) ==
        "no plan of at most 2 sites serves everybody within the limits. Allow 3 sites.");
  CHECK(refusal(instance, {.goal = goal, .budget = 2, .nobody_beyond = 9}) ==
        "a budget of 2 is too small to serve everybody within the limits. A budget of 3 does.");
  CHECK(refusal(instance, {.goal = goal, .most_sites = 0}) ==
        "no plan of at most 0 sites serves everybody within the limits. Allow 1 site.");
}

TEST_CASE("limits that contradict each other are refused before any search") {
  auto instance = three_places();
  instance.sites[CandidateIndex(0)] = {
      .id = "A", .rule = SiteRule::mandatory, .cost = 4, .group = GroupIndex(0)};
  instance.sites[CandidateIndex(1)].group = GroupIndex(1);
  const auto goal = SitingGoal::least_mean;
  CHECK(refusal(instance, {.goal = goal, .most_sites = 0}) ==
        "--p 0 is too few for the mandatory sites and the minima of groups. Allow at least 1.");
  CHECK(refusal(instance, {.goal = goal, .budget = 3}) ==
        "a budget of 3 is below the cost of the mandatory sites and of the minima of groups. Allow "
        "a budget of 4.");
  CHECK(refusal(instance, {.goal = goal, .group_limits = {{GroupIndex(0), 0, 0}}}) ==
        "a group of candidates has 1 mandatory site more than its limit allows. Raise its limit "
        "by 1, or free some of its sites.");
  CHECK(refusal(instance, {.goal = goal, .group_limits = {{GroupIndex(1), 2, {}}}}) ==
        "a group of candidates must open 1 site more than it has or may. Lower its least number "
        "by 1, or add candidates to it.");
}

}  // namespace coverage
