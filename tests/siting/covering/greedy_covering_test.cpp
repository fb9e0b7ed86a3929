#include "libcoverage/siting/covering/greedy_covering.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "network_fixture.h"
#include "siting/covering/model_objective.h"
#include "siting/covering/random_model.h"

namespace coverage {
namespace {

using Plan = std::vector<std::uint32_t>;

Plan greedy(const CoveringModel& model) {
  return greedy_covering(model, quiet_execution());
}

/// What one more candidate is worth: a row that needs two sites is half for each of them.
CoveringScore gain_of(const CoveringModel& model, const Plan& plan, std::uint32_t candidate) {
  CoveringScore gain;
  for (const std::uint32_t row : model.row(candidate)) {
    const auto covers = std::ranges::count_if(
        plan, [&](std::uint32_t c) { return std::ranges::binary_search(model.row(c), row); });
    if (covers >= model.need[row]) continue;
    for (int half = model.need[row]; half <= 2; ++half) gain += worth_of(model, row);
  }
  return gain;
}

/// Looks at all candidates anew for each site.
Plan plain_greedy(const CoveringModel& model) {
  CoveringSites sites(model);
  while (true) {
    std::optional<std::uint32_t> best;
    CoveringScore most;
    for (std::uint32_t c = 0; c < model.candidate_count(); ++c) {
      if (sites.is_open(c) || !sites.fits(c)) continue;
      const CoveringScore gain = gain_of(model, sites.open_ones(), c);
      if (gain <= most) continue;
      best = c;
      most = gain;
    }
    if (!best) break;
    sites.open(*best);
  }
  while (const auto next = sites.next_for_minima()) sites.open(*next);
  return sites.open_ones();
}

}  // namespace

TEST_CASE("greedy opens what looking at all candidates for each site opens") {
  const auto seed = GENERATE(range(0u, 200u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  CoveringModel model = random_model(random);
  model.minimises_cost = false;
  model.budget.reset();
  CHECK(greedy(model) == plain_greedy(model));
}

TEST_CASE("with p sites greedy gains at least 1 − 1/e of the best") {
  const auto seed = GENERATE(range(0u, 100u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  CoveringModel model = random_cover_world(random, 9, 14, 4);
  model.minimises_cost = false;
  for (int row = 0; row < 14; ++row) model.weight.push_back(static_cast<int>(random() % 20));
  model.most_sites = 1 + random() % 4;
  const auto best = best_of_model(model);
  REQUIRE(best);
  const auto gained = static_cast<double>(score_of(model, greedy(model)).weight);
  CHECK(gained >= (1 - 1 / std::exp(1.0)) * static_cast<double>(*best));
}

TEST_CASE("of candidates with the same gain the first is opened, and none without a gain") {
  auto model = gain_world({{0}, {1}, {2}, {}}, {3, 3, 0});
  CHECK(greedy(model) == Plan{0, 1});
  model.most_sites = 1;
  CHECK(greedy(model) == Plan{0});
  model.most_sites = 0;
  CHECK(greedy(model).empty());
  CHECK(greedy(gain_world({}, {})).empty());
}

TEST_CASE("hard rows come before any weight") {
  auto model = gain_world({{0}, {1}}, {1'000'000}, 1);
  model.most_sites = 1;
  CHECK(greedy(model) == Plan{1});
}

TEST_CASE("a row that needs two sites is worth half of its weight to the first") {
  auto model = gain_world({{0}, {0}, {1}}, {10, 6});
  model.need[0] = 2;
  model.most_sites = 1;
  CHECK(greedy(model) == Plan{2});
  model.weight[1] = 4;
  model.most_sites = 2;
  CHECK(greedy(model) == Plan{0, 1});
}

TEST_CASE("under a budget the better of gain and gain per cost is taken") {
  // By gain the first alone, by gain per cost the two others, which gain more together.
  auto model = gain_world({{0}, {1}, {2}}, {10, 6, 6});
  model.cost = {10, 5, 5};
  model.budget = 10;
  CHECK(greedy(model) == Plan{1, 2});
  // By gain per cost the second comes first and leaves no room for the first.
  model = gain_world({{0}, {1}}, {90, 10});
  model.cost = {10, 1};
  model.budget = 10;
  CHECK(greedy(model) == Plan{0});
  model.budget = 11;
  CHECK(greedy(model) == Plan{0, 1});
  model.budget = 0;
  CHECK(greedy(model).empty());
}

TEST_CASE("the least cost is looked for by gain per cost, until enough is covered") {
  auto model = gain_world({{0, 1}, {0}, {1}}, {4, 4});
  model.minimises_cost = true;
  model.cost = {9, 2, 3};
  model.weight_needed = 4;
  CHECK(greedy(model) == Plan{1});
  model.weight_needed = 8;
  CHECK(greedy(model) == Plan{1, 2});
  model.cost[0] = 0;  // for nothing comes before all that costs
  CHECK(greedy(model) == Plan{0});
  model.weight_needed = 0;
  CHECK(greedy(model).empty());
}

TEST_CASE("minima are met with the cheapest, and room is kept for them") {
  auto model = gain_world({{0}, {1}, {}, {}}, {5, 4});
  model.cost = {1, 1, 7, 6};
  model.group = {CoveringModel::no_group, CoveringModel::no_group, 0, 0};
  model.rooms = {{.least = 1}};
  model.most_sites = 2;
  CHECK(greedy(model) == Plan{0, 3});
  model.rooms = {{.least = 2}};
  CHECK(greedy(model) == Plan{2, 3});
}

TEST_CASE("what a set covers is counted row by row, and is enough with all hard rows") {
  auto model = gain_world({{0, 1, 3}, {0, 2}, {}}, {5, 7}, 2);
  model.need[0] = 2;
  CHECK(score_of(model, Plan{}) == CoveringScore{0, 0});
  CHECK(score_of(model, Plan{0}) == CoveringScore{1, 7});
  CHECK(score_of(model, Plan{0, 1, 2}) == CoveringScore{2, 12});
  CHECK_FALSE(covers_enough(model, {1, 12}));
  CHECK(covers_enough(model, {2, 0}));
  model.weight_needed = 8;
  CHECK_FALSE(covers_enough(model, {2, 7}));
  CHECK(covers_enough(model, {2, 8}));
}

TEST_CASE("a greedy search that is stopped throws Interrupted") {
  const std::atomic<bool> stop = true;
  Execution execution = quiet_execution();
  execution.stop = &stop;
  CHECK_THROWS_AS(greedy_covering(gain_world({{0}}, {1}), execution), Interrupted);
}

}  // namespace coverage
