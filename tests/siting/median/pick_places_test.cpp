#include "libcoverage/siting/median/pick_places.h"

#include <catch2/catch.hpp>

#include "siting/small_rules.h"

namespace coverage {
namespace {

double sum_of(const std::vector<double>& scores, const Places& places) {
  double sum = 0;
  for (const std::uint32_t place : places) sum += scores[place];
  return sum;
}

Places sorted(Places places) {
  std::ranges::sort(places);
  return places;
}

/// The least sum of all choices within the rules, of those that `is_asked` of.
template <class Is>
double least_sum(const OpeningRules& rules, const std::vector<double>& scores, const Is& is_asked) {
  double least = std::numeric_limits<double>::infinity();
  for_each_choice(rules, [&](const Places& places) {
    if (is_asked(places)) least = std::min(least, sum_of(scores, places));
  });
  return least;
}

constexpr auto any = [](const Places&) { return true; };

struct World {
  explicit World(unsigned seed) : random(seed), rules(random_rules(random, 7)) {
    // Places that help, and some that help nothing.
    for (std::size_t place = 0; place < rules.size(); ++place) {
      scores.push_back(-static_cast<double>(random() % 20));
    }
  }
  std::mt19937 random;
  OpeningRules rules;
  std::vector<double> scores;
};

}  // namespace

TEST_CASE("the places that help most are picked, and none that helps nothing") {
  const OpeningRules rules = free_rules(5, 2);
  PlacePicker picker(rules);
  CHECK(sorted(picker.pick(std::vector<double>{-1, -5, 0, -7, 3}).places) == Places{1, 3});
  CHECK(picker.pick(std::vector<double>{-1, -5, 0, -7, 3}).value == -12);
  CHECK(picker.pick(std::vector<double>{0, 0, 2, -4, 0}).places == Places{3});
  const Picked& nothing = picker.pick(std::vector<double>{0, 1, 0, 2, 0});
  CHECK(nothing.places.empty());
  CHECK(nothing.value == 0);
}

TEST_CASE("no place at all, or none that may open, has a value of 0") {
  const OpeningRules none = free_rules(0, 0);
  CHECK(PlacePicker(none).pick({}).value == 0);
  const OpeningRules closed = free_rules(2, 0);
  PlacePicker picker(closed);
  CHECK(picker.pick(std::vector<double>{-3, -4}).places.empty());
  CHECK(picker.price().to_open == std::vector<double>(2, std::numeric_limits<double>::infinity()));
}

TEST_CASE("groups get their least number though it harms, and no more than their largest") {
  OpeningRules rules = free_rules(5, 3);
  rules.group = {0, 0, 1, 1, OpeningRules::no_group};
  rules.groups = {{.least = 1, .most = 2}, {.least = 0, .most = 1}};
  PlacePicker picker(rules);
  const Picked& picked = picker.pick(std::vector<double>{6, 4, -9, -8, -1});
  CHECK(sorted(picked.places) == Places{1, 2, 4});
  CHECK(picked.value == 4 - 9 - 1);
}

TEST_CASE("a budget is priced: a choice at that price proves what no plan falls below") {
  // At a price of 2 the first is worth as much as it costs. Half of it fits: −10 + 5.
  OpeningRules rules = free_rules(2, 2);
  rules.cost = {5, 5};
  rules.budget = 5;
  PlacePicker picker(rules);
  CHECK(picker.pick(std::vector<double>{-10, -10}).value == Approx(-10));
  rules.budget = 2;  // no place fits, two fifths of one would
  CHECK(PlacePicker(rules).pick(std::vector<double>{-10, -10}).value == Approx(-4));
  rules.budget = 10;
  CHECK(PlacePicker(rules).pick(std::vector<double>{-10, -10}).value == -20);
}

TEST_CASE("without a budget the pick is the best choice within the rules") {
  unsigned picks = 0;
  for (unsigned seed = 0; seed < 2000; ++seed) {
    CAPTURE(seed);
    World world(seed);
    world.rules.budget.reset();
    if (contradict(world.rules)) continue;
    ++picks;
    PlacePicker picker(world.rules);
    const Picked& picked = picker.pick(world.scores);
    CHECK(keeps(world.rules, picked.places));
    CHECK(picked.value == sum_of(world.scores, picked.places));
    CHECK(picked.value == least_sum(world.rules, world.scores, any));
  }
  CHECK(picks > 500);
}

TEST_CASE("with a budget the value is as large as any price makes it, and above no choice's sum") {
  unsigned priced = 0;
  for (unsigned seed = 0; seed < 2000; ++seed) {
    CAPTURE(seed);
    World world(seed);
    world.rules.budget = world.random() % 8;
    if (contradict(world.rules)) continue;
    PlacePicker picker(world.rules);
    const double value = picker.pick(world.scores).value;
    CHECK(value <= least_sum(world.rules, world.scores, any) + 1e-6);
    OpeningRules any_cost = world.rules;
    any_cost.budget.reset();
    for (const double price : {0.0, 0.5, 1.0, 2.0, 3.0, 4.5, 7.0, 12.0, 19.0}) {
      std::vector<double> scores = world.scores;
      for (std::size_t place = 0; place < scores.size(); ++place) {
        scores[place] += price * static_cast<double>(world.rules.cost[place]);
      }
      const double budget = price * static_cast<double>(*world.rules.budget);
      CHECK(value >= least_sum(any_cost, scores, any) - budget - 1e-5);
    }
    if (value > least_sum(any_cost, world.scores, any)) ++priced;
  }
  CHECK(priced > 200);
}

TEST_CASE("to open or to close a place costs no less than is told") {
  unsigned opening = 0, closing = 0;
  for (unsigned seed = 0; seed < 2000; ++seed) {
    CAPTURE(seed);
    World world(seed);
    if (seed % 4 == 0) world.scores[seed % 7] = 5;
    if (contradict(world.rules)) continue;
    PlacePicker picker(world.rules);
    picker.pick(world.scores);
    const Picked& picked = picker.price();
    for (std::uint32_t place = 0; place < world.rules.size(); ++place) {
      CAPTURE(place);
      const auto has = [&](const Places& places) { return std::ranges::count(places, place) > 0; };
      const auto has_not = [&](const Places& places) { return !has(places); };
      CHECK(picked.value + picked.to_open[place] <=
            least_sum(world.rules, world.scores, has) + 1e-6);
      CHECK(picked.value + picked.to_close[place] <=
            least_sum(world.rules, world.scores, has_not) + 1e-6);
      if (picked.to_open[place] > 0) ++opening;
      if (picked.to_close[place] > 0) ++closing;
    }
  }
  CHECK(opening > 1000);
  CHECK(closing > 500);
}

}  // namespace coverage
