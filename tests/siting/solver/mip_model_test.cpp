#include "libcoverage/siting/solver/mip_model.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "network_fixture.h"

namespace coverage {
namespace {

struct Knapsack {
  std::vector<int> value;
  std::vector<int> load;
  int room = 0;
};

Knapsack random_knapsack(std::mt19937& random) {
  Knapsack problem;
  for (int i = 0; i < 12; ++i) {
    problem.value.push_back(1 + static_cast<int>(random() % 40));
    problem.load.push_back(1 + static_cast<int>(random() % 20));
  }
  problem.room = 40;
  return problem;
}

int best_by_enumeration(const Knapsack& problem) {
  int best = 0;
  for (unsigned set = 0; set < 1u << problem.value.size(); ++set) {
    int value = 0, load = 0;
    for (std::size_t i = 0; i < problem.value.size(); ++i) {
      if (set >> i & 1u) value += problem.value[i], load += problem.load[i];
    }
    if (load <= problem.room) best = std::max(best, value);
  }
  return best;
}

MipModel model_of(const Knapsack& problem) {
  MipModel model;
  std::vector<MipModel::Entry> loads;
  for (std::size_t i = 0; i < problem.value.size(); ++i) {
    const int column =
        model.add_column({.upper = 1, .objective = -problem.value[i] * 1.0, .is_integer = true});
    loads.push_back({column, problem.load[i] * 1.0});
  }
  model.add_row(-MipModel::infinity, problem.room, loads);
  return model;
}

}  // namespace

TEST_CASE("a whole-number program is solved to the optimum that enumeration finds") {
  const auto seed = GENERATE(range(0u, 10u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const Knapsack problem = random_knapsack(random);
  const MipModel model = model_of(problem);
  const auto result = model.solve({}, quiet_execution());
  CHECK(result.status == MipModel::Status::optimal);
  CHECK(std::lround(-result.objective) == best_by_enumeration(problem));
  CHECK(result.bound == Approx(result.objective));
  const std::vector<double> nothing(problem.value.size(), 0.0);
  const auto again = model.solve({.start = nothing}, quiet_execution());
  CHECK(again.objective == Approx(result.objective));
}

TEST_CASE("a relaxation bounds its program, and rows may be added after it") {
  MipModel model;
  const int a = model.add_column({.upper = 1, .objective = -3, .is_integer = true});
  const int b = model.add_column({.upper = 1, .objective = -2, .is_integer = true});
  const std::vector<MipModel::Entry> both = {{a, 2.0}, {b, 2.0}};
  model.add_row(-MipModel::infinity, 3, both);
  auto relaxation = model.solve_relaxation(60, quiet_execution());
  REQUIRE(relaxation.status == MipModel::Status::optimal);
  CHECK(relaxation.objective == Approx(-4));
  const std::vector<MipModel::Entry> first = {{a, 1.0}};
  model.add_row(-MipModel::infinity, 0, first);
  relaxation = model.solve_relaxation(60, quiet_execution());
  CHECK(relaxation.objective == Approx(-2));
  CHECK(relaxation.row_duals.size() == 2);
  CHECK(model.solve({}, quiet_execution()).objective == Approx(-2));
}

TEST_CASE("a program without a solution is infeasible, not empty") {
  MipModel model;
  const int a = model.add_column({.upper = 1, .objective = 1, .is_integer = true});
  const std::vector<MipModel::Entry> row = {{a, 1.0}};
  model.add_row(2, MipModel::infinity, row);
  CHECK(model.solve({}, quiet_execution()).status == MipModel::Status::infeasible);
  CHECK(model.solve_relaxation(60, quiet_execution()).status == MipModel::Status::infeasible);
}

TEST_CASE("columns and rows are numbered from 0, also those added after a solution") {
  MipModel model;
  CHECK(model.add_column({.upper = 1, .objective = -1}) == 0);
  CHECK(model.add_column({.upper = 1, .objective = -1}) == 1);
  CHECK(model.add_row(-MipModel::infinity, 1, std::vector<MipModel::Entry>{{0, 1}, {1, 1}}) == 0);
  CHECK(model.solve_relaxation(60, quiet_execution()).objective == Approx(-1));
  CHECK(model.add_row(-MipModel::infinity, 0.5, std::vector<MipModel::Entry>{{0, 1}}) == 1);
}

TEST_CASE("a column whose bounds change is solved within the new ones") {
  MipModel model;
  const int column = model.add_column({.upper = 9, .objective = -1});
  CHECK(model.solve_relaxation(60, quiet_execution()).values == std::vector<double>{9});
  model.set_bounds(column, 0, 4);
  CHECK(model.solve_relaxation(60, quiet_execution()).values == std::vector<double>{4});
  model.set_bounds(column, 2, 2);
  CHECK(model.solve_relaxation(60, quiet_execution()).values == std::vector<double>{2});
}

TEST_CASE("a program that is stopped, or has no time, knows nothing") {
  std::mt19937 random(3);
  const Knapsack problem = random_knapsack(random);
  const std::atomic<bool> stop = true;
  Execution stopped = quiet_execution();
  stopped.stop = &stop;
  CHECK(model_of(problem).solve_relaxation(60, stopped).status == MipModel::Status::unknown);
  CHECK(model_of(problem).solve_relaxation(0, quiet_execution()).status ==
        MipModel::Status::unknown);
  CHECK_THROWS_AS(model_of(problem).solve({}, stopped), Interrupted);
}

/// Three sites at 3 and 4 cover 41, 39 and 79, the last two also 10 that they share; 113 is asked:
/// 41 + 79 + 10 at a cost of 7. With its preprocessing CBC 2.10.8 called 8 optimal.
TEST_CASE("the optimum of a partial cover of 113 is 7") {
  constexpr double unit = 1000.0 / 113;
  MipModel model;
  const int a = model.add_column({.upper = 1, .objective = 3, .is_integer = true});
  for (const double idle : {3, 4, 4}) {
    model.add_column({.upper = 1, .objective = idle, .is_integer = true});
  }
  const int b = model.add_column({.upper = 1, .objective = 4, .is_integer = true});
  const int c = model.add_column({.upper = 1, .objective = 4, .is_integer = true});
  const int shared = model.add_column({.upper = 1});
  const std::vector<MipModel::Entry> covers = {{b, 1}, {c, 1}, {shared, -1}};
  model.add_row(0, MipModel::infinity, covers);
  const std::vector<MipModel::Entry> weights = {
      {a, 41 * unit}, {b, 39 * unit}, {c, 79 * unit}, {shared, 10 * unit}};
  model.add_row(1000 - 1e-5, MipModel::infinity, weights);
  CHECK(model.solve({}, quiet_execution()).objective == Approx(7));
}

TEST_CASE("a solution that is good enough bounds the best by what was accepted") {
  MipModel model;
  std::vector<MipModel::Entry> all;
  for (int i = 0; i < 5; ++i) {
    all.push_back({model.add_column({.upper = 1, .objective = -1.0 - i, .is_integer = true}), 2});
  }
  model.add_row(-MipModel::infinity, 5, all);
  const auto result = model.solve({.absolute_gap = 3}, quiet_execution());
  CHECK(result.bound <= -9);
  CHECK(result.objective <= result.bound + 3);
}

}  // namespace coverage
