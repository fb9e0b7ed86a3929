#include "libcoverage/siting/median/distinct_places.h"

#include <catch2/catch.hpp>
#include <random>

#include "network_fixture.h"

namespace coverage {
namespace {

using Places = std::vector<std::uint32_t>;

/// Each row with the places that serve it.
AssignmentProblem covering(const std::vector<Places>& rows, std::size_t places) {
  AssignmentProblem problem;
  problem.first.push_back(0);
  for (const Places& row : rows) {
    for (const std::uint32_t place : row) problem.entries.push_back({0, place});
    problem.first.push_back(problem.entries.size());
    problem.weight.push_back(0);
    problem.without.push_back(1);
  }
  for (std::uint32_t place = 0; place < places; ++place) {
    problem.rules.places.emplace_back(place);
    problem.rules.group.push_back(OpeningRules::no_group);
    problem.rules.cost.push_back(1);
  }
  problem.rules.most = 2;
  return problem;
}

}  // namespace

TEST_CASE("of places that serve the same rows one is left, and none that serves a part of them") {
  // 0 and 2 serve both rows, 1 and 3 one each, 4 none.
  const auto distinct = distinct_places(covering({{0, 1, 2}, {0, 2, 3}}, 5));
  CHECK(distinct.place == Places{0});
  CHECK(distinct.problem.rules.size() == 1);
  CHECK(distinct.problem.row(0).size() == 1);
}

TEST_CASE("a cheaper place stays beside one that serves more") {
  auto problem = covering({{0, 1}, {0}}, 2);
  CHECK(distinct_places(problem).place == Places{0});
  problem.rules.cost = {2, 1};
  CHECK(distinct_places(problem).place == Places{0, 1});
  problem.rules.cost = {1, 2};
  CHECK(distinct_places(problem).place == Places{0});
}

TEST_CASE("places of different groups stay, and all where a group needs a least number") {
  auto problem = covering({{0, 1, 2}}, 3);
  problem.rules.group = {0, OpeningRules::no_group, 0};
  problem.rules.groups = {{.least = 0, .most = 1}};
  CHECK(distinct_places(problem).place == Places{0, 1});
  problem.rules.groups = {{.least = 1, .most = 1}};
  CHECK(distinct_places(problem).place == Places{0, 1, 2});
}

TEST_CASE("without rows no place matters") {
  CHECK(distinct_places(covering({}, 3)).place.empty());
}

TEST_CASE("as few places serve all rows with the distinct ones as with all") {
  for (unsigned seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    std::vector<Places> rows(70);  // more than a word of bits
    for (Places& row : rows) {
      for (std::uint32_t place = 0; place < 9; ++place) {
        if (random() % 3) row.push_back(place);
      }
    }
    const auto problem = covering(rows, 9);
    const auto distinct = distinct_places(problem);
    const auto least = [](const AssignmentProblem& one) {
      int fewest = 99;
      for (unsigned set = 0; set < 1u << one.rules.size(); ++set) {
        Places open;
        for (std::uint32_t place = 0; place < one.rules.size(); ++place) {
          if (set >> place & 1u) open.push_back(place);
        }
        if (cost_of(one, open) < 0.5) fewest = std::min(fewest, static_cast<int>(open.size()));
      }
      return fewest;
    };
    CHECK(least(problem) == least(distinct.problem));
  }
}

}  // namespace coverage
