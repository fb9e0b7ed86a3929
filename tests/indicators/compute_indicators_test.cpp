#include "libcoverage/indicators/compute_indicators.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "libcoverage/indicators/ledger.h"

namespace coverage {
namespace {

/// A small territory: two communes with an EPCI each, and what lives there.
struct World {
  Territory territory;
  Demand demand;
  IdVector<DemandIndex, AccessTime> access;

  explicit World(std::size_t communes = 2) {
    Grouping epci{"epci", "EPCI", {}, {}, {}};
    for (std::size_t i = 0; i < communes; ++i) {
      territory.communes.push_back({"0300" + std::to_string(i), "", "03", true, {}, {}, {}});
      epci.units.push_back({"E" + std::to_string(i), "", false, {}, {}});
      epci.unit_of_commune.push_back(UnitIndex::from_size(i));
    }
    territory.groupings.push_back(epci);
    demand.weights.push_back({"population", "", "inhabitants", {}, {}, {}});
  }
  void live(std::uint32_t commune, double people, const AccessTime& time, Point where = {}) {
    demand.points.push_back({"", where, CommuneIndex(commune)});
    demand.weights[0].values.push_back(Weight::from_count(people));
    access.push_back(time);
  }
  QueryIndicators indicators(std::vector<Threshold> thresholds = {}, double target_minutes = 10,
                             double gap_share = 0.5) const {
    Progress silent;
    const DemandUnits units = units_of_demand(demand, territory, {silent});
    return compute_indicators({.territory = territory,
                               .demand = demand,
                               .units = units,
                               .weight = demand.weights[0],
                               .access = access,
                               .thresholds = std::move(thresholds),
                               .target = {Seconds::from_minutes(target_minutes), {}},
                               .gap_share = gap_share});
  }
};

AccessTime reached(double minutes, std::uint32_t facility = 0) {
  AccessTime access;
  access.status = AccessStatus::ok;
  access.time = Seconds::from_minutes(minutes);
  access.facility = FacilityIndex(facility);
  return access;
}

AccessTime lost(AccessStatus status) {
  AccessTime access;
  access.status = status;
  return access;
}

Threshold minutes(double value) {
  return {Seconds::from_minutes(value), {}};
}

/// The smallest time among the points' with cumulative weight ≥ tenths / 10 of the total.
std::optional<Seconds> plain_percentile(const World& world, CommuneIndex commune, int tenths) {
  std::vector<std::pair<Seconds, Weight>> rows;
  Weight total;
  for (std::size_t i = 0; i < world.access.size(); ++i) {
    const DemandIndex point = DemandIndex::from_size(i);
    if (world.demand.points[point].commune != commune) continue;
    const Weight weight = world.demand.weights[0].values[point];
    total += weight;
    if (world.access[point].status == AccessStatus::ok && weight > Weight()) {
      rows.emplace_back(world.access[point].time, weight);
    }
  }
  std::sort(rows.begin(), rows.end());
  for (const auto& candidate : rows) {
    Weight within;
    for (const auto& [time, weight] : rows) {
      if (time <= candidate.first) within += weight;
    }
    if (within.millionths() * 10 >= total.millionths() * tenths) return candidate.first;
  }
  return {};
}

}  // namespace

TEST_CASE("exactly at the threshold is covered, one millisecond beyond is not") {
  World world;
  world.live(0, 3, reached(10));
  AccessTime late = reached(10);
  late.time += Seconds::from_milliseconds(1);
  world.live(0, 5, late);
  const Indicators study = world.indicators().study;
  REQUIRE(study.thresholds.size() == 1);
  CHECK(study.thresholds[0].covered == Weight::from_count(3));
  CHECK(study.thresholds[0].uncovered == Weight::from_count(5));
  CHECK(study.thresholds[0].share() == Approx(0.375));
}

TEST_CASE("the target is counted beside the study's thresholds, once, in ascending order") {
  const auto counted = counted_thresholds({minutes(30),
                                           {Seconds::from_minutes(20), Metres::from_metres(5000)},
                                           minutes(10),
                                           {{}, Metres::from_metres(2000)},
                                           minutes(20)},
                                          minutes(10));
  std::vector<std::string> names;
  for (const Threshold& threshold : counted) names.push_back(threshold.column_suffix());
  CHECK(names == std::vector<std::string>{"600s", "1200s", "1200s_5000m", "1800s", "2000m"});
}

TEST_CASE("half exactly reached at a time is the median; the unreached stand at infinity") {
  World world;
  world.live(0, 50, reached(4));
  world.live(0, 30, reached(9));
  world.live(0, 20, lost(AccessStatus::unreachable));
  const Indicators study = world.indicators().study;
  CHECK(study.median == Seconds::from_minutes(4));
  CHECK_FALSE(study.p90.has_value());
  CHECK(study.max == Seconds::from_minutes(9));
  CHECK(study.mean_s == Approx(60 * (50 * 4 + 30 * 9) / 80.0));
  CHECK(study.unreachable == Weight::from_count(20));
}

TEST_CASE("where nobody lives there are no figures, only zeros in the ledger") {
  World world;
  world.live(0, 0, reached(55, 4));
  world.live(1, 10, reached(5, 2));
  const QueryIndicators all = world.indicators();
  const Indicators& empty = all.communes[CommuneIndex(0)];
  CHECK_FALSE(empty.mean_s.has_value());
  CHECK_FALSE(empty.median.has_value());
  CHECK_FALSE(empty.max.has_value());
  CHECK_FALSE(empty.facility.valid());
  CHECK_FALSE(empty.in_gap);
  CHECK_FALSE(empty.thresholds.at(0).share().has_value());
  CHECK(all.study.max == Seconds::from_minutes(5));
}

TEST_CASE("a commune is in the gap from the gap's share of its inhabitants on") {
  World world;
  world.live(0, 7, reached(1));
  world.live(0, 3, reached(11));
  world.live(1, 7.000001, reached(1));
  world.live(1, 3, lost(AccessStatus::unsnapped));
  const QueryIndicators all = world.indicators({}, 10, 0.3);
  CHECK(all.communes[CommuneIndex(0)].in_gap);
  CHECK(all.communes[CommuneIndex(0)].beyond_target == Weight::from_count(3));
  CHECK_FALSE(all.communes[CommuneIndex(1)].in_gap);
  CHECK(all.communes[CommuneIndex(1)].beyond_target == Weight::from_count(3));
}

TEST_CASE("a gap's share of zero does not put communes without a gap into it") {
  World world;
  world.live(0, 7, reached(1));
  CHECK_FALSE(world.indicators({}, 10, 0).communes[CommuneIndex(0)].in_gap);
}

TEST_CASE("the facility of most inhabitants is named, the first in facility order on a tie") {
  World world;
  world.live(0, 5, reached(1, 7));
  world.live(0, 2, reached(2, 3));
  world.live(0, 3, reached(3, 3));
  const Indicators commune = world.indicators().communes[CommuneIndex(0)];
  CHECK(commune.facility == FacilityIndex(3));
  CHECK(commune.facility_inhabitants == Weight::from_count(5));
}

TEST_CASE("inhabitants whose value is not certain are counted, unsnapped ones are not") {
  World world;
  for (const AccessStatus status :
       {AccessStatus::ok, AccessStatus::unreachable, AccessStatus::unsnapped}) {
    AccessTime access = status == AccessStatus::ok ? reached(5) : lost(status);
    access.certain = false;
    world.live(0, 4, access);
  }
  world.live(0, 9, reached(1));
  CHECK(world.indicators().study.uncertain == Weight::from_count(8));
}

TEST_CASE("the inequality of times is over the reached, the others are counted beside it") {
  World world;
  world.live(0, 75, reached(0));
  world.live(0, 25, reached(20));
  world.live(0, 7, lost(AccessStatus::unreachable));
  world.live(1, 4, lost(AccessStatus::unsnapped));
  const QueryIndicators all = world.indicators();
  const Inequality& commune = all.communes[CommuneIndex(0)].inequality;
  CHECK(commune.counted == Weight::from_count(100));
  CHECK(commune.not_counted == Weight::from_count(7));
  CHECK(*commune.gini == Approx(0.75));
  CHECK(*commune.shortfall == Approx(0.25));  // a quarter takes twice the target of 10 minutes
  CHECK(all.groupings[0][UnitIndex(0)].inequality.gini == commune.gini);
  CHECK(all.study.inequality.not_counted == Weight::from_count(11));
  CHECK_FALSE(all.communes[CommuneIndex(1)].inequality.gini.has_value());
}

TEST_CASE("a target of distance alone, or of no time at all, has no shortfall") {
  World world;
  world.live(0, 5, reached(8));
  Progress silent;
  const DemandUnits units = units_of_demand(world.demand, world.territory, {silent});
  IndicatorInputs inputs{.territory = world.territory,
                         .demand = world.demand,
                         .units = units,
                         .weight = world.demand.weights[0],
                         .access = world.access,
                         .thresholds = {},
                         .target = {Seconds(), {}}};
  CHECK_FALSE(compute_indicators(inputs).study.inequality.shortfall.has_value());
  inputs.target = {{}, Metres::from_metres(800)};
  inputs.met = {{inputs.target, {1}}};
  const Inequality inequality = compute_indicators(inputs).study.inequality;
  CHECK_FALSE(inequality.shortfall.has_value());
  CHECK(inequality.gini == 0.0);
}

TEST_CASE("a threshold with a distance counts the points that meet it, and needs their answers") {
  World world;
  world.live(0, 4, reached(5));
  world.live(0, 6, reached(5));
  world.live(0, 1, lost(AccessStatus::unreachable));
  const Threshold postal{Seconds::from_minutes(20), Metres::from_metres(5000)};
  CHECK_THROWS_AS(world.indicators({postal}), std::invalid_argument);
  Progress silent;
  const DemandUnits units = units_of_demand(world.demand, world.territory, {silent});
  const QueryIndicators all = compute_indicators({.territory = world.territory,
                                                  .demand = world.demand,
                                                  .units = units,
                                                  .weight = world.demand.weights[0],
                                                  .access = world.access,
                                                  .thresholds = {postal},
                                                  .target = {Seconds::from_minutes(10), {}},
                                                  .met = {{postal, {0, 1, 0}}}});
  REQUIRE(all.study.thresholds.size() == 2);
  CHECK(all.study.thresholds[1].covered == Weight::from_count(6));
  CHECK(all.study.thresholds[1].uncovered == Weight::from_count(4));
  CHECK(all.study.thresholds[1].unreachable == Weight::from_count(1));
}

TEST_CASE("a target of time and distance decides the gap and the covered alike") {
  World world;
  const Threshold postal{Seconds::from_minutes(20), Metres::from_metres(5000)};
  world.live(0, 4, reached(15));  // in time, too far
  world.live(0, 6, reached(18));
  world.live(1, 7, reached(3));  // in time, too far
  Progress silent;
  const DemandUnits units = units_of_demand(world.demand, world.territory, {silent});
  IndicatorInputs inputs{.territory = world.territory,
                         .demand = world.demand,
                         .units = units,
                         .weight = world.demand.weights[0],
                         .access = world.access,
                         .thresholds = {minutes(20)},
                         .target = postal,
                         .met = {{postal, {0, 1, 0}}}};
  const QueryIndicators all = compute_indicators(inputs);
  CHECK(all.study.beyond_target == Weight::from_count(11));
  CHECK(all.study.in_gap);
  REQUIRE(all.study.thresholds.size() == 2);
  CHECK(all.study.thresholds[0].covered == Weight::from_count(17));
  CHECK(all.study.thresholds[1].threshold == postal);
  CHECK(all.study.thresholds[1].covered == Weight::from_count(6));
  CHECK_FALSE(all.communes[CommuneIndex(0)].in_gap);
  CHECK(all.communes[CommuneIndex(1)].in_gap);
  inputs.met.clear();
  CHECK_THROWS_AS(compute_indicators(inputs), std::invalid_argument);
}

TEST_CASE("a grouping given as shapes takes the points that lie in them, and no others") {
  World world;
  const auto square = [](double x) {
    return MultiPolygon{{{{{{x, 0}, {x + 10, 0}, {x + 10, 10}, {x, 10}, {x, 0}}}}}};
  };
  Grouping quarters{"qpv", "QPV", {}, {}, {}};
  quarters.units.push_back({"Q1", "", false, {}, {}});
  quarters.units.push_back({"Q2", "", false, {}, {}});
  quarters.shapes.push_back(square(0));
  quarters.shapes.push_back(square(20));
  world.territory.groupings.push_back(quarters);
  world.live(0, 3, reached(1), {5, 5});
  world.live(1, 4, reached(2), {25, 5});
  world.live(1, 9, reached(3), {15, 5});
  const QueryIndicators all = world.indicators();
  REQUIRE(all.groupings.size() == 2);
  CHECK(all.groupings[1][UnitIndex(0)].population == Weight::from_count(3));
  CHECK(all.groupings[1][UnitIndex(1)].population == Weight::from_count(4));
  CHECK(all.study.population == Weight::from_count(16));
}

TEST_CASE("seats that are reached have a time, others have none") {
  World world;
  world.live(0, 1, reached(1));
  Progress silent;
  const DemandUnits units = units_of_demand(world.demand, world.territory, {silent});
  IndicatorInputs inputs{.territory = world.territory,
                         .demand = world.demand,
                         .units = units,
                         .weight = world.demand.weights[0],
                         .access = world.access,
                         .thresholds = {},
                         .target = {Seconds::from_minutes(10), {}}};
  inputs.seats.push_back(reached(7));
  inputs.seats.push_back(lost(AccessStatus::unsnapped));
  const QueryIndicators all = compute_indicators(inputs);
  CHECK(all.communes[CommuneIndex(0)].seat_time == Seconds::from_minutes(7));
  CHECK_FALSE(all.communes[CommuneIndex(1)].seat_time.has_value());
}

TEST_CASE("without any demand there are indicators of nothing") {
  const QueryIndicators all = World().indicators();
  CHECK(all.study.population == Weight());
  CHECK(all.communes.size() == 2);
}

TEST_CASE("random populations: percentiles, sums and units agree with plain counting") {
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    World world(3);
    for (std::uint32_t i = random() % 30; i > 0; --i) {
      const std::uint32_t kind = random() % 8;
      const AccessTime access = kind == 0   ? lost(AccessStatus::unreachable)
                                : kind == 1 ? lost(AccessStatus::unsnapped)
                                            : reached(random() % 25, random() % 3);
      world.live(random() % 3, random() % 5 == 0 ? 0 : random() % 1000 / 7.0, access);
    }
    const QueryIndicators all = world.indicators({minutes(7), minutes(20)}, 15);
    Weight population;
    Weight covered;
    for (std::uint32_t c = 0; c < 3; ++c) {
      const Indicators& commune = all.communes[CommuneIndex(c)];
      REQUIRE(commune.median == plain_percentile(world, CommuneIndex(c), 5));
      REQUIRE(commune.p90 == plain_percentile(world, CommuneIndex(c), 9));
      population += commune.population;
      covered += commune.thresholds.at(0).covered;
      REQUIRE(all.groupings.at(0)[UnitIndex(c)].thresholds.at(2).covered ==
              commune.thresholds.at(2).covered);
    }
    REQUIRE(population == all.study.population);
    REQUIRE(covered == all.study.thresholds.at(0).covered);
  }
}

