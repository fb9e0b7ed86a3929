#include "libcoverage/siting/opening_rules.h"

#include <catch2/catch.hpp>

#include "libcoverage/base/error.h"
#include "libcoverage/siting/median/assignment_problem.h"
#include "siting/brute_force.h"
#include "siting/random_instance.h"
#include "siting/small_rules.h"

namespace coverage {
namespace {

constexpr std::uint32_t no_group = OpeningRules::no_group;

/// A site that exists, one that is decided, one that is forbidden, and three to choose from; the
/// decided one and the first two of the choice are of one group.
SitingInstance six_sites() {
  const GroupIndex north(0), south(1);
  SitingInstance instance;
  instance.weight = {1};
  instance.values.first = {0, 0, 0, 0, 0, 0, 0};
  instance.sites.push_back(
      {.id = "exists", .rule = SiteRule::mandatory, .counts = false, .cost = 50, .group = north});
  instance.sites.push_back(
      {.id = "decided", .rule = SiteRule::mandatory, .cost = 20, .group = north});
  instance.sites.push_back({.id = "forbidden", .rule = SiteRule::forbidden, .group = north});
  instance.sites.push_back({.id = "a", .cost = 15, .group = north});
  instance.sites.push_back({.id = "b", .cost = 25, .group = north});
  instance.sites.push_back({.id = "c", .cost = 5, .group = south});
  instance.units.cost_decimals = 1;
  return instance;
}

std::string refusal(const SitingInstance& instance, const SitingProblem& problem,
                    Language language = Language::english) {
  try {
    opening_rules(instance, problem);
  } catch (const NoResultError& error) {
    return error.text(language);
  }
  return "";
}

/// Any mix of limits on few sites.
SitingProblem random_limits(std::mt19937& random) {
  SitingProblem problem;
  if (random() % 2) problem.most_sites = random() % 4;
  if (random() % 3 == 0) problem.budget = random() % 9;
  for (std::uint32_t limit = random() % 4; limit > 0; --limit) {
    GroupLimit of_group{GroupIndex(random() % 3), static_cast<std::uint32_t>(random() % 3)};
    if (random() % 2) of_group.most = random() % 3;
    problem.group_limits.push_back(of_group);
  }
  return problem;
}

}  // namespace

TEST_CASE("what is decided comes out of number, budget and group; what exists takes nothing") {
  const auto rules =
      opening_rules(six_sites(), {.most_sites = 3,
                                  .budget = 70,
                                  .group_limits = {{GroupIndex(0), 2, 3}, {GroupIndex(0), 1, 2}}});
  CHECK(rules.always == std::vector{CandidateIndex(0), CandidateIndex(1)});
  CHECK(rules.places == std::vector{CandidateIndex(3), CandidateIndex(4), CandidateIndex(5)});
  CHECK(rules.cost == std::vector<std::int64_t>{15, 25, 5});
  CHECK(rules.group == Places{0, 0, no_group});
  CHECK(rules.most == 2);
  CHECK(rules.budget == 50);
  REQUIRE(rules.groups.size() == 1);  // the narrower of both limits
  CHECK(rules.groups[0].least == 1);
  CHECK(rules.groups[0].most == 1);
}

TEST_CASE("without limits any number of places may open, and none where there is none") {
  const auto rules = opening_rules(six_sites(), {});
  CHECK(rules.most == 3);
  CHECK_FALSE(rules.budget);
  CHECK(rules.groups.empty());
  const auto none = opening_rules({}, {.most_sites = 4, .budget = 9});
  CHECK(none.size() == 0);
  CHECK(none.always.empty());
  CHECK(none.most == 0);
}

TEST_CASE("rules let in what the limits of the problem let in, and are refused where none is") {
  unsigned refused = 0, choices = 0;
  for (unsigned seed = 0; seed < 2000; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto instance = random_instance(random, 6, 3);
    const auto problem = random_limits(random);
    if (!best_by_enumeration(instance, problem)) {
      ++refused;
      CHECK_THROWS_AS(opening_rules(instance, problem), NoResultError);
      continue;
    }
    const auto rules = opening_rules(instance, problem);
    CHECK_FALSE(contradict(rules));
    for (std::uint32_t set = 0; set < 1u << rules.size(); ++set) {
      const Places places = places_in(set);
      CHECK(keeps(rules, places) ==
            evaluate_plan(instance, problem, sites_of(rules, places)).has_value());
      ++choices;
    }
  }
  CHECK(refused > 300);
  CHECK(choices > 10'000);
}

TEST_CASE("the number that a refusal advises is the least that is not refused") {
  unsigned refused = 0;
  for (unsigned seed = 0; seed < 400; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto instance = random_instance(random, 7, 3);
    SitingProblem problem{.group_limits = {{GroupIndex(0), 1}, {GroupIndex(1), 2}}};
    if (!refusal(instance, problem).empty()) continue;
    problem.most_sites = 0;
    const std::string first = refusal(instance, problem);
    if (first.empty()) continue;
    ++refused;
    while (!refusal(instance, problem).empty()) ++*problem.most_sites;
    CHECK(first ==
          fmt::format("--p 0 is too few for the mandatory sites and the minima of groups. Allow at "
                      "least {}.",
                      *problem.most_sites));
  }
  CHECK(refused > 100);
}

TEST_CASE("the budget that a refusal advises is the least that is not refused") {
  unsigned refused = 0;
  for (unsigned seed = 0; seed < 400; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto instance = random_instance(random, 7, 3);
    SitingProblem problem{.group_limits = {{GroupIndex(0), 1}, {GroupIndex(2), 2}}};
    if (!refusal(instance, problem).empty()) continue;
    problem.budget = 0;
    const std::string first = refusal(instance, problem);
    if (first.empty()) continue;
    ++refused;
    while (!refusal(instance, problem).empty()) ++*problem.budget;
    CHECK(first ==
          fmt::format("a budget of 0 is below the cost of the mandatory sites and of the minima of "
                      "groups. Allow a budget of {}.",
                      *problem.budget));
  }
  CHECK(refused > 100);
}

TEST_CASE("refusals of limits speak French, and write costs as they were given") {
  const auto instance = six_sites();
  const auto said = [&](const SitingProblem& problem) {
    return refusal(instance, problem, Language::french);
  };
  CHECK(said({.most_sites = 1, .group_limits = {{GroupIndex(0), 3}}}) ==
        "--p 1 : c’est trop peu pour les sites imposés et les minima des groupes. Autorisez-en au "
        "moins 3.");
  CHECK(said({.budget = 34, .group_limits = {{GroupIndex(0), 2}}}) ==
        "un budget de 3,4 est inférieur au coût des sites imposés et des minima des groupes. "
        "Autorisez un budget de 3,5.");
  CHECK(said({.group_limits = {{GroupIndex(0), 0, 0}}}) ==
        "un groupe d’emplacements a 1 site imposé de plus que son maximum n’en permet. Relevez "
        "son maximum de 1, ou libérez certains de ses sites.");
  CHECK(said({.group_limits = {{GroupIndex(1), 3}}}) ==
        "un groupe d’emplacements doit ouvrir 2 sites de plus qu’il n’en a ou n’en peut ouvrir. "
        "Baissez son minimum de 2, ou ajoutez-lui des emplacements possibles.");
}

TEST_CASE("rules contradict each other where no choice keeps them, and only there") {
  unsigned contradictory = 0, kept = 0;
  for (unsigned seed = 0; seed < 4000; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    OpeningRules rules = random_rules(random, random() % 7);
    if (seed % 9 == 0) rules.most = -1;
    if (rules.budget && seed % 5 == 0) *rules.budget -= 4;
    bool is_any = false;
    for_each_choice(rules, [&](const Places&) { is_any = true; });
    CHECK(contradict(rules) == !is_any);
    is_any ? ++kept : ++contradictory;
  }
  CHECK(contradictory > 500);
  CHECK(kept > 500);
}

TEST_CASE("places that come and go are counted as if they were counted from the start") {
  unsigned moves = 0, swaps = 0;
  for (unsigned seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    OpeningRules rules = random_rules(random, 6);
    OpenPlaces open(rules);
    OpeningRules no_minima = rules;
    for (auto& range : no_minima.groups) range.least = -9;
    if (contradict(no_minima)) continue;  // a group with a maximum below 0
    for (int step = 0; step < 30; ++step) {
      const std::uint32_t place = random() % 6;
      Places now(open.list().begin(), open.list().end());
      const bool is_open = std::ranges::count(now, place) > 0;
      CHECK(open.is_open(place) == is_open);
      CHECK(open.is_enough() == (keeps(rules, now) || !keeps(no_minima, now)));
      if (is_open) {
        open.close(place);
        continue;
      }
      for (const std::uint32_t out : now) {
        Places swapped = now;
        std::ranges::replace(swapped, out, place);
        // A minimum that is not reached yet may be approached, but not left farther behind.
        if (open.is_enough()) CHECK(open.may_swap(out, place) == keeps(rules, swapped));
        ++swaps;
      }
      now.push_back(place);
      CHECK(open.may_open(place) == keeps(no_minima, now));
      if (!open.may_open(place)) continue;
      open.open(place);
      ++moves;
    }
  }
  CHECK(moves > 500);
  CHECK(swaps > 500);
}

TEST_CASE("a group needs its places until it has the least number, the others none") {
  OpeningRules rules = free_rules(4, 4);
  rules.groups = {{.least = 2, .most = 2}, {.least = 0, .most = 1}};
  rules.group = {0, 0, 1, no_group};
  OpenPlaces open(rules);
  CHECK_FALSE(open.is_enough());
  CHECK(open.is_needed_by_group(0));
  CHECK_FALSE(open.is_needed_by_group(2));
  CHECK_FALSE(open.is_needed_by_group(3));
  open.open(0);
  CHECK(open.is_needed_by_group(1));
  open.open(1);
  CHECK(open.is_enough());
  CHECK_FALSE(open.is_needed_by_group(1));
  CHECK_FALSE(open.may_swap(0, 2));  // its own group would lack one
  open.close(0);
  CHECK(open.may_swap(1, 0));
  CHECK(std::vector(open.list().begin(), open.list().end()) == Places{1});
}

}  // namespace coverage
