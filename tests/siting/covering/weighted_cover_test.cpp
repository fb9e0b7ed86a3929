#include "libcoverage/siting/covering/weighted_cover.h"

#include <bit>
#include <catch2/catch.hpp>

#include "libcoverage/siting/covering/greedy_covering.h"
#include "network_fixture.h"
#include "siting/covering/cover_world.h"

namespace coverage {
namespace {

using Plan = std::vector<std::uint32_t>;

Plan searched(const CoveringModel& model, const Plan& plan,
              const WeightedCoverOptions& options = {.most_work = 200'000}) {
  return weighted_cover(model, transpose(model), plan, options, TimeLimit(60), quiet_execution());
}

std::int64_t cost_of(const CoveringModel& model, const Plan& plan) {
  std::int64_t cost = 0;
  for (const std::uint32_t c : plan) cost += model.cost[c];
  return cost;
}

bool keeps_limits(const CoveringModel& model, const Plan& plan) {
  std::vector<std::uint32_t> opened(model.rooms.size(), 0);
  for (const std::uint32_t c : plan) {
    if (model.group[c] != CoveringModel::no_group) ++opened[model.group[c]];
  }
  for (std::size_t g = 0; g < opened.size(); ++g) {
    if (opened[g] < model.rooms[g].least || opened[g] > model.rooms[g].most) return false;
  }
  if (model.budget && cost_of(model, plan) > *model.budget) return false;
  return !model.most_sites || plan.size() <= *model.most_sites;
}

Plan plan_of(std::uint32_t set) {
  Plan plan;
  for (; set != 0; set &= set - 1)
    plan.push_back(static_cast<std::uint32_t>(std::countr_zero(set)));
  return plan;
}

/// The least cost of a plan within the limits that covers all; nothing where there is none.
std::optional<std::int64_t> least_cost(const CoveringModel& model) {
  std::optional<std::int64_t> least;
  for (std::uint32_t set = 0; set < 1u << model.candidate_count(); ++set) {
    const Plan plan = plan_of(set);
    if (!keeps_limits(model, plan) || !covers_enough(model, score_of(model, plan))) continue;
    least = std::min(least.value_or(cost_of(model, plan)), cost_of(model, plan));
  }
  return least;
}

}  // namespace

TEST_CASE("a weighted search leaves the greedy plan for the two sites that cover everything") {
  const auto model = cover_world({{1, 2, 3, 4}, {0, 1, 2}, {3, 4, 5}}, 6);
  REQUIRE(greedy_covering(model, quiet_execution()) == Plan{0, 1, 2});
  CHECK(searched(model, {0, 1, 2}) == Plan{1, 2});
}

TEST_CASE("a weighted search finds the least cover of small worlds that enumeration finds") {
  const auto seed = GENERATE(range(0u, 200u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  auto model = random_cover_world(random, 4 + random() % 9, 1 + random() % 25, 5);
  if (seed % 2) {
    for (std::int64_t& cost : model.cost) cost = static_cast<std::int64_t>(random() % 4);
  }
  const Plan all = plan_of((1u << model.candidate_count()) - 1);
  const Plan plan = searched(model, all);
  CHECK(covers_enough(model, score_of(model, plan)));
  CHECK(cost_of(model, plan) == least_cost(model));
}

TEST_CASE("a weighted search keeps all limits, and never gives a worse plan") {
  const auto seed = GENERATE(range(0u, 200u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  auto model = random_cover_world(random, 10, 1 + random() % 12, 3);
  model.rooms = {{.least = static_cast<std::uint32_t>(random() % 2)}, {.most = 2}};
  for (std::size_t c = 0; c < model.candidate_count(); ++c) {
    model.group[c] =
        random() % 3 ? static_cast<std::uint32_t>(random() % 2) : CoveringModel::no_group;
    model.cost[c] = 1 + static_cast<std::int64_t>(random() % 3);
  }
  if (random() % 2) model.most_sites = 4;
  if (random() % 2) model.budget = 8;
  const Plan greedy = greedy_covering(model, quiet_execution());
  if (!keeps_limits(model, greedy)) return;  // a minimum that cannot be met
  const Plan plan = searched(model, greedy);
  CHECK(keeps_limits(model, plan));
  if (!covers_enough(model, score_of(model, greedy))) return;
  CHECK(covers_enough(model, score_of(model, plan)));
  CHECK(cost_of(model, plan) <= cost_of(model, greedy));
  CHECK(cost_of(model, plan) >= least_cost(model));
}

TEST_CASE("a group's minimum is met though its sites are not needed to cover anything") {
  auto model = cover_world({{0, 1}, {0}, {1}}, 2);
  model.rooms = {{.least = 1}};
  model.group[2] = 0;
  CHECK(searched(model, {}) == Plan{0, 2});
}

TEST_CASE("where the plan given leaves rows out, one that covers all is found") {
  auto model = cover_world({{1, 2, 3, 4}, {0, 1, 2}, {3, 4, 5}}, 6);
  model.most_sites = 2;
  CHECK(searched(model, {0}) == Plan{1, 2});
  CHECK(searched(model, {}) == Plan{1, 2});
  model.most_sites = 1;
  CHECK(searched(model, {0}) == Plan{0});  // there is none: as it was
}

TEST_CASE("a row whose only site was closed is covered again, though nothing near it changes") {
  // The last site stands alone; the others are the world of the first test.
  const auto model = cover_world({{1, 2, 3, 4}, {0, 1, 2}, {3, 4, 5}, {6}}, 7);
  CHECK(searched(model, {0, 1, 2, 3}) == Plan{1, 2, 3});
}

TEST_CASE("a weighted search without work, time or rows gives what it is given") {
  const auto model = cover_world({{1, 2, 3, 4}, {0, 1, 2}, {3, 4, 5}}, 6);
  CHECK(searched(model, {0, 1, 2}, {.most_work = 0}) == Plan{0, 1, 2});
  CHECK(searched(model, {0, 1, 2}, {.enough = 3, .most_work = 200'000}) == Plan{0, 1, 2});
  CHECK(weighted_cover(model, transpose(model), Plan{0, 1, 2}, {}, TimeLimit(0),
                       quiet_execution()) == Plan{0, 1, 2});
  CHECK(searched(cover_world({}, 0), {}).empty());
  CHECK(searched(cover_world({{}}, 0), {0}).empty());
}

TEST_CASE("a weighted search that is stopped throws Interrupted") {
  const auto model = cover_world({{1, 2, 3, 4}, {0, 1, 2}, {3, 4, 5}}, 6);
  const std::atomic<bool> stop = true;
  Execution execution = quiet_execution();
  execution.stop = &stop;
  CHECK_THROWS_AS(
      weighted_cover(model, transpose(model), Plan{0, 1, 2}, {}, TimeLimit(60), execution),
      Interrupted);
}

}  // namespace coverage
