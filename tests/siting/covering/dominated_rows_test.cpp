#include "libcoverage/siting/covering/dominated_rows.h"

#include <catch2/catch.hpp>

#include "network_fixture.h"
#include "siting/covering/model_objective.h"
#include "siting/covering/random_model.h"

namespace coverage {
namespace {

std::size_t drop(CoveringModel& model) {
  return drop_dominated_rows(model, TimeLimit(60), quiet_execution());
}

}  // namespace

TEST_CASE("without dominated rows every choice is worth what it was") {
  const auto seed = GENERATE(range(0u, 300u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const CoveringModel before = random_model(random);
  CoveringModel after = before;
  const std::size_t dropped = drop(after);
  CHECK(dropped == before.row_count() - after.row_count());
  REQUIRE(after.candidates == before.candidates);
  bool all_agree = true;
  for (std::uint32_t set = 0; set < 1u << before.candidate_count(); ++set) {
    all_agree = all_agree && model_objective(after, set) == model_objective(before, set);
  }
  CHECK(all_agree);
}

TEST_CASE("a hard row rules out the rows that all of its candidates cover") {
  // Row 0 has the first two candidates; so has row 1, and the third beside; row 2 lacks the second.
  CoveringModel model = cover_world({{0, 1, 2}, {0, 1}, {1, 2}}, 3);
  CHECK(drop(model) == 1);
  CHECK(model.first == std::vector<std::uint64_t>{0, 2, 3, 4});
  CHECK(model.rows == std::vector<std::uint32_t>{0, 1, 0, 1});
}

TEST_CASE("of equal hard rows the first stays") {
  CoveringModel model = cover_world({{0, 1, 2}, {0, 1, 2}}, 3);
  CHECK(drop(model) == 2);
  CHECK(model.row_count() == 1);
  CHECK(model.rows == std::vector<std::uint32_t>{0, 0});
}

TEST_CASE("what a soft row weighs that a hard one covers is gained by every plan") {
  CoveringModel model = gain_world({{0, 1, 2}, {1}}, {5, 7}, 1);
  CHECK(drop(model) == 2);
  CHECK(model.opened_weight == 12);
  CHECK(model.soft_count() == 0);
  CHECK(model.row_count() == 1);
}

TEST_CASE("a row that needs two sites is not covered because a hard one is") {
  CoveringModel model = gain_world({{0, 1}, {0}}, {5}, 1);
  model.need[0] = 2;
  CHECK(drop(model) == 0);
  CHECK(model.weight == std::vector<std::int64_t>{5});
}

TEST_CASE("soft rows rule out nothing") {
  CoveringModel model = gain_world({{0, 1}, {0, 1}}, {5, 7});
  CHECK(drop(model) == 0);
  CHECK(model.opened_weight == 0);
}

TEST_CASE("a hard row that nobody covers stays and rules out nothing") {
  CoveringModel model = cover_world({{0}}, 2);
  CHECK(drop(model) == 0);
  CHECK(model.row_count() == 2);
}

TEST_CASE("without time, and without rows, no row goes") {
  CoveringModel model = cover_world({{0, 1}}, 2);
  CHECK(drop_dominated_rows(model, TimeLimit(0), quiet_execution()) == 0);
  CHECK(model.row_count() == 2);
  CoveringModel empty = cover_world({{}}, 0);
  CHECK(drop(empty) == 0);
}

TEST_CASE("the look for dominated rows can be stopped") {
  CoveringModel model = cover_world({{0, 1}}, 2);
  const std::atomic<bool> stop = true;
  Execution execution = quiet_execution();
  execution.stop = &stop;
  CHECK_THROWS_AS(drop_dominated_rows(model, TimeLimit(60), execution), Interrupted);
  CHECK(model.row_count() == 2);
}

}  // namespace coverage
