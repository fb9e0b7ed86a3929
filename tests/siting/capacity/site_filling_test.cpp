#include "libcoverage/siting/capacity/site_filling.h"

#include <catch2/catch.hpp>

#include "libcoverage/base/error.h"
#include "siting/capacity/capacitated_world.h"

namespace coverage {
namespace {

const SitingProblem mean{.goal = SitingGoal::least_mean, .assignment = Assignment::split};

/// By sorting, plainly.
double profit_by_sorting(const CapacitatedModel& model, CandidateIndex site,
                         const std::vector<double>& prices, const std::vector<double>& weight) {
  std::vector<std::pair<double, double>> gains;
  for (const ReachEntry& entry : model.instance.row(site)) {
    if (entry.time_ms > model.largest) continue;
    gains.emplace_back(prices[entry.target] - model.cost(entry.time_ms), weight[entry.target]);
  }
  std::ranges::sort(gains, std::greater{});
  double room = model.room(site), profit = 0;
  for (const auto& [gain, amount] : gains) {
    if (gain <= 0) break;
    const double part = std::min(room, amount);
    room -= part;
    profit += part * gain;
  }
  return profit;
}

}  // namespace

TEST_CASE("a site serves who gains most a weight, the last of them in part") {
  const auto instance = two_sites(6, 1);
  const auto model = capacitated_model(instance, mean);
  SiteFiller filler(model);
  // Gains 4, 9 and 1 a weight, of weights 4, 3 and 2: six places hold all of row 1, 3 of row 0.
  const std::vector<double> prices = {5, 10, 2};
  const Filling filling = filler.fill(CandidateIndex(0), prices, model.weight);
  CHECK(filling.profit == 3 * 9 + 3 * 4);
  CHECK(filling.least_gain == 4);
  CHECK(filling.left == 3);
  std::vector<double> served(3, 0);
  for_each_served(model, CandidateIndex(0), prices, model.weight, filling,
                  [&](std::uint32_t row, double weight) { served[row] += weight; });
  CHECK(served == std::vector<double>{3, 3, 0});
}

TEST_CASE("a site without room, or whom nobody pays, gains nothing") {
  const auto instance = two_sites(0, 9);
  const auto model = capacitated_model(instance, mean);
  SiteFiller filler(model);
  CHECK(filler.fill(CandidateIndex(0), std::vector<double>{9, 9, 9}, model.weight).profit == 0);
  CHECK(filler.fill(CandidateIndex(1), std::vector<double>{9, 5, 3}, model.weight).profit == 0);
}

TEST_CASE("fillings are those that sorting finds, whatever the guess") {
  for (unsigned seed = 0; seed < 1000; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    SitingInstance instance = random_instance(random, 3, 40);
    for (auto& site : instance.sites) {
      site.rule = SiteRule::optional;
      if (random() % 4) site.capacity = random() % 400;
    }
    SitingProblem problem = mean;
    if (seed % 3 == 0) problem.goal = SitingGoal::most_covered;
    problem.threshold = 50;
    const auto model = capacitated_model(instance, problem);
    SiteFiller filler(model);
    std::vector<double> prices;
    for (int row = 0; row < 40; ++row) prices.push_back(random() % (model.covers ? 2 : 120));
    for (std::uint32_t c = 0; c < 3; ++c) {
      const CandidateIndex site(c);
      const double expected = profit_by_sorting(model, site, prices, model.weight);
      const Filling filling = filler.fill(site, prices, model.weight, random() % 100);
      CHECK(filling.profit == expected);
      double load = 0, profit = 0;
      for_each_served(model, site, prices, model.weight, filling,
                      [&](std::uint32_t row, double weight) {
                        load += weight;
                        for (const ReachEntry& entry : instance.row(site)) {
                          if (entry.target != row) continue;
                          profit += weight * (prices[row] - model.cost(entry.time_ms));
                        }
                      });
      CHECK(load <= model.room(site));
      CHECK(profit == expected);
    }
  }
}

}  // namespace coverage
