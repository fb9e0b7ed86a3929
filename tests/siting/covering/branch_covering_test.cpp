#include "libcoverage/siting/covering/branch_covering.h"

#include <catch2/catch.hpp>

#include "network_fixture.h"
#include "siting/covering/model_objective.h"
#include "siting/covering/random_model.h"

namespace coverage {
namespace {

using Sites = std::vector<CandidateIndex>;

CoveringBranches branched(const CoveringModel& model, Amount objective, double seconds = 60) {
  return branch_covering(model, objective, TimeLimit(seconds), quiet_execution());
}

/// What a plan of a model without opened candidates is worth.
std::optional<Amount> worth(const CoveringModel& model, const Sites& sites) {
  std::uint32_t set = 0;
  for (const CandidateIndex site : sites) set |= 1u << site.value();
  return model_objective(model, set);
}

}  // namespace

TEST_CASE("branching finds the best of all choices, and proves that it is, under every limit") {
  const auto seed = GENERATE(range(0u, 200u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const CoveringModel model = random_model(random);
  const auto best = best_of_model(model);
  const Amount worse = model.minimises_cost ? best.value_or(0) + 100 : -1;
  const auto found = branched(model, worse);
  CHECK(found.is_complete);
  CHECK_FALSE(found.open_bound);
  REQUIRE(found.better.has_value() == best.has_value());
  if (!best) return;
  CHECK(worth(model, *found.better) == best);
  CHECK_FALSE(branched(model, *best).better);
  const Amount just_worse = *best + (model.minimises_cost ? 1 : -1);
  CHECK(branched(model, just_worse).better);
}

TEST_CASE("three rows that pairs of three sites cover take two sites, though one and a half seem") {
  const CoveringModel triangle = cover_world({{0, 1}, {1, 2}, {0, 2}}, 3);
  const auto found = branched(triangle, 3);
  CHECK(found.is_complete);
  REQUIRE(found.better);
  CHECK(found.better->size() == 2);
  const auto none = branched(triangle, 2);
  CHECK(none.is_complete);
  CHECK_FALSE(none.better);
}

TEST_CASE("branching tells weights apart by the last of their digits") {
  constexpr std::int64_t many = 1'000'000'000'000'000;
  auto model = gain_world({{0}, {1}}, {many, many + 1});
  model.most_sites = 1;
  const auto found = branched(model, many);
  CHECK(found.is_complete);
  CHECK(found.better == Sites{CandidateIndex(1)});
  CHECK_FALSE(branched(model, many + 1).better);
}

TEST_CASE("without candidates the plan of what is open already is the only one") {
  auto model = gain_world({}, {});
  model.opened = {CandidateIndex(4)};
  model.opened_weight = 9;
  CHECK(branched(model, 8).better == Sites{CandidateIndex(4)});
  CHECK_FALSE(branched(model, 9).better);
  CHECK(branched(model, 9).is_complete);
}

TEST_CASE("a plan names what is open already too, in ascending order") {
  auto model = gain_world({{0}, {0}}, {3});
  model.candidates = {CandidateIndex(2), CandidateIndex(7)};
  model.opened = {CandidateIndex(5)};
  model.opened_weight = 4;
  model.cost = {9, 1};
  model.budget = 5;
  CHECK(branched(model, 6).better == Sites{CandidateIndex(5), CandidateIndex(7)});
}

TEST_CASE("a group's minimum is met though nothing is gained by it") {
  auto model = gain_world({{}, {}}, {});
  model.opened_weight = 3;
  model.cost = {5, 4};
  model.group = {0, 0};
  model.rooms = {{.least = 1}};
  model.budget = 4;
  CHECK(branched(model, 2).better == Sites{CandidateIndex(1)});
  CHECK_FALSE(branched(model, 3).better);
  model.rooms = {{.least = 2}};
  model.budget = 9;
  CHECK(branched(model, 2).better == Sites{CandidateIndex(0), CandidateIndex(1)});
}

TEST_CASE("where no plan keeps the limits, that is proven") {
  auto model = cover_world({{0}}, 2);  // nobody covers the second row
  CHECK(branched(model, 100).is_complete);
  CHECK_FALSE(branched(model, 100).better);
  model = cover_world({{0}, {1}}, 2);
  model.most_sites = 1;
  CHECK(branched(model, 100).is_complete);
  CHECK_FALSE(branched(model, 100).better);
}

TEST_CASE("out of time nothing is proven, and nothing is claimed of what is left") {
  const CoveringModel triangle = cover_world({{0, 1}, {1, 2}, {0, 2}}, 3);
  const auto found = branched(triangle, 3, 0);
  CHECK_FALSE(found.is_complete);
  CHECK_FALSE(found.better);
  CHECK_FALSE(found.open_bound);
}

TEST_CASE("branching that is stopped throws Interrupted") {
  const std::atomic<bool> stop = true;
  Execution execution = quiet_execution();
  execution.stop = &stop;
  CHECK_THROWS_AS(branch_covering(cover_world({{0}}, 1), 5, TimeLimit(60), execution), Interrupted);
}

}  // namespace coverage
