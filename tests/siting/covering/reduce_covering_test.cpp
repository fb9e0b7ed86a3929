#include "libcoverage/siting/covering/reduce_covering.h"

#include <catch2/catch.hpp>

#include "network_fixture.h"
#include "siting/brute_force.h"
#include "siting/covering/model_objective.h"
#include "siting/covering/random_covering.h"
#include "siting/covering/random_model.h"

namespace coverage {
namespace {

/// By demand row what it weighs, by candidate which rows it covers: "a.c" covers the first and
/// third.
SitingInstance instance_of(std::vector<std::int64_t> weights, std::vector<std::string> covers) {
  SitingInstance instance;
  instance.weight = std::move(weights);
  for (const std::string& rows : covers) {
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
      if (rows[row] != '.') instance.values.entries.push_back({row, 5});
    }
    instance.values.first.push_back(instance.values.entries.size());
    instance.sites.push_back({.id = rows});
  }
  return instance;
}

CoveringModel reduced(const SitingInstance& instance, const SitingProblem& problem,
                      const CoveringReductions& reductions = {}) {
  return reduce_covering(instance, problem, reductions, quiet_execution());
}

std::vector<std::uint32_t> numbers(const std::vector<CandidateIndex>& candidates) {
  std::vector<std::uint32_t> numbers;
  for (const CandidateIndex candidate : candidates) numbers.push_back(candidate.value());
  return numbers;
}

std::vector<CandidateIndex> sites_of(const CoveringModel& model, std::uint32_t set) {
  std::vector<CandidateIndex> sites = model.opened;
  for (std::size_t c = 0; c < model.candidate_count(); ++c) {
    if (set >> c & 1u) sites.push_back(model.candidates[c]);
  }
  return sites;
}

}  // namespace

