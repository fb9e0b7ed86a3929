#include "libcoverage/siting/covering/swap_covering.h"

#include <catch2/catch.hpp>

#include "libcoverage/siting/covering/greedy_covering.h"
#include "network_fixture.h"
#include "siting/covering/cover_world.h"

namespace coverage {
namespace {

/// Rows of weight 1, each covered by one site; candidates by the rows that they cover.
CoveringModel small_world(const std::vector<std::vector<std::uint32_t>>& candidates,
                          std::size_t rows) {
  return gain_world(candidates, std::vector<std::int64_t>(rows, 1));
}

std::vector<std::uint32_t> swapped(const CoveringModel& model, std::vector<std::uint32_t> plan) {
  return swap_covering(model, transpose(model), plan, TimeLimit(60), quiet_execution());
}

using Plan = std::vector<std::uint32_t>;

}  // namespace

TEST_CASE("exchanges lead from the greedy plan to the best one") {
  // Greedy takes the one in the middle; the two beside it cover everything.
  auto model = small_world({{1, 2, 3, 4}, {0, 1, 2}, {3, 4, 5}}, 6);
  model.most_sites = 2;
  CHECK(greedy_covering(model, quiet_execution()) == Plan{0, 1});
  CHECK(swapped(model, {0, 1}) == Plan{1, 2});
}

TEST_CASE("sites that limits let in are opened, as long as they cover more") {
  auto model = small_world({{0}, {1}, {1}}, 2);
  model.most_sites = 3;
  CHECK(swapped(model, {}) == Plan{0, 1});
}

TEST_CASE("an exchange that a group's minimum still allows ends with that minimum met") {
  // The first two are of a group that needs one. The third covers more than the first, and leaves
  // just enough of the budget for the second, which covers nothing.
  auto model = small_world({{0}, {}, {0, 1}}, 2);
  model.cost = {5, 1, 4};
  model.budget = 5;
  model.group = {0, 0, CoveringModel::no_group};
  model.rooms = {{.least = 1}};
  CHECK(swapped(model, {0}) == Plan{1, 2});
}

TEST_CASE("of candidates in an order those are taken that limits let in, and what minima ask for") {
  auto model = small_world({{0}, {1}, {2}, {3}}, 4);
  model.most_sites = 2;
  model.group = {CoveringModel::no_group, 0, 0, CoveringModel::no_group};
  model.cost = {1, 3, 2, 1};
  model.rooms = {{.least = 1, .most = 1}};
  CHECK(first_that_fit(model, Plan{3, 0, 1}) == Plan{1, 3});
  CHECK(first_that_fit(model, Plan{3, 0}) == Plan{2, 3});  // the cheaper of the group
  CHECK(first_that_fit(model, Plan{}) == Plan{2});
}

TEST_CASE("where cost is least, sites that are not needed close, the dearest first") {
  auto model = small_world({{0, 1}, {0}, {1}}, 2);
  model.minimises_cost = true;
  model.weight_needed = 2;
  model.cost = {2, 1, 3};
  CHECK(swapped(model, {0, 1, 2}) == Plan{0});
  CHECK(without_idle_sites(model, Plan{0, 1, 2}) == Plan{0});
}

}  // namespace coverage
