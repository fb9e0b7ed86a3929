#include "libcoverage/siting/covering/shrink_covering.h"

#include <catch2/catch.hpp>
#include <set>

#include "siting/covering/model_objective.h"
#include "siting/covering/random_model.h"

namespace coverage {
namespace {

using Rows = std::vector<std::uint32_t>;
using Weights = std::vector<std::int64_t>;

/// The choice of a smaller model in the numbers of the one it came from, whose candidates are
/// numbered as in the instance.
std::uint32_t set_before(const CoveringModel& after, std::uint32_t set) {
  std::uint32_t before = 0;
  for (std::size_t c = 0; c < after.candidate_count(); ++c) {
    if (set >> c & 1u) before |= 1u << after.candidates[c].value();
  }
  return before;
}

/// Whether every choice of `after`, with the candidates of `opened`, is worth what it was.
bool is_worth_the_same(const CoveringModel& before, const CoveringModel& after,
                       std::uint32_t opened = 0) {
  for (std::uint32_t set = 0; set < 1u << after.candidate_count(); ++set) {
    const auto was = model_objective(before, set_before(after, set) | opened);
    if (model_objective(after, set) != was) return false;
  }
  return true;
}

bool has_room_for(const CoveringModel& model, std::uint32_t c) {
  const std::uint32_t group = model.group[c];
  return model.cost[c] <= model.budget.value_or(model.cost[c]) &&
         (group == CoveringModel::no_group || model.rooms[group].most > 0);
}

}  // namespace

TEST_CASE("what candidates are left cover what they did, at their cost, in their group") {
  CoveringModel model = gain_world({{0, 1}, {1}, {}, {0, 2}}, {1, 2, 4});
  model.cost = {5, 6, 7, 8};
  model.group = {0, CoveringModel::no_group, 0, 1};
  keep_candidates(model, {false, true, false, true});
  CHECK(model.candidates == std::vector{CandidateIndex(1), CandidateIndex(3)});
  CHECK(model.cost == Weights{6, 8});
  CHECK(model.group == Rows{CoveringModel::no_group, 1});
  CHECK(model.first == std::vector<std::uint64_t>{0, 1, 3});
  CHECK(model.rows == Rows{1, 0, 2});
  CHECK(model.row_count() == 3);
  keep_candidates(model, {true, true});
  CHECK(model.rows == Rows{1, 0, 2});
  keep_candidates(model, {false, false});
  CHECK(model.candidate_count() == 0);
  CHECK(model.first == std::vector<std::uint64_t>{0});
}

TEST_CASE("every plan gains the soft rows that are left out, and no longer needs their weight") {
  CoveringModel model = gain_world({{0, 1, 2, 3}, {2, 4}}, {1, 2, 4}, 2);
  model.need[2] = 2;
  model.opened_weight = 10;
  model.weight_needed = 3;
  keep_rows(model, {false, true, true, false, true});
  CHECK(model.opened_weight == 11);
  CHECK(model.weight_needed == 2);
  CHECK(model.weight == Weights{2, 4});
  CHECK(model.need == std::vector<std::uint8_t>{1, 2, 1});
  CHECK(model.rows == Rows{0, 1, 1, 2});
  keep_rows(model, {true, false, true});
  CHECK(model.opened_weight == 15);
  CHECK(model.weight_needed == 0);  // and not below
  keep_rows(model, {false, false});
  CHECK(model.row_count() == 0);
  CHECK(model.first == std::vector<std::uint64_t>{0, 0, 0});
}

TEST_CASE("merging equal rows changes the worth of no choice and leaves none equal") {
  const auto seed = GENERATE(range(0u, 150u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const CoveringModel before = random_model(random);
  CoveringModel after = before;
  merge_equal_rows(after);
  CHECK(is_worth_the_same(before, after));
  std::set<std::pair<int, Rows>> seen;
  const auto columns = transpose(after);
  for (std::size_t row = 0; row < after.row_count(); ++row) {
    const int kind = row < after.soft_count() ? after.need[row] : 3;
    const auto covering = columns.of(row);
    CHECK(seen.emplace(kind, Rows(covering.begin(), covering.end())).second);
    if (kind < 3) CHECK(covering.size() >= after.need[row]);
  }
}

TEST_CASE("once a candidate is opened every choice beside it is worth what both are together") {
  const auto seed = GENERATE(range(0u, 150u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const CoveringModel before = random_model(random);
  for (std::uint32_t c = 0; c < before.candidate_count(); ++c) {
    if (!has_room_for(before, c)) continue;
    CAPTURE(c);
    CoveringModel after = before;
    open_candidate(after, c);
    CHECK(is_worth_the_same(before, after, 1u << c));
    CHECK(after.opened == std::vector{CandidateIndex(c)});
    CHECK(std::ranges::find(after.candidates, CandidateIndex(c)) == after.candidates.end());
  }
}

TEST_CASE("opening the last site that may open closes all others") {
  CoveringModel model = gain_world({{0}, {0, 1}, {1}}, {3, 4});
  model.most_sites = 1;
  open_candidate(model, 1);
  CHECK(model.opened == std::vector{CandidateIndex(1)});
  CHECK(model.candidate_count() == 0);
  CHECK(model.row_count() == 0);
  CHECK(model.opened_weight == 7);
  CHECK(model.most_sites == 0u);
}

TEST_CASE("opening a candidate takes its cost from the budget and its place from its group") {
  CoveringModel model = gain_world({{0}, {1}, {2}, {3}}, {1, 1, 1, 1});
  model.cost = {4, 3, 2, 6};
  model.budget = 9;
  model.group = {0, 0, CoveringModel::no_group, CoveringModel::no_group};
  model.rooms = {{.least = 1, .most = 1}};
  open_candidate(model, 0);
  CHECK(model.opened_cost == 4);
  CHECK(model.budget == 5);
  CHECK(model.rooms == std::vector{CoveringModel::Room{.least = 0, .most = 0}});
  // The second has no place in the group any more, the last one is too dear.
  CHECK(model.candidates == std::vector{CandidateIndex(2)});
}

TEST_CASE("a row that needs two sites needs one more once one of its candidates is open") {
  CoveringModel model = gain_world({{0}, {0}, {0}}, {5});
  model.need = {2};
  open_candidate(model, 1);
  CHECK(model.need == std::vector<std::uint8_t>{1});
  CHECK(model.opened_weight == 0);
  open_candidate(model, 0);
  CHECK(model.opened == std::vector{CandidateIndex(0), CandidateIndex(1)});
  CHECK(model.opened_weight == 5);
  CHECK(model.row_count() == 0);
}

TEST_CASE("where enough is covered no soft row is asked for any more") {
  CoveringModel model = gain_world({{0, 3}, {1, 2}}, {5, 6, 7}, 1);
  model.minimises_cost = true;
  model.weight_needed = 5;
  open_candidate(model, 0);
  CHECK(model.weight_needed == 0);
  CHECK(model.row_count() == 0);
  CHECK(model.row(0).empty());
}

TEST_CASE("candidates by row are the rows by candidate, turned round") {
  const auto columns = transpose(gain_world({{0, 2}, {}, {2}}, {1, 1, 1}));
  CHECK(columns.first == std::vector<std::uint64_t>{0, 1, 1, 3});
  CHECK(columns.candidates == Rows{0, 0, 2});
  CHECK(columns.of(1).empty());
  CHECK(transpose(gain_world({}, {})).first == std::vector<std::uint64_t>{0});
}

}  // namespace coverage
