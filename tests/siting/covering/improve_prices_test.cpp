#include <catch2/catch.hpp>

#include "libcoverage/siting/covering/covering_bound.h"
#include "network_fixture.h"
#include "siting/covering/model_objective.h"
#include "siting/covering/random_model.h"

namespace coverage {
namespace {

using Plan = std::vector<std::uint32_t>;
using Prices = std::vector<double>;

CoveringModel triangle() {
  return cover_world({{0, 1}, {1, 2}, {0, 2}}, 3);
}

CoveringPrices improved(const CoveringModel& model, const PriceSearch& search,
                        unsigned threads = 1) {
  return improve_prices(model, first_prices(model, {}), search, TimeLimit(60),
                        quiet_execution(threads));
}

Amount bound_of(const CoveringModel& model, const CoveringPrices& prices) {
  return bound_by(model, prices, {}, quiet_execution()).bound;
}

}  // namespace

TEST_CASE("improved prices are never below 0 and bound the best of all choices") {
  const auto seed = GENERATE(range(0u, 150u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const CoveringModel model = random_model(random);
  const auto best = best_of_model(model);
  const auto prices = improved(model, {.objective = best, .rounds = 60});
  CHECK(std::ranges::all_of(prices.row, [](double price) { return price >= 0; }));
  CHECK(prices.weight >= 0);
  CHECK(prices.budget >= 0);
  if (!best) return;
  const Amount bound = bound_of(model, prices);
  CHECK((model.minimises_cost ? bound <= *best : bound >= *best));
}

TEST_CASE("prices to begin with share a candidate's cost, the least where several cover a row") {
  auto model = cover_world({{0, 1}, {1}, {}}, 3);
  model.cost = {6, 2, 9};
  CHECK(first_prices(model, {}).row == Prices{3, 2, 0});
}

TEST_CASE("prices to begin with are full beyond a plan's reach and nothing within") {
  auto model = gain_world({{0, 1}, {1}}, {8, 6, 4}, 1);
  model.need[1] = 2;
  CHECK(first_prices(model, {}).row == Prices{8, 3, 4, 0});
  CHECK(first_prices(model, Plan{0}).row == Prices{0, 3, 4, 0});
  CHECK(first_prices(model, Plan{0, 1}).row == Prices{0, 0, 4, 0});
  CHECK(first_prices(gain_world({}, {}), {}).row.empty());
}

TEST_CASE("improved prices prove that a triangle of rows takes two sites") {
  const CoveringModel model = triangle();
  CoveringPrices nothing{.row = {0, 0, 0}};
  CHECK(bound_of(model, nothing) == 0);
  const auto prices =
      improve_prices(model, nothing, {.objective = 2}, TimeLimit(60), quiet_execution());
  CHECK(bound_of(model, prices) == 2);
}

TEST_CASE("improved prices prove that the best site alone is the best of one site") {
  // Without prices all weight seems within reach.
  auto model = gain_world({{0, 1}, {1, 2}, {2}}, {5, 3, 4});
  model.most_sites = 1;
  CoveringPrices nothing{.row = {0, 0, 0}};
  CHECK(bound_of(model, nothing) == 12);
  const auto prices =
      improve_prices(model, nothing, {.objective = 8}, TimeLimit(60), quiet_execution());
  CHECK(bound_of(model, prices) == 8);
}

TEST_CASE("each round tells what the relaxed problem takes, within p and the groups' limits") {
  auto model = gain_world({{0}, {1}, {2}, {0, 2}}, {5, 3, 4});
  model.most_sites = 2;
  model.group = {0, 0, CoveringModel::no_group, CoveringModel::no_group};
  model.rooms = {{.most = 1}};
  int rounds = 0;
  PriceSearch search{.rounds = 7};
  search.on_choice = [&](std::span<const std::uint32_t> chosen) -> std::optional<Amount> {
    ++rounds;
    CHECK(chosen.size() <= 2);
    CHECK(std::ranges::is_sorted(chosen));
    CHECK(std::ranges::count_if(chosen, [](std::uint32_t c) { return c < 2; }) <= 1);
    return {};
  };
  improved(model, search);
  CHECK(rounds > 0);
  CHECK(rounds <= 7);
}

TEST_CASE("a search of prices ends where its listener has heard enough, and tells the last ones") {
  std::mt19937 random(4);
  const CoveringModel model = random_cover_world(random, 40, 120, 10);
  int told = 0;
  CoveringPrices last;
  PriceSearch search{.rounds = 400};
  search.on_better = [&](const CoveringPrices& prices) {
    last = prices;
    return ++told < 3;
  };
  const auto prices = improved(model, search);
  CHECK(told == 3);
  CHECK(prices.row == last.row);
}

TEST_CASE("without rounds, without time and without rows prices stay as they are") {
  const auto first = first_prices(triangle(), {});
  CHECK(improved(triangle(), {.rounds = 0}).row == first.row);
  CHECK(improve_prices(triangle(), first, {}, TimeLimit(0), quiet_execution()).row == first.row);
  CHECK(improved(cover_world({{}}, 0), {}).row.empty());
  CHECK(improved(cover_world({}, 0), {}).row.empty());
}

TEST_CASE("improved prices do not depend on the number of threads") {
  std::mt19937 random(9);
  // More candidates than one thread takes at a time.
  const CoveringModel model = random_cover_world(random, 600, 200, 60);
  const auto alone = improved(model, {.rounds = 40});
  CHECK(alone.row != first_prices(model, {}).row);
  CHECK(improved(model, {.rounds = 40}, 3).row == alone.row);
  const auto first = first_prices(model, {});
  const auto average = [&](unsigned threads) {
    return average_prices(model, first, {.rounds = 40}, TimeLimit(60), quiet_execution(threads))
        .row;
  };
  CHECK(average(1) == average(3));
}

TEST_CASE("a search of prices that is stopped throws Interrupted") {
  const std::atomic<bool> stop = true;
  Execution execution = quiet_execution();
  execution.stop = &stop;
  const auto first = first_prices(triangle(), {});
  CHECK_THROWS_AS(improve_prices(triangle(), first, {}, TimeLimit(60), execution), Interrupted);
  CHECK_THROWS_AS(average_prices(triangle(), first, {}, TimeLimit(60), execution), Interrupted);
}

}  // namespace coverage