TEST_CASE("thousands of points, sorted in another way, have the same percentiles and inequality") {
  std::mt19937 random(7);
  World world(1);
  std::vector<std::pair<Seconds, double>> rows;
  double population = 0;
  for (int i = 0; i < 9000; ++i) {
    const double people = random() % 50;
    const AccessTime access = reached(random() % 2400000 / 60000.0);
    world.live(0, people, access);
    rows.emplace_back(access.time, people);
    population += people;
  }
  std::sort(rows.begin(), rows.end());
  double below = 0;
  std::vector<SharedValue> ascending;
  std::optional<Seconds> median;
  for (const auto& [time, people] : rows) {
    ascending.push_back({time.seconds(), Weight::from_count(people)});
    below += people;
    if (!median && 2 * below >= population) median = time;
  }
  const Indicators study = world.indicators().study;
  CHECK(study.median == median);
  CHECK(*study.inequality.gini == Approx(*gini(ascending)).epsilon(1e-12));
  CHECK(*study.inequality.shortfall == Approx(*shortfall(ascending, 600, 1)).epsilon(1e-12));
}

TEST_CASE("a ledger that does not balance stops the run and names the place and the figures") {
  Indicators figures;
  figures.population = Weight::from_count(10);
  figures.reached = Weight::from_count(9);
  CHECK_THROWS_AS(check_ledger(figures, "commune 03001"), LedgerError);
  figures.unsnapped = Weight::from_count(1);
  CHECK_NOTHROW(check_ledger(figures, "commune 03001"));
  figures.thresholds.push_back({minutes(10), Weight::from_count(9), Weight::from_count(0.5),
                                Weight(), Weight::from_count(1)});
  try {
    check_ledger(figures, "commune 03001");
    FAIL("an unbalanced ledger passed");
  } catch (const LedgerError& error) {
    CHECK(error.text(Language::english) ==
          "commune 03001, threshold 600s: covered 9 + uncovered 0.5 + unreachable 0 + unsnapped 1 "
          "is not the population 10. This is a defect of the engine: please report it with the "
          "study file.");
  }
}

}  // namespace coverage
