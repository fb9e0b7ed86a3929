#include "libcoverage/siting/capacity/site_flow.h"

#include <catch2/catch.hpp>

#include "siting/capacity/capacitated_world.h"

namespace coverage {
namespace {

constexpr std::uint32_t nobody = SplitAllocation::nobody;
const std::vector<CandidateIndex> both = {CandidateIndex(0), CandidateIndex(1)};
const SitingProblem mean{.goal = SitingGoal::least_mean, .assignment = Assignment::split};

/// A flow with the model and the choices that it refers to.
struct World {
  World(SitingInstance of, std::vector<CandidateIndex> open, std::size_t most = 99)
      : instance(std::move(of)), sites(std::move(open)), choices(model, sites, most) {}
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  SitingInstance instance;
  CapacitatedModel model = capacitated_model(instance, mean);
  std::vector<CandidateIndex> sites;
  RowChoices choices;
  SiteFlow flow{model, sites, choices};
};

/// What rows pay for their weights, less what the places in full sites are worth.
double dual_of(const World& world) {
  double sum = 0;
  const auto pays = world.flow.pays();
  for (std::size_t row = 0; row < pays.size(); ++row) {
    sum += world.model.weight[row] * static_cast<double>(pays[row]);
  }
  for (std::uint32_t s = 0; s < world.sites.size(); ++s) {
    const auto price = static_cast<double>(world.flow.price(s));
    if (price > 0) sum -= price * world.model.room(world.sites[s]);
  }
  return sum;
}

}  // namespace

TEST_CASE("rows pay their value and the price of the site that has them") {
  World world(two_sites(6, 9), both);  // row 2 and a part of row 1 have to leave the near site
  REQUIRE(world.flow.run(never));
  CHECK(world.flow.price(0) == 4);
  CHECK(world.flow.price(1) == 0);
  CHECK(world.flow.pays() == std::vector<std::int64_t>{5, 5, 3});
  CHECK(world.flow.result().weighted_value == 17);
  CHECK(dual_of(world) == 17);
}

TEST_CASE("where all find room at the nearest site no place costs more than its value") {
  World world(two_sites(9, 0), both);
  REQUIRE(world.flow.run(never));
  CHECK(world.flow.price(0) == 0);
  CHECK(world.flow.pays() == std::vector<std::int64_t>{1, 1, 1});
  CHECK(world.flow.result().unserved == 0);
}

TEST_CASE("a row goes to the sites that are listed for it, else to nobody") {
  World world(two_sites(6, 9), both, 1);  // the nearest site alone
  REQUIRE(world.flow.run(never));
  const auto result = world.flow.result();
  CHECK(result.unserved == 3);
  CHECK(result.weighted_value == 6);
  World none(two_sites(6, 9), {});
  REQUIRE(none.flow.run(never));
  CHECK(none.flow.result().unserved == 9);
  CHECK(none.flow.result().price.empty());
}

TEST_CASE("rows are fixed once, where they may be served and fit, or to nobody") {
  const auto fixes = [](std::vector<FixedRow> rows, std::size_t most = 99) {
    World world(two_sites(6, 9), both, most);
    return world.flow.fix(rows);
  };
  CHECK(fixes({}));
  CHECK(fixes({{0, 0}, {1, 1}, {2, nobody}}));
  CHECK(fixes({{0, 0}, {2, 0}}));        // just fit
  CHECK_FALSE(fixes({{0, 0}, {1, 0}}));  // seven for six
  CHECK_FALSE(fixes({{2, 0}, {2, 0}}));  // would fit twice
  CHECK_FALSE(fixes({{0, 1}}, 1));       // not listed
  World world(two_sites(6, 9), both);
  const FixedRow one[] = {{1, 1}};
  REQUIRE(world.flow.fix(one));
  CHECK(world.flow.is_fixed(1));
  CHECK_FALSE(world.flow.is_fixed(0));
}

TEST_CASE("a flow ends at a stop that comes before all have found room") {
  SitingInstance instance;
  instance.sites.push_back({.id = "full", .capacity = 0});
  for (std::uint32_t row = 0; row < 2000; ++row) {
    instance.weight.push_back(1);
    instance.values.entries.push_back({row, row});
  }
  instance.values.first.push_back(2000);
  World stopped(instance, {CandidateIndex(0)});
  CHECK_FALSE(stopped.flow.run([] { return true; }));
  World world(instance, {CandidateIndex(0)});
  CHECK(world.flow.run(never));
  CHECK(world.flow.result().unserved == 2000);
}

TEST_CASE(
    "with rows fixed the others get the best that trying all finds, at prices that prove it") {
  unsigned fixed_rows = 0, served = 0;
  for (unsigned seed = 0; seed < 800; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    std::vector<CandidateIndex> sites;
    const SitingInstance instance = with_capacities(random);
    for (std::uint32_t c = 0; c < 5; ++c) {
      if (random() % 3) sites.emplace_back(c);
    }
    World world(instance, sites);
    const std::uint32_t row = random() % 5;
    std::vector<FixedRow> fixed;
    if (!sites.empty()) fixed = {{row, static_cast<std::uint32_t>(random() % sites.size())}};
    const bool may_be_fixed =
        fixed.empty() || std::ranges::count(world.choices.of(row), fixed[0].site, &RowChoice::site);
    SitingInstance rest = instance;  // without the row, and the room that it takes
    Amount before = 0;
    bool fits = true;
    if (!fixed.empty() && may_be_fixed) {
      rest.weight[row] = 0;
      auto& capacity = rest.sites[sites[fixed[0].site]].capacity;
      if (capacity) *capacity -= instance.weight[row];
      fits = !capacity || *capacity >= 0;
      const auto choice = std::ranges::find(world.choices.of(row), fixed[0].site, &RowChoice::site);
      before = Amount{instance.weight[row]} * choice->value;
    }
    REQUIRE(world.flow.fix(fixed) == (may_be_fixed && fits));
    if (!may_be_fixed || !fits) continue;
    fixed_rows += static_cast<unsigned>(fixed.size());
    REQUIRE(world.flow.run(never));
    const auto result = world.flow.result();
    const auto expected = best_allocation(rest, mean, sites);
    CHECK(expected.has_value() == (result.unserved == 0));
    if (expected) CHECK(result.weighted_value == *expected + before);
    if (expected && fixed.empty()) CHECK(dual_of(world) == static_cast<double>(*expected));
    if (expected) ++served;
  }
  CHECK(fixed_rows > 200);
  CHECK(served > 50);
}

}  // namespace coverage
