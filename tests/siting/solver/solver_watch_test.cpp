#include <catch2/catch.hpp>
#include <random>

#include "libcoverage/siting/solver/mip_model.h"
#include "network_fixture.h"

namespace coverage {
namespace {

/// Rows each of which some columns of unequal cost must cover: wide enough that a search finds
/// several covers before the least one.
MipModel random_cover(std::mt19937& random) {
  MipModel model;
  for (int column = 0; column < 40; ++column) {
    model.add_column({.upper = 1, .objective = 10.0 + random() % 20, .is_integer = true});
  }
  for (int row = 0; row < 50; ++row) {
    std::vector<MipModel::Entry> entries;
    for (int column = 0; column < 40; ++column) {
      if (random() % 8 == 0 || column == row % 40) entries.push_back({column, 1});
    }
    model.add_row(1, MipModel::infinity, entries);
  }
  return model;
}

struct Report {
  double objective = 0;
  double bound = 0;
};

}  // namespace

TEST_CASE("what a search reports gets better, and holds for its result") {
  const auto seed = GENERATE(range(0u, 6u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const MipModel model = random_cover(random);
  std::vector<Report> reports;
  MipModel::Options options;
  options.on_improvement = [&](double objective, double bound) {
    reports.push_back({objective, bound});
  };
  const auto result = model.solve(options, quiet_execution());
  REQUIRE(result.status == MipModel::Status::optimal);
  REQUIRE_FALSE(reports.empty());
  for (std::size_t i = 0; i < reports.size(); ++i) {
    CHECK(reports[i].objective >= result.objective - 1e-6);
    CHECK(reports[i].bound <= result.objective + 1e-6);
    if (i == 0) continue;
    CHECK(reports[i].objective <= reports[i - 1].objective);
    CHECK(reports[i].bound >= reports[i - 1].bound);
  }
}

TEST_CASE("a search that is stopped once it has a solution gives it, with a bound that holds") {
  int cut_short = 0;
  for (unsigned seed = 0; seed < 12; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const MipModel model = random_cover(random);
    const double least = model.solve({}, quiet_execution()).objective;
    std::atomic<bool> stop = false;
    Execution execution = quiet_execution();
    execution.stop = &stop;
    MipModel::Options options;
    options.on_improvement = [&](double objective, double) {
      if (objective < MipModel::infinity) stop = true;
    };
    const auto result = model.solve(options, execution);
    CHECK(result.status != MipModel::Status::infeasible);
    CHECK(result.values.size() == 40);
    CHECK(result.objective >= least - 1e-6);
    CHECK(result.bound <= least + 1e-6);
    if (result.status == MipModel::Status::optimal) CHECK(result.objective == Approx(least));
    if (result.status == MipModel::Status::feasible) ++cut_short;
  }
  CHECK(cut_short > 0);
}

TEST_CASE("a search without time proves nothing of what it has not seen") {
  std::mt19937 random(2);
  const auto result = random_cover(random).solve({.seconds = 0}, quiet_execution());
  CHECK(result.status != MipModel::Status::optimal);
  CHECK(result.status != MipModel::Status::infeasible);
}

TEST_CASE("a program that one run cut short is solved by the next one") {
  std::mt19937 random(5);
  MipModel model = random_cover(random);
  std::atomic<bool> stop = true;
  Execution execution = quiet_execution();
  execution.stop = &stop;
  CHECK(model.solve_relaxation(60, execution).status == MipModel::Status::unknown);
  stop = false;
  const auto relaxation = model.solve_relaxation(60, execution);
  REQUIRE(relaxation.status == MipModel::Status::optimal);
  const auto result = model.solve({}, execution);
  REQUIRE(result.status == MipModel::Status::optimal);
  CHECK(relaxation.objective <= result.objective + 1e-6);
}

}  // namespace coverage
