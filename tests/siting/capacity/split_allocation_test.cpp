#include "libcoverage/siting/capacity/split_allocation.h"

#include <catch2/catch.hpp>

#include "libcoverage/base/error.h"
#include "siting/capacity/capacitated_world.h"

namespace coverage {
namespace {

const std::vector<CandidateIndex> both = {CandidateIndex(0), CandidateIndex(1)};
using Weights = std::vector<std::int64_t>;

Weights served_by(std::uint32_t site, const SplitAllocation& split) {
  Weights weight(3, 0);
  for (const auto& part : split.parts) {
    if (part.site == site) weight[part.row] += part.weight;
  }
  return weight;
}

const SitingProblem mean{.goal = SitingGoal::least_mean, .assignment = Assignment::split};

/// The dual of the flow: what rows pay at its prices, less what the sites' places are worth.
double dual_of(const CapacitatedModel& model, const std::vector<CandidateIndex>& sites,
               const SplitAllocation& split) {
  std::vector<double> pays(model.weight.size(), split.price_of_nobody);
  double sum = 0;
  for (std::size_t s = 0; s < sites.size(); ++s) {
    for (const ReachEntry& entry : model.instance.row(sites[s])) {
      if (entry.time_ms > model.largest) continue;
      pays[entry.target] = std::min(pays[entry.target], entry.time_ms + split.price[s]);
    }
    if (split.price[s] != 0) sum -= model.room(sites[s]) * split.price[s];
  }
  for (std::size_t row = 0; row < pays.size(); ++row) sum += model.weight[row] * pays[row];
  return sum;
}

}  // namespace

TEST_CASE("an overfull site passes on those whom it costs least to go elsewhere") {
  // Row 2 loses 2 a weight by going to the far site, row 1 loses 4, row 0 loses 8.
  const auto instance = two_sites(6, 9);
  const auto model = capacitated_model(instance, mean);
  const auto split = split_allocation(model, both, {}, never);
  REQUIRE(split);
  CHECK(served_by(0, *split) == Weights{4, 2, 0});
  CHECK(served_by(1, *split) == Weights{0, 1, 2});
  CHECK(split->weighted_value == Amount{6 + 5 + 6});
  CHECK(split->price == std::vector{4.0, 0.0});
}

TEST_CASE("who finds no place is served by nobody, and as few as possible are") {
  const auto instance = two_sites(3, 4);
  const auto model = capacitated_model(instance, mean);
  const auto split = split_allocation(model, both, {}, never);
  REQUIRE(split);
  CHECK(split->unserved == 2);
  CHECK(served_by(SplitAllocation::nobody, *split) == Weights{2, 0, 0});
  const auto none = split_allocation(model, {}, {}, never);
  REQUIRE(none);
  CHECK(none->unserved == 9);
  const auto closed = two_sites(0, 0);
  CHECK(split_allocation(capacitated_model(closed, mean), both, {}, never)->unserved == 9);
}

TEST_CASE("sites without a capacity serve whoever is nearest") {
  auto instance = two_sites(0, 0);
  for (CandidateSite& site : instance.sites.rows()) site.capacity.reset();
  const auto split = split_allocation(capacitated_model(instance, mean), both, {}, never);
  REQUIRE(split);
  CHECK(split->weighted_value == 9);
  CHECK(split->price == std::vector{0.0, 0.0});
}

TEST_CASE("fixed rows stay where they are, and have no answer where they do not fit") {
  const auto instance = two_sites(6, 9);
  const auto model = capacitated_model(instance, mean);
  const auto with = [&](std::vector<FixedRow> fixed) {
    return split_allocation(model, both, fixed, never);
  };
  CHECK(with({{0, 1}})->weighted_value == Amount{36 + 3 + 2});
  CHECK(with({{2, 0}})->weighted_value == Amount{4 + 2 + 15});
  CHECK(with({{0, SplitAllocation::nobody}})->unserved == 4);
  CHECK_FALSE(with({{0, 0}, {1, 0}}));
  CHECK_FALSE(with({{0, 0}, {0, 1}}));
}

TEST_CASE("what sites serve is the best that trying all finds, and its prices prove it") {
  unsigned full = 0;
  for (unsigned seed = 0; seed < 1500; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    SitingInstance instance = with_capacities(random);
    if (seed % 7 == 0) instance.sites[CandidateIndex(0)].capacity = 0;
    SitingProblem problem{.threshold = 60};
    problem.goal = seed % 2 ? SitingGoal::most_covered : SitingGoal::least_mean;
    problem.assignment = Assignment::split;
    const auto model = capacitated_model(instance, problem);
    std::vector<CandidateIndex> sites;
    for (std::uint32_t c = 0; c < 5; ++c) {
      if (random() % 2) sites.emplace_back(c);
    }
    const auto split = split_allocation(model, sites, {}, never);
    REQUIRE(split);
    const auto expected = best_allocation(instance, problem, sites);
    CHECK((model.covers || expected.has_value() == (split->unserved == 0)));
    if (model.covers) CHECK(model.total - split->unserved == *expected);
    if (!model.covers && expected) CHECK(split->weighted_value == *expected);
    const auto cost = static_cast<double>(split->weighted_value) +
                      split->price_of_nobody * static_cast<double>(split->unserved);
    CHECK(dual_of(model, sites, *split) == cost);
    for (const double price : split->price) {
      CHECK(price >= 0);
      if (price > 0) ++full;
    }
  }
  CHECK(full > 200);
}

TEST_CASE("rows go beyond the nearest sites that are looked at first, where those are full") {
  // Everybody lives at one end of a row of sites, the nearest of which hold little.
  for (unsigned seed = 0; seed < 10; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    SitingInstance instance;
    for (int row = 0; row < 60; ++row) instance.weight.push_back(1 + random() % 9);
    std::vector<CandidateIndex> sites;
    for (std::uint32_t c = 0; c < 90; ++c) {
      for (std::uint32_t row = 0; row < 60; ++row) {
        const auto value = static_cast<std::uint32_t>(10 * c + random() % 40);
        if (random() % 9) instance.values.entries.push_back({row, value});
      }
      instance.values.first.push_back(instance.values.entries.size());
      instance.sites.push_back({.id = "site", .capacity = random() % 8});
      sites.emplace_back(c);
    }
    const auto model = capacitated_model(instance, mean);
    const auto split = split_allocation(model, sites, {}, never);
    REQUIRE(split);
    const auto cost = static_cast<double>(split->weighted_value) +
                      split->price_of_nobody * static_cast<double>(split->unserved);
    CHECK(dual_of(model, sites, *split) == cost);
    const auto last = std::ranges::max_element(split->parts, {}, [](const auto& part) {
      return part.site == SplitAllocation::nobody ? 0 : part.site;
    });
    CHECK(last->site > 45);
    // A row that is fixed to a site far beyond them is served there.
    const FixedRow fixed[] = {{0, SplitAllocation::nobody}};
    CHECK(split_allocation(model, sites, fixed, never)->unserved >= instance.weight[0]);
  }
}

TEST_CASE("a stop ends a flow in the middle") {
  SitingInstance instance;
  instance.sites.push_back({.id = "full", .capacity = 0});
  for (std::uint32_t row = 0; row < 3000; ++row) {
    instance.weight.push_back(1);
    instance.values.entries.push_back({row, row});
  }
  instance.values.first.push_back(3000);
  const auto model = capacitated_model(instance, mean);
  const std::vector<CandidateIndex> sites = {CandidateIndex(0)};
  CHECK_FALSE(split_allocation(model, sites, {}, [] { return true; }));
  CHECK(split_allocation(model, sites, {}, never)->unserved == 3000);
}

}  // namespace coverage
