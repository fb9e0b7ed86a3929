#include "libcoverage/indicators/floating_catchment.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "error_text.h"
#include "plain_catchments.h"

namespace coverage {
namespace {

Seconds minutes(double value) {
  return Seconds::from_minutes(value);
}

/// 1 and 2 are 80 apart, 3 lies 40 from both.
PlainCatchment three_tracts() {
  PlainCatchment tracts{{100, 50, 10}, {15, 20, 100}, {}};
  tracts.set_minutes({{1, 80, 40}, {80, 1, 40}, {40, 40, 1}});
  return tracts;
}

PlainCatchment five_cells() {
  PlainCatchment cells{{852, 394, 1969, 2189, 0}, {82, 308, 100, 109, 0}, {}};
  cells.set_minutes({{5.8, 47, 48, 47, 64},
                     {45, 5.8, 13, 41, 70},
                     {44, 13, 5.8, 42, 67},
                     {43, 43, 49, 5.8, 58},
                     {60, 70, 68, 64, 5.8}});
  return cells;
}

CatchmentRule step(CatchmentMethod method, double limit_minutes) {
  return {method, StepDecay{minutes(limit_minutes)}, minutes(limit_minutes)};
}

CatchmentRule inverse_time(CatchmentMethod method) {
  return {method, PowerDecay{1, minutes(1)}, minutes(61)};
}

void check_close(const Eigen::VectorXd& found, const std::vector<double>& expected, double margin) {
  REQUIRE(static_cast<std::size_t>(found.size()) == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    CAPTURE(i);
    CHECK(found[static_cast<Eigen::Index>(i)] == Approx(expected[i]).margin(margin));
  }
}

double sum_of_levels(const CatchmentScores& scores) {
  double sum = 0;
  for (const std::optional<double>& level : scores.level_of_service) sum += level.value_or(0);
  return sum;
}

double people_times_access(const PlainCatchment& world, const CatchmentScores& scores) {
  return PlainCatchment::vector_of(world.population).dot(scores.access);
}

std::vector<DistanceDecay> all_decays() {
  return {StepDecay{minutes(40)},
          ZoneDecay{{{minutes(10), 1}, {minutes(20), 0.68}, {minutes(40), 0.22}}},
          LinearDecay{minutes(35)},
          ExponentialDecay{minutes(15)},
          PowerDecay{1.5, minutes(1)},
          LogisticDecay{minutes(20), minutes(5)},
          GaussianDecay{minutes(12)}};
}

/// Half of all pairs missing, some times 0, some places empty.
PlainCatchment random_world(std::mt19937& random) {
  PlainCatchment world;
  for (std::uint32_t i = random() % 12; i > 0; --i) {
    world.population.push_back(random() % 4 == 0 ? 0 : random() % 1000);
  }
  for (std::uint32_t j = random() % 8; j > 0; --j) {
    world.supply.push_back(random() % 5 == 0 ? 0 : random() % 100);
  }
  for (std::size_t i = 0; i < world.population.size(); ++i) {
    for (std::size_t j = 0; j < world.supply.size(); ++j) {
      if (random() % 2) continue;
      world.times[{i, j}] = random() % 9 ? minutes(random() % 60) : Seconds();
    }
  }
  return world;
}

CatchmentRule random_rule(std::mt19937& random, CatchmentMethod method) {
  const auto decays = all_decays();
  CatchmentRule rule{method, decays[random() % decays.size()], minutes(5 + random() % 50)};
  if (random() % 2) rule.selection = SelectionPairs::all_stored;
  return rule;
}

constexpr CatchmentMethod all_methods[] = {CatchmentMethod::two_step, CatchmentMethod::three_step,
                                           CatchmentMethod::balanced, CatchmentMethod::gravity};

}  // namespace

TEST_CASE("three tracts have the scores of PySAL access in two steps, plain and with decay 1/t") {
  const PlainCatchment tracts = three_tracts();
  check_close(tracts.scores(inverse_time(CatchmentMethod::two_step)).access,
              {0.331444117, 0.579828132, 7.28641817}, 1e-8);
  check_close(tracts.scores(step(CatchmentMethod::two_step, 61)).access, {0.7614, 0.9583, 1.0947},
              5e-5);
}

TEST_CASE("three tracts have PySAL's scores in three steps where all pairs share the selection") {
  CatchmentRule rule = inverse_time(CatchmentMethod::three_step);
  rule.selection = SelectionPairs::all_stored;
  check_close(three_tracts().scores(rule).access, {0.156256588, 0.406216452, 9.906351855}, 1e-8);
}

TEST_CASE("by default the selection does not know pairs beyond the limit, stored or not") {
  const CatchmentRule rule = inverse_time(CatchmentMethod::three_step);
  PlainCatchment tracts = three_tracts();
  const Eigen::VectorXd stored = tracts.scores(rule).access;
  tracts.times.erase({0, 1});
  tracts.times.erase({1, 0});
  CHECK(stored == tracts.scores(rule).access);
  CHECK(stored[0] != Approx(0.156256588).epsilon(1e-4));
}

TEST_CASE("five cells have their published scores in two steps") {
  check_close(five_cells().scores(step(CatchmentMethod::two_step, 45)).access,
              {0.015174, 0.149101, 0.149101, 0.106782, 0}, 5e-7);
  check_close(five_cells().scores(step(CatchmentMethod::two_step, 50)).access,
              {0.110844, 0.110844, 0.110844, 0.110844, 0}, 5e-7);
}

TEST_CASE("five cells have their published balanced scores, and both sums are conserved") {
  const PlainCatchment cells = five_cells();
  const CatchmentScores scores = cells.scores(step(CatchmentMethod::balanced, 45));
  check_close(scores.access, {0.009436, 0.199344, 0.199344, 0.114706, 0}, 5e-7);
  CHECK(scores.allocated_demand.sum() == Approx(852 + 394 + 1969 + 2189));
  CHECK(scores.access.sum() == Approx(sum_of_levels(scores)));
  CHECK(people_times_access(cells, scores) == Approx(730.18).margin(0.005));
}

TEST_CASE("zones of time are the enhanced two steps: the middle zone counts at its weight") {
  PlainCatchment world{{100, 100}, {10}, {}};
  world.set_minutes({{5}, {15}});
  const ZoneDecay zones{{{minutes(10), 1}, {minutes(20), 0.68}, {minutes(30), 0.22}}};
  const CatchmentScores scores = world.scores({CatchmentMethod::two_step, zones, minutes(30)});
  CHECK(scores.allocated_demand[0] == Approx(168));
  check_close(scores.access, {10.0 / 168, 6.8 / 168}, 1e-12);
}

TEST_CASE("gravity sums supplies by decay, without demand and levels of service") {
  const CatchmentScores scores = three_tracts().scores(inverse_time(CatchmentMethod::gravity));
  check_close(scores.access, {15 + 100 / 40.0, 20 + 100 / 40.0, 100 + 35 / 40.0}, 1e-12);
  CHECK(scores.allocated_demand.size() == 0);
  CHECK(scores.level_of_service.empty());
}

TEST_CASE("a time of zero is in reach, a missing pair is not, and the limit itself is") {
  PlainCatchment world{{10, 20, 40, 80}, {60}, {}};
  world.times[{0, 0}] = Seconds();
  world.times[{1, 0}] = minutes(15);
  world.times[{2, 0}] = minutes(15) + Seconds::from_milliseconds(1);
  CatchmentRule rule{CatchmentMethod::two_step, GaussianDecay{minutes(1e4)}, minutes(15)};
  const CatchmentScores scores = world.scores(rule);
  CHECK(scores.served == std::vector<std::uint8_t>{1, 1, 0, 0});
  CHECK(scores.unserved_population == 120);
  check_close(scores.access, {2, 2, 0, 0}, 1e-3);
}

TEST_CASE("supply that nobody reaches has no level of service and is told") {
  PlainCatchment world{{10, 0}, {5, 7, 9}, {}};
  world.times[{0, 0}] = minutes(1);
  world.times[{1, 1}] = minutes(1);  // nobody lives there
  for (const CatchmentMethod method : all_methods) {
    const CatchmentScores scores = world.scores(step(method, 10));
    CHECK(scores.unreached_supply == 16);
    CHECK(scores.unserved_population == 0);
    if (method == CatchmentMethod::gravity) continue;
    CHECK(scores.level_of_service == std::vector<std::optional<double>>{0.5, {}, {}});
    check_close(scores.access, {0.5, 0}, 1e-12);
  }
}

TEST_CASE("weights too small to divide by serve nobody instead of leaving the range of numbers") {
  PlainCatchment world{{10, 10}, {5}, {}};
  world.times[{0, 0}] = minutes(140);  // e^-140
  world.times[{1, 0}] = minutes(138);  // just above 10⁻⁶⁰
  for (const CatchmentMethod method : all_methods) {
    const CatchmentScores scores =
        world.scores({method, ExponentialDecay{minutes(1)}, minutes(600)});
    CHECK(scores.served == std::vector<std::uint8_t>{0, 1});
    CHECK(std::isfinite(scores.access.sum()));
  }
}

TEST_CASE("without demand, without facilities and without both there are empty scores") {
  for (const CatchmentMethod method : all_methods) {
    CHECK(PlainCatchment{{}, {5}, {}}.scores(step(method, 10)).unreached_supply == 5);
    CHECK(PlainCatchment{{7}, {}, {}}.scores(step(method, 10)).unserved_population == 7);
    CHECK(PlainCatchment{}.scores(step(method, 10)).access.size() == 0);
  }
}

TEST_CASE("random catchments: sparse products agree with plain sums") {
  for (std::uint32_t seed = 0; seed < 400; ++seed) {
    std::mt19937 random(seed);
    const PlainCatchment world = random_world(random);
    for (const CatchmentMethod method : all_methods) {
      CAPTURE(seed, static_cast<int>(method));
      const CatchmentRule rule = random_rule(random, method);
      const CatchmentScores scores = world.scores(rule);
      for (std::size_t i = 0; i < world.population.size(); ++i) {
        const auto row = static_cast<Eigen::Index>(i);
        REQUIRE(scores.access[row] == Approx(world.access_of(rule, i)).margin(1e-12));
        REQUIRE((scores.served[i] != 0) == (world.row_sum(rule, i) > 0));
      }
      for (std::size_t j = 0; j < world.supply.size(); ++j) {
        if (method == CatchmentMethod::gravity) break;
        const double demand = world.demand_at(rule, j);
        REQUIRE(scores.allocated_demand[static_cast<Eigen::Index>(j)] ==
                Approx(demand).margin(1e-12));
        REQUIRE(scores.level_of_service[j].has_value() == (demand > 0));
      }
    }
  }
}

TEST_CASE("random catchments: two and three steps give out the reached supply, no more, no less") {
  for (std::uint32_t seed = 0; seed < 400; ++seed) {
    std::mt19937 random(seed + 1000);
    const PlainCatchment world = random_world(random);
    const double supply = PlainCatchment::vector_of(world.supply).sum();
    for (const CatchmentMethod method : {CatchmentMethod::two_step, CatchmentMethod::three_step}) {
      CAPTURE(seed, static_cast<int>(method));
      const CatchmentScores scores = world.scores(random_rule(random, method));
      REQUIRE(people_times_access(world, scores) + scores.unreached_supply ==
              Approx(supply).margin(1e-9));
    }
  }
}

TEST_CASE("random catchments: balanced demand and balanced service add up") {
  for (std::uint32_t seed = 0; seed < 400; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed + 2000);
    const PlainCatchment world = random_world(random);
    const CatchmentScores scores = world.scores(random_rule(random, CatchmentMethod::balanced));
    const double people = PlainCatchment::vector_of(world.population).sum();
    REQUIRE(scores.allocated_demand.sum() + scores.unserved_population ==
            Approx(people).margin(1e-9));
    REQUIRE(scores.access.sum() == Approx(sum_of_levels(scores)).margin(1e-12));
  }
}

TEST_CASE("amounts below zero, amounts that are no numbers and a broken decay are refused") {
  PlainCatchment world{{10, -1}, {5}, {}};
  const CatchmentRule rule = step(CatchmentMethod::two_step, 10);
  CHECK(error_text([&] { world.scores(rule); }) ==
        "population number 2 of a catchment is -1. Amounts are numbers of 0 or more");
  world = {{10}, {std::nan("")}, {}};
  CHECK_THAT(error_text([&] { world.scores(rule); }),
             Catch::Contains("supply number 1 of a catchment is nan"));
  world = {{10}, {5}, {}};
  CHECK_THAT(error_text([&] {
               world.scores({CatchmentMethod::two_step, LinearDecay{}});
             }),
             Catch::Contains("the end of a linear decay"));
  const CatchmentTimes times(2, 1);
  const Eigen::VectorXd one = Eigen::VectorXd::Ones(1);
  CHECK_THROWS_AS(catchment_scores({times, one, one}, rule), std::invalid_argument);
}

}  // namespace coverage
