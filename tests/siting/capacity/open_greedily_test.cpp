#include "libcoverage/siting/capacity/open_greedily.h"

#include <catch2/catch.hpp>

#include "libcoverage/base/error.h"
#include "siting/capacity/capacitated_world.h"

namespace coverage {

TEST_CASE("of equal worth the first site is opened, within the number that may") {
  SitingProblem problem{.goal = SitingGoal::most_covered, .threshold = 9, .most_sites = 1};
  problem.assignment = Assignment::split;
  const auto opened = [&](std::int64_t first, std::int64_t second) {
    const auto instance = two_sites(first, second);
    return open_greedily(capacitated_model(instance, problem));
  };
  CHECK(opened(5, 5) == std::vector<std::uint32_t>{0});
  CHECK(opened(5, 6) == std::vector<std::uint32_t>{1});
  problem.most_sites = 0;
  CHECK(opened(5, 6).empty());
}

TEST_CASE("the second site is opened for who is left, not for who is served") {
  // The first site takes rows 0 and 1; another like it would serve nobody, the third serves row 2.
  SitingInstance instance;
  instance.weight = {4, 3, 2};
  instance.values = {{0, 2, 4, 5}, {{0, 1}, {1, 1}, {0, 2}, {1, 2}, {2, 8}}};
  for (const char* id : {"first", "like it", "other"}) {
    instance.sites.push_back({.id = id, .capacity = 7});
  }
  const SitingProblem problem{
      .goal = SitingGoal::least_mean, .most_sites = 2, .assignment = Assignment::split};
  CHECK(open_greedily(capacitated_model(instance, problem)) == std::vector<std::uint32_t>{0, 2});
}

TEST_CASE("sites opened greedily keep number, budget and largest numbers of groups") {
  unsigned opened = 0;
  for (unsigned seed = 0; seed < 500; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const SitingInstance instance = with_capacities(random);
    const SitingProblem problem = random_capacitated(random);
    try {
      const auto model = capacitated_model(instance, problem);
      OpenPlaces open(model.rules);
      for (const std::uint32_t place : open_greedily(model)) {
        CHECK(open.may_open(place));
        open.open(place);
        ++opened;
      }
    } catch (const NoResultError&) {
      continue;  // limits contradict each other
    }
  }
  CHECK(opened > 200);
}

}  // namespace coverage
