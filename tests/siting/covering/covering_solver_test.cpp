#include "libcoverage/siting/covering/covering_solver.h"

#include <catch2/catch.hpp>

#include "network_fixture.h"
#include "siting/covering/model_objective.h"
#include "siting/covering/random_model.h"

namespace coverage {
namespace {

/// What a plan of a model without opened candidates is worth.
std::optional<Amount> worth(const CoveringModel& model, const std::vector<CandidateIndex>& sites) {
  std::uint32_t set = 0;
  for (const CandidateIndex site : sites) set |= 1u << site.value();
  return model_objective(model, set);
}

bool is_no_worse(const CoveringModel& model, Amount a, Amount b) {
  return model.minimises_cost ? a <= b : a >= b;
}

}  // namespace

TEST_CASE("a model is solved to the best of all choices, or proven to have none") {
  const auto seed = GENERATE(range(0u, 200u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const CoveringModel model = random_model(random);
  const Execution execution = quiet_execution();
  const SolveOptions options;
  CoveringSolver solver(model, options, execution);
  const auto plan = solver.solve();
  const auto best = best_of_model(model);
  REQUIRE(plan.has_value() == best.has_value());
  if (!best) {
    CHECK(solver.is_proven());
    return;
  }
  CHECK(plan->objective == *best);
  CHECK(plan->optimal());
  CHECK(worth(model, plan->sites) == best);
}

TEST_CASE("a greedy plan keeps all limits and its bound holds, or there is none") {
  const auto seed = GENERATE(range(0u, 100u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const CoveringModel model = random_model(random);
  const Execution execution = quiet_execution();
  const SolveOptions options;
  const auto plan = CoveringSolver(model, options, execution).greedy();
  const auto best = best_of_model(model);
  if (!plan) return;
  REQUIRE(best);
  CHECK(worth(model, plan->sites) == plan->objective);
  CHECK(is_no_worse(model, *best, plan->objective));
  CHECK(is_no_worse(model, plan->bound, *best));
}

TEST_CASE("a gap that is accepted ends the search, with a bound that still holds") {
  const auto seed = GENERATE(range(0u, 60u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const CoveringModel model = random_model(random);
  const auto best = best_of_model(model);
  if (!best) return;
  const Execution execution = quiet_execution();
  const SolveOptions options{.accepted_gap = 0.5};
  const auto plan = CoveringSolver(model, options, execution).solve();
  REQUIRE(plan);
  CHECK(gap_of(*plan) <= 0.5);
  CHECK(is_no_worse(model, plan->bound, *best));
  CHECK(is_no_worse(model, *best, plan->objective));
}

TEST_CASE("a model without anything to decide is worth what is open already") {
  CoveringModel model = gain_world({}, {});
  model.opened = {CandidateIndex(3)};
  model.opened_weight = 12;
  const Execution execution = quiet_execution();
  const SolveOptions options;
  const auto plan = CoveringSolver(model, options, execution).solve();
  REQUIRE(plan);
  CHECK(plan->sites == std::vector{CandidateIndex(3)});
  CHECK(plan->objective == 12);
  CHECK(plan->optimal());
}

TEST_CASE("without time it is not proven that there is no plan") {
  // Greedy covers the first two rows and then has no site left for the others.
  CoveringModel model = cover_world({{0, 1, 2, 3}, {0, 1, 4}, {2, 3, 5}}, 6);
  model.most_sites = 2;
  const Execution execution = quiet_execution();
  const SolveOptions none{.seconds = 0};
  CoveringSolver late(model, none, execution);
  CHECK_FALSE(late.solve());
  CHECK_FALSE(late.is_proven());
  const SolveOptions enough;
  CoveringSolver early(model, enough, execution);
  const auto plan = early.solve();
  REQUIRE(plan);
  CHECK(plan->sites == std::vector{CandidateIndex(1), CandidateIndex(2)});
}

}  // namespace coverage
