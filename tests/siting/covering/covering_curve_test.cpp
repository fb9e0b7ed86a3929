#include "libcoverage/siting/covering/covering_curve.h"

#include <catch2/catch.hpp>

#include "network_fixture.h"
#include "siting/brute_force.h"
#include "siting/covering/random_covering.h"

namespace coverage {

TEST_CASE("each point of the curve is the optimum of its number of sites") {
  const auto seed = GENERATE(range(0u, 80u));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto instance = random_covering_instance(random, 9, 14);
  auto problem = random_covering(random);
  if (!is_maximised(problem.goal)) problem.goal = SitingGoal::most_covered;
  std::vector<std::optional<SitingPlan>> curve;
  try {
    curve = covering_curve(instance, problem, 4, {}, quiet_execution());
  } catch (const NoResultError&) {
    problem.most_sites = 4;
    CHECK_FALSE(best_by_enumeration(instance, problem));
    return;
  }
  REQUIRE(curve.size() == 4);
  for (std::uint32_t p = 1; p <= 4; ++p) {
    problem.most_sites = p;
    const auto best = best_by_enumeration(instance, problem);
    REQUIRE(curve[p - 1].has_value() == best.has_value());
    if (!best) continue;
    CHECK(curve[p - 1]->objective == best->objective);
    CHECK(curve[p - 1]->optimal());
    CHECK(evaluate_plan(instance, problem, curve[p - 1]->sites) == best->objective);
  }
}

TEST_CASE("a curve without time neither falls nor claims what it has not proven") {
  std::mt19937 random(11);
  const auto instance = random_covering_instance(random, 12, 40);
  SitingProblem problem{.threshold = 15};
  const auto curve = covering_curve(instance, problem, 6, {.seconds = 0}, quiet_execution());
  for (std::uint32_t p = 1; p <= 6; ++p) {
    problem.most_sites = p;
    const auto best = best_by_enumeration(instance, problem);
    if (!curve[p - 1]) continue;
    REQUIRE(best);
    CHECK(curve[p - 1]->bound >= best->objective);
    if (p > 1 && curve[p - 2]) CHECK(curve[p - 1]->objective >= curve[p - 2]->objective);
    if (p > 1 && curve[p - 2]) CHECK(curve[p - 1]->bound >= curve[p - 2]->bound);
  }
}

TEST_CASE("a curve of no sites is empty, and one of costs is refused") {
  std::mt19937 random(11);
  const auto instance = random_instance(random, 6, 9);
  SitingProblem problem{.goal = SitingGoal::fewest_sites, .share_millionths = 0};
  CHECK_THROWS_AS(covering_curve(instance, problem, 2, {}, quiet_execution()), InputError);
  SitingInstance free = instance;
  for (CandidateSite& site : free.sites.rows()) site.rule = SiteRule::optional;
  CHECK(covering_curve(free, {}, 0, {}, quiet_execution()).empty());
}

}  // namespace coverage
