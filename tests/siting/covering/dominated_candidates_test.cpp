#include "libcoverage/siting/covering/dominated_candidates.h"

#include <catch2/catch.hpp>

#include "network_fixture.h"
#include "siting/covering/model_objective.h"
#include "siting/covering/random_model.h"

namespace coverage {
namespace {

using Rows = std::vector<std::uint32_t>;

/// The candidates that are left, by their numbers before.
Rows left_of(CoveringModel model) {
  drop_dominated_candidates(model, TimeLimit(60), quiet_execution());
  Rows left;
  for (const CandidateIndex candidate : model.candidates) left.push_back(candidate.value());
  return left;
}

}  // namespace

TEST_CASE("without dominated candidates the optimum is what it was") {
  const auto seed = GENERATE(range(0u, 300u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const CoveringModel before = random_model(random);
  CoveringModel after = before;
  const auto dropped = drop_dominated_candidates(after, TimeLimit(60), quiet_execution());
  CHECK(dropped == before.candidate_count() - after.candidate_count());
  CHECK(best_of_model(after) == best_of_model(before));
}

TEST_CASE("of equal candidates the first stays, of unequal ones the one that covers more") {
  CHECK(left_of(gain_world({{0, 1}, {0, 1}, {0, 1}}, {1, 1})) == Rows{0});
  CHECK(left_of(gain_world({{0}, {0, 1}, {1}}, {1, 1})) == Rows{1});
  CHECK(left_of(gain_world({{0, 1}, {1, 2}}, {1, 1, 1})) == Rows{0, 1});
}

TEST_CASE("a candidate that covers nothing goes, unless its group has a minimum") {
  auto model = gain_world({{}, {0}, {}}, {1});
  CHECK(left_of(model) == Rows{1});
  model.group[2] = 0;
  model.rooms = {{.least = 1}};
  CHECK(left_of(model) == Rows{1, 2});
}

TEST_CASE("one that costs more dominates nobody") {
  auto model = gain_world({{0}, {0, 1}}, {1, 1});
  model.cost = {2, 3};
  CHECK(left_of(model) == Rows{0, 1});
  model.cost = {3, 3};
  CHECK(left_of(model) == Rows{1});
}

TEST_CASE("one whose group has a maximum dominates its own group alone") {
  auto model = gain_world({{0}, {0, 1}}, {1, 1});
  model.group = {CoveringModel::no_group, 0};
  model.rooms = {{.most = 1}};
  CHECK(left_of(model) == Rows{0, 1});
  model.group = {0, 0};
  CHECK(left_of(model) == Rows{1});
  model.group = {0, CoveringModel::no_group};
  CHECK(left_of(model) == Rows{1});
}

TEST_CASE("candidates that dominate each other in a circle do not all go") {
  // A row that needs two sites: of four equals two must stay.
  auto model = gain_world({{0}, {0}, {0}, {0}}, {1});
  model.need = {2};
  CHECK(left_of(model) == Rows{0, 1});
}

TEST_CASE("without time, and without candidates, no candidate goes") {
  auto model = gain_world({{0}, {0}}, {1});
  CHECK(drop_dominated_candidates(model, TimeLimit(0), quiet_execution()) == 0);
  CHECK(model.candidate_count() == 2);
  auto nobody = gain_world({}, {1});
  CHECK(drop_dominated_candidates(nobody, TimeLimit(60), quiet_execution()) == 0);
}

TEST_CASE("the look for dominated candidates can be stopped") {
  auto model = gain_world({{0}, {0}}, {1});
  const std::atomic<bool> stop = true;
  Execution execution = quiet_execution();
  execution.stop = &stop;
  CHECK_THROWS_AS(drop_dominated_candidates(model, TimeLimit(60), execution), Interrupted);
}

TEST_CASE("a list is part of another one exactly where each of its numbers is in it") {
  for (std::uint32_t part = 0; part < 32; ++part) {
    for (std::uint32_t whole = 0; whole < 32; ++whole) {
      Rows few, many;
      for (std::uint32_t bit = 0; bit < 5; ++bit) {
        if (part >> bit & 1u) few.push_back(2 * bit);
        if (whole >> bit & 1u) many.push_back(2 * bit);
      }
      CAPTURE(few, many);
      CHECK(is_part(few, many) == ((part & ~whole) == 0));
    }
  }
}

}  // namespace coverage
