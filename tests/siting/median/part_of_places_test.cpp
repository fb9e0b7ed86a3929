#include "libcoverage/siting/median/part_of_places.h"

#include <catch2/catch.hpp>

#include "siting/small_rules.h"

namespace coverage {
namespace {

/// Places that serve so many rows each.
SitingInstance places_with(std::uint32_t places, std::uint32_t rows) {
  SitingInstance instance;
  instance.weight.assign(rows, 1);
  for (std::uint32_t place = 0; place < places; ++place) {
    instance.sites.push_back({.id = "place"});
    for (std::uint32_t row = 0; row < rows; ++row) instance.values.entries.push_back({row, 1});
    instance.values.first.push_back(instance.values.entries.size());
  }
  return instance;
}

/// An instance of places that serve a row or two, by pairs of row and value.
SitingInstance listed(const std::vector<std::vector<ReachEntry>>& places, std::size_t rows) {
  SitingInstance instance;
  instance.weight.assign(rows, 1);
  for (const auto& place : places) {
    instance.sites.push_back({.id = "place"});
    auto& entries = instance.values.entries;
    entries.insert(entries.end(), place.begin(), place.end());
    instance.values.first.push_back(entries.size());
  }
  return instance;
}

Places part(const SitingInstance& instance, std::size_t number, const SitingProblem& problem = {}) {
  return part_of_places(instance, problem, opening_rules(instance, problem), number);
}

}  // namespace

TEST_CASE("places come a part at a time only where they have many pairs, and well below half do") {
  const auto instance = places_with(20, 10);  // 200 pairs
  const auto rules = opening_rules(instance, {});
  CHECK_FALSE(places_at_a_time(instance, rules, 201));
  CHECK_FALSE(places_at_a_time(instance, rules, 200));  // twelve of twenty would be most of them
  CHECK(places_at_a_time(instance, rules, 150) == 9);   // with 90 pairs
  CHECK(places_at_a_time(instance, rules, 1) == 6);     // never too few to choose from
  CHECK_FALSE(places_at_a_time(instance, opening_rules({}, {}), 1));
}

TEST_CASE("so many places from all over the order come first") {
  const auto instance = listed(std::vector<std::vector<ReachEntry>>(9), 0);
  CHECK(part(instance, 3) == Places{0, 3, 6});
  CHECK(part(instance, 1) == Places{0});
  CHECK(part(instance, 9) == Places{0, 1, 2, 3, 4, 5, 6, 7, 8});
  CHECK(part(instance, 100).size() == 9);  // more than there are
}

TEST_CASE("a row that those do not serve brings its nearest place, of equals the first") {
  // Place 0 is there by its number. Row 1 has three others, row 2 is served, row 3 by nobody.
  const auto instance = listed({{{0, 9}, {2, 90}}, {{1, 7}}, {{1, 5}}, {{1, 5}, {2, 1}}}, 4);
  CHECK(part(instance, 1) == Places{0, 2});
}

TEST_CASE("rows without weight, and those that an open site serves, bring nobody") {
  auto instance = listed({{{0, 9}}, {{1, 7}}, {{2, 5}}, {{2, 8}}}, 3);
  instance.weight[1] = 0;
  CHECK(part(instance, 1) == Places{0, 2});
  instance.sites[CandidateIndex(3)].rule = SiteRule::mandatory;
  CHECK(part(instance, 1) == Places{0});
}

TEST_CASE("who is beyond the limit is not served, so its nearest place within it comes too") {
  const auto instance = listed({{{0, 9}}, {{0, 6}}, {{0, 7}}}, 1);
  CHECK(part(instance, 1) == Places{0});
  CHECK(part(instance, 1, {.nobody_beyond = 8}) == Places{0, 1});
  CHECK(part(instance, 1, {.nobody_beyond = 5}) == Places{0});
}

TEST_CASE("the rules of a part have its places, groups and costs, and the same limits") {
  OpeningRules rules = free_rules(4, 3);
  rules.always = {CandidateIndex(9)};
  rules.cost = {1, 2, 3, 4};
  rules.group = {0, OpeningRules::no_group, 0, 1};
  rules.groups = {{.least = 1, .most = 2}, {.least = 0, .most = 1}};
  rules.budget = 5;
  const auto two = rules_of_part(rules, Places{1, 3});
  CHECK(two.places == std::vector{CandidateIndex(1), CandidateIndex(3)});
  CHECK(two.cost == std::vector<std::int64_t>{2, 4});
  CHECK(two.group == Places{OpeningRules::no_group, 1});
  CHECK(two.always == rules.always);
  CHECK(two.budget == 5);
  CHECK(two.most == 2);
  CHECK(contradict(two));  // the first group has no place left, but needs one
  CHECK_FALSE(contradict(rules_of_part(rules, Places{0, 1})));
  const auto none = rules_of_part(rules, {});
  CHECK(none.size() == 0);
  CHECK(none.most == 0);
}

}  // namespace coverage
