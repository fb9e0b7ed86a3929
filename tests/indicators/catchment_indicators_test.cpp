#include "libcoverage/indicators/catchment_indicators.h"

#include <catch2/catch.hpp>

namespace coverage {
namespace {

/// Two communes in one EPCI; what lives there, with its score.
struct ScoredWorld {
  Territory territory;
  Demand demand;
  IdVector<DemandIndex, CatchmentScore> scores;

  ScoredWorld() {
    Grouping epci{"epci", "EPCI", {}, {}, {}};
    epci.units.push_back({"E", "", false, {}, {}});
    for (int i = 0; i < 2; ++i) {
      territory.communes.push_back({"0300" + std::to_string(i), "", "03", true, {}, {}, {}});
      epci.unit_of_commune.push_back(UnitIndex(0));
    }
    territory.groupings.push_back(epci);
    demand.weights.push_back({"population", "", "inhabitants", {}, {}, {}});
  }
  void live(std::uint32_t commune, double people, const CatchmentScore& score) {
    demand.points.push_back({"", {}, CommuneIndex(commune)});
    demand.weights[0].values.push_back(Weight::from_count(people));
    scores.push_back(score);
  }
  CatchmentIndicators indicators() const {
    Progress silent;
    const DemandUnits units = units_of_demand(demand, territory, {silent});
    return catchment_indicators({territory, demand, units, demand.weights[0], scores});
  }
};

constexpr CatchmentScore scored(double score) {
  return {score, true, true};
}
constexpr CatchmentScore nothing_in_reach{0, true, false};
constexpr CatchmentScore off_the_network{0, false, false};

}  // namespace

TEST_CASE("a mean score counts those with nothing in reach as zero, and nobody off the network") {
  ScoredWorld world;
  world.live(0, 10, scored(4));
  world.live(0, 30, nothing_in_reach);
  world.live(1, 60, off_the_network);
  const CatchmentIndicators all = world.indicators();
  CHECK(all.study.population == Weight::from_count(100));
  CHECK(all.study.served == Weight::from_count(10));
  CHECK(all.study.not_served == Weight::from_count(30));
  CHECK(all.study.not_scored == Weight::from_count(60));
  CHECK(all.study.mean == 1.0);
  CHECK(*all.study.inequality.gini == Approx(0.75));
  CHECK(all.study.inequality.counted == Weight::from_count(40));
  CHECK(all.study.inequality.not_counted == Weight::from_count(60));
  CHECK(all.communes[CommuneIndex(0)].mean == 1.0);
  CHECK_FALSE(all.communes[CommuneIndex(1)].mean.has_value());
  CHECK(all.groupings.at(0)[UnitIndex(0)].mean == 1.0);
}

TEST_CASE("points where nobody lives have a score and change no figure") {
  ScoredWorld world;
  world.live(0, 0, scored(1000));
  world.live(0, 5, scored(2));
  CHECK(world.indicators().study.mean == 2.0);
  CHECK(world.indicators().study.inequality.gini == 0.0);
}

TEST_CASE("where nothing is in reach of anybody the mean is zero and there is no Gini") {
  ScoredWorld world;
  world.live(0, 5, nothing_in_reach);
  CHECK(world.indicators().study.mean == 0.0);
  CHECK_FALSE(world.indicators().study.inequality.gini.has_value());
}

TEST_CASE("without demand the figures are empty") {
  const CatchmentIndicators all = ScoredWorld().indicators();
  CHECK(all.study.population == Weight());
  CHECK_FALSE(all.study.mean.has_value());
  CHECK(all.communes.size() == 2);
}

}  // namespace coverage
