#include "libcoverage/siting/covering/covering_bound.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "libcoverage/siting/covering/branch_covering.h"
#include "libcoverage/siting/covering/check_covering.h"
#include "libcoverage/siting/covering/covering_mip.h"
#include "libcoverage/siting/covering/greedy_covering.h"
#include "libcoverage/siting/covering/reduce_covering.h"
#include "libcoverage/siting/covering/swap_covering.h"
#include "libcoverage/siting/solver/mip_model.h"
#include "network_fixture.h"
#include "siting/brute_force.h"
#include "siting/covering/cover_world.h"
#include "siting/covering/random_covering.h"

namespace coverage {
namespace {

/// A problem by chance that some plan solves, with its optimum and its model.
struct Case {
  SitingInstance instance;
  SitingProblem problem;
  SitingPlan best;
  CoveringModel model;
};

std::optional<Case> random_case(std::mt19937& random) {
  Case one;
  one.instance = random_covering_instance(random, 9, 14);
  one.problem = random_covering(random);
  const auto best = best_by_enumeration(one.instance, one.problem);
  if (!best) return {};
  one.best = *best;
  // Without reductions there is more left to decide.
  one.model = reduce_covering(one.instance, one.problem,
                              {.merged_rows = random() % 2 == 0, .dominated_candidates = false},
                              quiet_execution());
  return one;
}

bool is_better(const SitingProblem& problem, Amount a, Amount b) {
  return is_maximised(problem.goal) ? a > b : a < b;
}

std::vector<CandidateIndex> sites_of(const CoveringModel& model,
                                     const std::vector<std::uint32_t>& plan) {
  std::vector<CandidateIndex> sites = model.opened;
  for (const std::uint32_t c : plan) sites.push_back(model.candidates[c]);
  return sites;
}

/// By row how far a fractional plan covers it.
std::vector<double> covered_by(const CoveringModel& model, const std::vector<double>& open) {
  std::vector<double> covered(model.row_count(), 0);
  for (std::size_t c = 0; c < model.candidate_count(); ++c) {
    for (const std::uint32_t row : model.row(c)) covered[row] += open[c];
  }
  return covered;
}

/// The best of the plans that open a candidate.
std::optional<Amount> best_with(const Case& one, std::uint32_t candidate) {
  SitingInstance instance = one.instance;
  instance.sites[one.model.candidates[candidate]].rule = SiteRule::mandatory;
  const auto best = best_by_enumeration(instance, one.problem);
  return best ? std::optional(best->objective) : std::nullopt;
}

}  // namespace

TEST_CASE(
    "any prices bound every plan, better ones more closely, and rule out useless candidates") {
  const auto seed = GENERATE(range(0u, 150u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto one = random_case(random);
  if (!one) return;
  CoveringPrices prices{.row = {},
                        .weight = 0.01 * static_cast<double>(random() % 20),
                        .budget = static_cast<double>(random() % 10)};
  for (std::size_t row = 0; row < one->model.row_count(); ++row) {
    prices.row.push_back(0.1 * static_cast<double>(random() % 300));
  }
  const Amount best = one->best.objective;
  const auto any = bound_by(one->model, prices, best, quiet_execution());
  CHECK_FALSE(is_better(one->problem, best, any.bound));
  const PriceSearch search{.objective = best};
  for (const auto& improve : {improve_prices, average_prices}) {
    const auto better = improve(one->model, prices, search, TimeLimit(10), quiet_execution());
    const auto close = bound_by(one->model, better, best, quiet_execution());
    CHECK_FALSE(is_better(one->problem, best, close.bound));
    CHECK_FALSE(is_better(one->problem, close.bound, any.bound));
    for (const auto& useless : {any.useless, close.useless}) {
      for (const std::uint32_t c : useless) {
        const auto with = best_with(*one, c);
        CHECK_FALSE((with && is_better(one->problem, *with, best)));
      }
    }
  }
}

TEST_CASE("averages come as near to the relaxation's optimum as its own prices") {
  const auto seed = GENERATE(range(0u, 10u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const CoveringModel model = random_cover_world(random, 60, 200, 12);
  const auto relaxation = relax_covering(model, {}, TimeLimit(20), quiet_execution());
  REQUIRE(relaxation.prices);
  const Amount bound = bound_by(model, *relaxation.prices, {}, quiet_execution()).bound;
  const auto prices = average_prices(model, first_prices(model, {}), {.rounds = 3000},
                                     TimeLimit(20), quiet_execution());
  const Amount near = bound_by(model, prices, {}, quiet_execution()).bound;
  CHECK(near <= bound);
  CHECK(near >= bound - 1);
}

TEST_CASE("averages end where asked to, out of time, and where nothing has a price") {
  std::mt19937 random(4);
  const CoveringModel model = random_cover_world(random, 60, 200, 12);
  int asked = 0;
  PriceSearch search{.rounds = 3000};
  search.on_better = [&](const CoveringPrices&) { return ++asked < 2; };
  average_prices(model, first_prices(model, {}), search, TimeLimit(20), quiet_execution());
  CHECK(asked == 2);
  const auto first = first_prices(model, {});
  CHECK(average_prices(model, first, {}, TimeLimit(0), quiet_execution()).row == first.row);
  const CoveringModel empty = cover_world({}, 0);
  CHECK(average_prices(empty, {}, {}, TimeLimit(20), quiet_execution()).row.empty());
}

TEST_CASE("prices beyond all whole numbers prove nothing false") {
  const auto seed = GENERATE(range(0u, 30u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto one = random_case(random);
  if (!one) return;
  for (const double price : {1e36, 1e60, 1e308}) {
    const CoveringPrices prices{.row = std::vector<double>(one->model.row_count(), price),
                                .weight = price,
                                .budget = price};
    const auto bound = bound_by(one->model, prices, one->best.objective, quiet_execution());
    CHECK_FALSE(is_better(one->problem, one->best.objective, bound.bound));
  }
}

TEST_CASE("prices of the relaxation bound every plan") {
  const auto seed = GENERATE(range(0u, 100u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto one = random_case(random);
  if (!one) return;
  const auto relaxation = relax_covering(one->model, {}, TimeLimit(20), quiet_execution());
  REQUIRE(relaxation.prices);
  const auto bound =
      bound_by(one->model, *relaxation.prices, one->best.objective, quiet_execution());
  CHECK_FALSE(is_better(one->problem, one->best.objective, bound.bound));
}

TEST_CASE("a relaxation that adds rows when they are short is worth what all rows together are") {
  const auto seed = GENERATE(range(0u, 10u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  // More rows than it begins with, none of them dominated.
  const CoveringModel model = random_cover_world(random, 60, 700, 12);
  MipModel whole;
  for (std::size_t c = 0; c < model.candidate_count(); ++c) {
    whole.add_column({.upper = 1, .objective = 1});
  }
  const auto columns = transpose(model);
  for (std::size_t row = 0; row < model.row_count(); ++row) {
    std::vector<MipModel::Entry> entries;
    for (const std::uint32_t c : columns.of(row)) entries.push_back({static_cast<int>(c), 1});
    whole.add_row(1, MipModel::infinity, entries);
  }
  const auto all = whole.solve_relaxation(20, quiet_execution());
  REQUIRE(all.status == MipModel::Status::optimal);
  std::vector<double> one_price(model.row_count(), 0);
  one_price.back() = 1;
  for (const auto& prices : {std::vector<double>{}, all.row_duals, one_price}) {
    std::vector<Amount> bounds;
    const auto relaxation = relax_covering(
        model, prices, TimeLimit(20), quiet_execution(), [&](const CoveringPrices& found) {
          bounds.push_back(bound_by(model, found, {}, quiet_execution()).bound);
          return true;
        });
    REQUIRE_FALSE(bounds.empty());
    CHECK(bounds.back() == static_cast<Amount>(std::ceil(all.objective - 1e-6)));
    for (const double covered : covered_by(model, relaxation.open)) CHECK(covered > 1 - 1e-5);
  }
  int asked = 0;
  const auto first = relax_covering(model, one_price, TimeLimit(20), quiet_execution(),
                                    [&](const CoveringPrices&) { return ++asked == 0; });
  CHECK(asked == 1);
  CHECK(first.prices);
}

TEST_CASE("the program finds plans that keep all limits, and are better than the known one") {
  const auto seed = GENERATE(range(0u, 150u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto one = random_case(random);
  if (!one || one->model.candidate_count() == 0) return;
  const auto plan = plan_by_mip(one->model, {}, TimeLimit(20), quiet_execution());
  REQUIRE(plan);
  const auto objective = evaluate_plan(one->instance, one->problem, sites_of(one->model, *plan));
  REQUIRE(objective);
  CHECK_FALSE(is_better(one->problem, *objective, one->best.objective));
  const Amount best = one->best.objective;
  CHECK_FALSE(plan_by_mip(one->model, best, TimeLimit(20), quiet_execution()));
}

TEST_CASE("branching in whole numbers finds what is better than a plan, or that nothing is") {
  const auto seed = GENERATE(range(0u, 150u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto one = random_case(random);
  if (!one) return;
  const Amount best = one->best.objective;
  const Amount worse = is_maximised(one->problem.goal) ? best / 2 - 1 : 2 * best + 1;
  const auto found = branch_covering(one->model, worse, TimeLimit(20), quiet_execution());
  REQUIRE(found.better);
  CHECK(found.is_complete);
  CHECK(evaluate_plan(one->instance, one->problem, *found.better) == best);
  const auto none = branch_covering(one->model, best, TimeLimit(20), quiet_execution());
  CHECK_FALSE(none.better);
  CHECK(none.is_complete);
}

TEST_CASE("greedy and exchanged plans keep all limits, and exchanges only improve") {
  const auto seed = GENERATE(range(0u, 200u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto one = random_case(random);
  if (!one) return;
  const auto& model = one->model;
  const auto greedy = greedy_covering(model, quiet_execution());
  const auto swapped =
      swap_covering(model, transpose(model), greedy, TimeLimit(10), quiet_execution());
  for (const auto& plan : {greedy, swapped}) {
    if (!covers_enough(model, score_of(model, plan))) continue;
    const auto useful = without_idle_sites(model, plan);
    const auto objective = evaluate_plan(one->instance, one->problem, sites_of(model, plan));
    REQUIRE(objective);
    CHECK_FALSE(is_better(one->problem, *objective, one->best.objective));
    const auto same = evaluate_plan(one->instance, one->problem, sites_of(model, useful));
    REQUIRE(same);
    CHECK_FALSE(is_better(one->problem, *objective, *same));
  }
  if (!model.minimises_cost) CHECK(score_of(model, swapped) >= score_of(model, greedy));
}

TEST_CASE("a search out of time proves nothing") {
  std::mt19937 random(5);
  const auto one = random_case(random);
  REQUIRE(one);
  const auto branches = branch_covering(one->model, -1, TimeLimit(0), quiet_execution());
  CHECK_FALSE(branches.better);
  CHECK_FALSE(branches.is_complete);
  CHECK_FALSE(branches.open_bound);
  CHECK_FALSE(plan_by_mip(one->model, {}, TimeLimit(0), quiet_execution()));
}

}  // namespace coverage
