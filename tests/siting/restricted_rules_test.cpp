#include "libcoverage/siting/restricted_rules.h"

#include <catch2/catch.hpp>

namespace coverage {
namespace {

/// Four places, the first two in a group of at least one and at most two; three may open, for 7.
OpeningRules four_places() {
  OpeningRules rules;
  rules.always = {CandidateIndex(9)};
  for (std::uint32_t c = 0; c < 4; ++c) rules.places.emplace_back(c);
  constexpr std::uint32_t none = OpeningRules::no_group;
  rules.group = {0, 0, none, none};
  rules.cost = {2, 2, 3, 6};
  rules.most = 3;
  rules.budget = 7;
  rules.groups = {{.least = 1, .most = 2}};
  return rules;
}

constexpr std::uint32_t is_open = RestrictedRules::is_open;
constexpr std::uint32_t is_closed = RestrictedRules::is_closed;

}  // namespace

TEST_CASE("an open place takes its part of number, budget and group, and what is too dear closes") {
  const std::vector<std::uint32_t> open = {1};
  const auto left = restricted_rules(four_places(), open, {});
  CHECK(left.rules.always == std::vector{CandidateIndex(9), CandidateIndex(1)});
  CHECK(left.rules.most == 2);
  CHECK(left.rules.budget == 5);
  CHECK(left.rules.groups.front().least == 0);
  CHECK(left.rules.groups.front().most == 1);
  CHECK(left.place == std::vector<std::uint32_t>{0, 2});
  CHECK(left.rules.cost == std::vector<std::int64_t>{2, 3});
  CHECK(left.fate == std::vector<std::uint32_t>{0, is_open, 1, is_closed});
}

TEST_CASE("a full group, and a full number, close what is left of them") {
  const std::vector<std::uint32_t> group = {0, 1};
  CHECK(restricted_rules(four_places(), group, {}).place == std::vector<std::uint32_t>{2});
  const std::vector<std::uint32_t> all = {0, 1, 2};
  const auto left = restricted_rules(four_places(), all, {});
  CHECK(left.place.empty());
  CHECK(left.rules.most == 0);
}

TEST_CASE(
    "nothing open and nothing closed leaves rules as they were; closed places may contradict") {
  const auto same = restricted_rules(four_places(), {}, {});
  CHECK(same.rules.places == four_places().places);
  CHECK(same.rules.most == 3);
  const std::vector<std::uint32_t> closed = {0, 1};
  const auto none = restricted_rules(four_places(), {}, closed);
  CHECK(none.place == std::vector<std::uint32_t>{2, 3});
  CHECK(contradict(none.rules));
}

}  // namespace coverage
