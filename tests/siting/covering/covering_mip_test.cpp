#include "libcoverage/siting/covering/covering_mip.h"

#include <catch2/catch.hpp>

#include "network_fixture.h"
#include "siting/covering/model_objective.h"
#include "siting/covering/random_model.h"

namespace coverage {
namespace {

using Plan = std::vector<std::uint32_t>;

std::optional<Plan> found(const CoveringModel& model, std::optional<Amount> objective = {}) {
  return plan_by_mip(model, objective, TimeLimit(60), quiet_execution());
}

std::optional<Amount> worth(const CoveringModel& model, const Plan& plan) {
  std::uint32_t set = 0;
  for (const std::uint32_t c : plan) set |= 1u << c;
  return model_objective(model, set);
}

/// Three rows, each covered by two of three candidates.
CoveringModel triangle() {
  return cover_world({{0, 1}, {1, 2}, {0, 2}}, 3);
}

CoveringRelaxation relaxed(const CoveringModel& model) {
  return relax_covering(model, {}, TimeLimit(60), quiet_execution());
}

}  // namespace

TEST_CASE("the program finds a plan where there is one, and one that is better than the known") {
  const auto seed = GENERATE(range(0u, 100u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const CoveringModel model = random_model(random);
  const auto best = best_of_model(model);
  const auto plan = found(model);
  REQUIRE(plan.has_value() == best.has_value());
  if (!best) return;
  CHECK(worth(model, *plan).has_value());
  const auto better = found(model, *best + (model.minimises_cost ? 1 : -1));
  REQUIRE(better);
  CHECK(worth(model, *better) == best);
  CHECK_FALSE(found(model, best));
}

TEST_CASE("where a plan covers everything the program finds no better one") {
  auto model = gain_world({{0}, {1}, {0, 1}}, {3, 4});
  model.cost = {0, 1, 0};
  model.opened_weight = 1;
  CHECK(found(model, 7));
  CHECK_FALSE(found(model, 8));
  CHECK_FALSE(found(model, 9));
}

TEST_CASE("a plan that covers one too little for the eye of a program is not taken for enough") {
  constexpr std::int64_t nearly = 999'999'999'999'999;
  auto model = gain_world({{0}, {0, 1}}, {nearly, 1});
  model.minimises_cost = true;
  model.cost = {1, 5};
  model.weight_needed = nearly + 1;
  CHECK(found(model) == Plan{1});
  model.weight_needed = nearly;
  CHECK(found(model) == Plan{0});
}

TEST_CASE("a program without time finds nothing, one that is stopped throws Interrupted") {
  CHECK_FALSE(plan_by_mip(triangle(), {}, TimeLimit(0), quiet_execution()));
  const std::atomic<bool> stop = true;
  Execution execution = quiet_execution();
  execution.stop = &stop;
  CHECK_THROWS_AS(plan_by_mip(triangle(), {}, TimeLimit(60), execution), Interrupted);
}

TEST_CASE("the relaxation opens halves where whole sites cannot share, at prices that say so") {
  const auto relaxation = relaxed(triangle());
  CHECK_FALSE(relaxation.is_impossible);
  REQUIRE(relaxation.open.size() == 3);
  for (const double open : relaxation.open) CHECK(open == Approx(0.5));
  REQUIRE(relaxation.prices);
  for (const double price : relaxation.prices->row) CHECK(price == Approx(0.5));
  CHECK(bound_by(triangle(), *relaxation.prices, {}, quiet_execution()).bound == 2);
}

TEST_CASE("the relaxation prices a budget by what one unit more would gain") {
  // Half of the budget that the site asks for gains half of its weight of 8.
  auto model = gain_world({{0}, {0}}, {8});
  model.cost = {4, 6};
  model.budget = 2;
  const auto relaxation = relaxed(model);
  REQUIRE(relaxation.prices);
  CHECK(relaxation.open[0] == Approx(0.5));
  CHECK(relaxation.open[1] == Approx(0).margin(1e-9));
  CHECK(relaxation.prices->budget == Approx(2));
  CHECK(relaxation.prices->weight == 0);
}

TEST_CASE("the relaxation prices the weight that is needed where cost is least") {
  auto model = gain_world({{0}, {1}}, {10, 10});
  model.minimises_cost = true;
  model.cost = {5, 20};
  model.weight_needed = 15;
  const auto relaxation = relaxed(model);
  REQUIRE(relaxation.prices);
  CHECK(relaxation.open[0] == Approx(1));
  CHECK(relaxation.open[1] == Approx(0.5).margin(1e-6));
  CHECK(relaxation.prices->weight == Approx(2));
  CHECK(relaxation.prices->budget == 0);
}

TEST_CASE("what cannot be kept even in parts is impossible, and has no prices") {
  auto unreached = cover_world({{0}}, 2);
  CHECK(relaxed(unreached).is_impossible);
  CHECK_FALSE(relaxed(unreached).prices);
  auto crowded = gain_world({{0}, {1}}, {1, 1});
  crowded.group = {0, 0};
  crowded.rooms = {{.least = 2}};
  crowded.most_sites = 1;
  CHECK(relaxed(crowded).is_impossible);
  crowded.most_sites = 2;
  CHECK_FALSE(relaxed(crowded).is_impossible);
}

TEST_CASE("a relaxation out of time, or stopped, has no prices and claims nothing") {
  const auto late = relax_covering(triangle(), {}, TimeLimit(0), quiet_execution());
  CHECK_FALSE(late.prices);
  CHECK_FALSE(late.is_impossible);
  const std::atomic<bool> stop = true;
  Execution execution = quiet_execution();
  execution.stop = &stop;
  const auto stopped = relax_covering(triangle(), {}, TimeLimit(60), execution);
  CHECK_FALSE(stopped.prices);
  CHECK_FALSE(stopped.is_impossible);
}

}  // namespace coverage
