#include "libcoverage/siting/capacity/capacitated_bound.h"

#include <catch2/catch.hpp>

#include "libcoverage/base/error.h"
#include "network_fixture.h"
#include "siting/capacity/capacitated_world.h"

namespace coverage {
namespace {

/// The least cost of plans that open, or do not open, a site.
std::optional<Amount> least_cost_with(SitingInstance instance, const SitingProblem& problem,
                                      CandidateIndex site, SiteRule rule) {
  instance.sites[site].rule = rule;
  try {
    return least_cost_by_trying(capacitated_model(instance, problem));
  } catch (const NoResultError&) {
    return {};
  }
}

CapacitatedBound bound_of(const CapacitatedModel& model, double limit, unsigned threads = 1) {
  std::vector<double> prices(model.weight.size(), model.covers ? 1.0 : 50.0);
  Execution execution = quiet_execution();
  execution.threads = threads;
  const CapacitatedAscent options{
      .iterations = 60, .first_step = 1.5, .limit = [&] { return limit; }, .stop = never};
  return capacitated_bound(model, model.rules, prices, options, execution);
}

}  // namespace

TEST_CASE(
    "no plan costs less than the bound, and what it fixes is so in every plan within the limit") {
  unsigned bounded = 0, fixed = 0;
  for (unsigned seed = 0; seed < 1500; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const SitingInstance instance = with_capacities(random);
    const SitingProblem problem = random_capacitated(random);
    try {
      const auto model = capacitated_model(instance, problem);
      const auto least = least_cost_by_trying(model);
      if (!least) continue;
      const auto limit = static_cast<double>(*least);
      const auto found = bound_of(model, limit);
      REQUIRE(found.has_bound);
      CHECK(found.bound <= limit);
      ++bounded;
      for (const bool opens : {true, false}) {
        for (const std::uint32_t place : opens ? found.opened : found.closed) {
          ++fixed;
          const auto other = least_cost_with(instance, problem, model.rules.places[place],
                                             opens ? SiteRule::forbidden : SiteRule::mandatory);
          CHECK((!other || *other > *least));
        }
      }
    } catch (const NoResultError&) {
      continue;  // limits contradict each other
    }
  }
  CHECK(bounded > 700);
  CHECK(fixed > 300);
}

TEST_CASE("the bound reaches what a plan costs where the relaxation has no gap") {
  // One of two sites, each with room for all: the far one costs 36 + 15 + 6.
  SitingInstance instance = two_sites(9, 9);
  const SitingProblem problem{
      .goal = SitingGoal::least_mean, .most_sites = 1, .assignment = Assignment::split};
  CHECK(least_cost_above(capacitated_model(instance, problem),
                         bound_of(capacitated_model(instance, problem), 9).bound) == 9);
}

TEST_CASE("a bound is the same for any number of threads") {
  std::mt19937 random(3);
  SitingInstance instance = random_instance(random, 60, 80);
  for (auto& site : instance.sites) site.capacity = random() % 500;
  const SitingProblem problem{
      .goal = SitingGoal::least_mean, .most_sites = 9, .assignment = Assignment::split};
  const auto model = capacitated_model(instance, problem);
  const auto one = bound_of(model, 1e5), four = bound_of(model, 1e5, 4);
  CHECK(one.bound == four.bound);
  CHECK(one.prices == four.prices);
  CHECK(one.share == four.share);
}

TEST_CASE("an ascent that is stopped before its first step has no bound, and keeps its prices") {
  const auto instance = two_sites(9, 9);
  const SitingProblem problem{.goal = SitingGoal::least_mean, .assignment = Assignment::split};
  const auto model = capacitated_model(instance, problem);
  const CapacitatedAscent options{.limit = [] { return 9.0; }, .stop = [] { return true; }};
  const auto found = capacitated_bound(model, model.rules, {1, 2, 3}, options, quiet_execution());
  CHECK_FALSE(found.has_bound);
  CHECK(found.prices == std::vector<double>{1, 2, 3});
}

}  // namespace coverage