TEST_CASE("no reduction changes the optimum, or what a plan is worth") {
  const auto seed = GENERATE(range(0u, 400u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto instance = random_covering_instance(random, 9, 12);
  const auto problem = random_covering(random);
  const CoveringReductions reductions{.merged_rows = random() % 4 != 0,
                                      .dominated_candidates = random() % 4 != 0,
                                      .dominated_rows = random() % 4 != 0};
  const auto best = best_by_enumeration(instance, problem);
  const auto model = reduced(instance, problem, reductions);
  std::optional<Amount> best_left;
  bool all_agree = true;
  for (std::uint32_t set = 0; set < 1u << model.candidate_count(); ++set) {
    const auto objective = evaluate_plan(instance, problem, sites_of(model, set));
    // Limits that the sites in every plan break alone are for `check_covering` to refuse.
    if (best) all_agree = all_agree && objective == model_objective(model, set);
    if (!objective) continue;
    const bool is_better = !best_left || (is_maximised(problem.goal) ? *objective > *best_left
                                                                     : *objective < *best_left);
    if (is_better) best_left = objective;
  }
  CHECK(all_agree);
  REQUIRE(best.has_value() == best_left.has_value());
  if (best) CHECK(best->objective == *best_left);
}

TEST_CASE("demand rows that the same candidates cover become one, with their weight together") {
  const auto instance = instance_of({1, 2, 4, 8}, {"ab..", "ab.d"});
  const auto model = reduced(instance, {.threshold = 5}, {.dominated_candidates = false});
  CHECK(model.weight == std::vector<std::int64_t>{3, 8});
  CHECK(model.rows == std::vector<std::uint32_t>{0, 0, 1});
  CHECK(model.opened_weight == 0);
  const auto plain =
      reduced(instance, {.threshold = 5}, {.merged_rows = false, .dominated_candidates = false});
  CHECK(plain.weight == std::vector<std::int64_t>{1, 2, 8});
}

TEST_CASE("what sites in every plan cover is kept in the objective and decided no more") {
  auto instance = instance_of({1, 2, 4}, {"a..", ".bc", "ab."});
  instance.sites.rows()[0].rule = SiteRule::mandatory;
  instance.sites.rows()[2].counts = false;  // costs nothing: open as well
  const auto model = reduced(instance, {.threshold = 5, .most_sites = 2});
  CHECK(numbers(model.opened) == std::vector<std::uint32_t>{0, 2});
  CHECK(numbers(model.candidates) == std::vector<std::uint32_t>{1});
  CHECK(model.opened_weight == 3);
  CHECK(model.weight == std::vector<std::int64_t>{4});
  CHECK(model.most_sites == 1u);  // the mandatory one counts
}

TEST_CASE("a candidate goes where another one covers as much for no more") {
  auto instance = instance_of({1, 2, 4}, {"a..", "ab.", "ab.", "..c"});
  CHECK(numbers(reduced(instance, {.threshold = 5}).candidates) ==
        std::vector<std::uint32_t>{1, 3});
  instance.sites.rows()[1].cost = 3;
  CHECK(numbers(reduced(instance, {.threshold = 5}).candidates) ==
        std::vector<std::uint32_t>{2, 3});
  instance.sites.rows()[2].cost = 2;  // the first is cheaper than both that cover more
  CHECK(numbers(reduced(instance, {.threshold = 5}).candidates) ==
        std::vector<std::uint32_t>{0, 2, 3});
}

TEST_CASE("a candidate of a group with a minimum stays though another one covers as much") {
  auto instance = instance_of({1, 2}, {"a.", "ab"});
  instance.sites.rows()[0].group = GroupIndex(0);
  SitingProblem problem{.threshold = 5, .group_limits = {{GroupIndex(0), 1, {}}}};
  CHECK(reduced(instance, problem).candidate_count() == 2);
  problem.group_limits = {{GroupIndex(0), 0, 1}};
  CHECK(reduced(instance, problem).candidate_count() == 1);
}

TEST_CASE("where rows need two sites it takes two others to do without a candidate") {
  const auto instance = instance_of({1, 2}, {"a.", "ab", "ab"});
  CHECK(reduced(instance, {.goal = SitingGoal::twice_covered, .threshold = 5}).candidate_count() ==
        2);
  const auto pair = instance_of({1, 2}, {"a.", "ab", ".b"});
  CHECK(reduced(pair, {.goal = SitingGoal::twice_covered, .threshold = 5}).candidate_count() == 3);
}

TEST_CASE("a row goes where another one, which every plan covers, has no candidate but its own") {
  const auto instance = instance_of({1, 2, 4}, {"a.c", "abc", ".bc"});
  const SitingProblem all{.goal = SitingGoal::fewest_sites, .threshold = 5};
  const CoveringReductions rows_alone{.dominated_candidates = false};
  const auto model = reduced(instance, all, rows_alone);
  CHECK(model.row_count() == 2);
  CHECK(model.rows == std::vector<std::uint32_t>{0, 0, 1, 1});
  CHECK(reduced(instance, all, {.dominated_candidates = false, .dominated_rows = false})
            .row_count() == 3);
  // Both at once: the candidate in the middle does it all.
  CHECK(numbers(reduced(instance, all).candidates) == std::vector<std::uint32_t>{1});
  CHECK(reduced(instance, all).row_count() == 1);
}

TEST_CASE("weight that every plan covers is in the objective already") {
  // Nobody may be left out: each plan opens the first candidate, for the first row's sake.
  const auto instance = instance_of({7, 0, 4}, {"a.c", ".bc", "..c"});
  const auto most =
      reduced(instance, {.threshold = 9, .nobody_beyond = 5}, {.dominated_candidates = false});
  CHECK(most.opened_weight == 11);
  CHECK(most.soft_count() == 0);
}

TEST_CASE("a model that lost what is dominated has the optimum that it had") {
  const auto seed = GENERATE(range(0u, 200u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const CoveringModel before = random_model(random);
  CoveringModel after = before;
  drop_dominated(after, {.merged_rows = seed % 2 == 0}, quiet_execution());
  CHECK(best_of_model(after) == best_of_model(before));
  CoveringModel again = after;
  drop_dominated(again, {.merged_rows = seed % 2 == 0}, quiet_execution());
  CHECK(again.candidates == after.candidates);
  CHECK(again.need == after.need);
}

TEST_CASE("models with too many entries keep what is dominated") {
  CoveringModel model = gain_world({{0}, {0}}, {4});
  drop_dominated(model, {.most_entries = 1}, quiet_execution());
  CHECK(model.candidate_count() == 2);
  drop_dominated(model, {.most_entries = 2}, quiet_execution());
  CHECK(model.candidate_count() == 1);
}

TEST_CASE("without time what is dominated stays") {
  const auto instance = instance_of({1, 2, 4}, {"a..", "ab.", "ab."});
  CHECK(reduced(instance, {.threshold = 5}, {.seconds = 0}).candidate_count() == 3);
}

TEST_CASE("an instance without demand, or without candidates, reduces to nothing") {
  CHECK(reduced(instance_of({}, {""}), {.threshold = 5}).candidate_count() == 0);
  const auto model = reduced(instance_of({3, 4}, {}), {.threshold = 5});
  CHECK(model.row_count() == 0);
  CHECK(model.candidate_count() == 0);
}

TEST_CASE("a demand row that nobody may leave out stays though no candidate reaches it") {
  const auto instance = instance_of({3, 4}, {"a."});
  const SitingProblem problem{.threshold = 5, .nobody_beyond = 5};
  const auto model = reduced(instance, problem, {.dominated_rows = false});
  CHECK(model.soft_count() == 1);
  CHECK(model.row_count() == 3);
  CHECK(reduced(instance, problem).soft_count() == 0);  // the first row is covered in any case
  CHECK(reduced(instance, problem).row_count() == 2);
}

}  // namespace coverage
