#include "libcoverage/siting/infeasible_siting.h"

#include <catch2/catch.hpp>

#include "network_fixture.h"
#include "siting/brute_force.h"
#include "siting/random_instance.h"
#include "siting/small_rules.h"

namespace coverage {
namespace {

/// Four villages on a road, ten minutes from each to the next, with a place in each. Values are
/// times, costs have a decimal.
SitingInstance four_villages() {
  SitingInstance instance;
  instance.weight = {5, 3, 2, 4};
  instance.demand_id = {"a", "b", "c", "d"};
  for (std::uint32_t site = 0; site < 4; ++site) {
    instance.sites.push_back({.id = "site", .cost = 10 + site, .group = GroupIndex(site / 2)});
    for (std::uint32_t row = 0; row < 4; ++row) {
      const std::uint32_t steps = row > site ? row - site : site - row;
      instance.values.entries.push_back({row, 600'000 * steps});
    }
    instance.values.first.push_back(instance.values.entries.size());
  }
  instance.units = {.weight_decimals = 1, .cost_decimals = 1, .values_are_times = true};
  return instance;
}

struct Asked {
  SitingInstance instance;
  SitingProblem problem;
  SolveOptions options = {};
  const std::atomic<bool>* stop = nullptr;

  MedianProblem listed() const {
    return listed_median(instance, problem, opening_rules(instance, problem), quiet_execution());
  }
  Places plan() const {
    const MedianProblem median = listed();
    Execution execution = quiet_execution();
    execution.stop = stop;
    const SolverClock clock(options, execution);
    return some_plan(instance, problem, median, clock);
  }
};

/// What `some_plan` or `refuse_unreachable` says; nothing where it refuses nothing.
template <class Work>
std::string said(const Work& work, Language language = Language::english) {
  try {
    work();
  } catch (const NoResultError& error) {
    return error.text(language);
  }
  return "";
}

std::string unreachable(const Asked& asked, Language language = Language::english) {
  const MedianProblem median = asked.listed();
  return said([&] { refuse_unreachable(asked.instance, asked.problem, median); }, language);
}

std::string no_plan(const Asked& asked, Language language = Language::english) {
  return said([&] { asked.plan(); }, language);
}

constexpr std::uint32_t nine_minutes = 540'000;

}  // namespace

TEST_CASE("where every row with a weight has a place nothing is refused") {
  Asked asked{four_villages(), {.goal = SitingGoal::least_mean}};
  CHECK(unreachable(asked).empty());
  asked.instance.weight.push_back(0);  // an island where nobody lives
  CHECK(unreachable(asked).empty());
  asked.instance.weight = {0, 0, 0, 0};
  asked.instance.sites[CandidateIndex(0)].rule = SiteRule::forbidden;
  CHECK(unreachable(asked).empty());
}

TEST_CASE("rows beyond a limit are named with the least limit that candidates can keep") {
  Asked asked{four_villages(), {.goal = SitingGoal::least_mean, .nobody_beyond = nine_minutes}};
  for (const std::uint32_t c : {0u, 1u}) {
    asked.instance.sites[CandidateIndex(c)].rule = SiteRule::forbidden;
  }
  CHECK(unreachable(asked) ==
        "no candidate serves demand 'a' within 9 min (such rows: 2, weight 0.8). The least limit "
        "that all candidates together can keep is 20 min.");
  CHECK(unreachable(asked, Language::french) ==
        "aucun emplacement ne dessert la demande « a » en 9 min au plus (lignes dans ce cas : 2, "
        "poids 0,8). La plus petite limite que l’ensemble des emplacements peut tenir est 20 min.");
  asked.problem.nobody_beyond = 1'200'000;  // what was advised
  CHECK(unreachable(asked).empty());
}

TEST_CASE("a row that no limit keeps from being reached is out of reach, whatever the limit") {
  Asked asked{four_villages(), {.goal = SitingGoal::least_mean, .nobody_beyond = nine_minutes}};
  asked.instance.weight.push_back(7);
  asked.instance.demand_id.clear();  // rows without names have their number
  CHECK(unreachable(asked) ==
        "no candidate reaches demand '4' (such rows: 1, weight 0.7). Add a candidate near, search "
        "further, or leave these rows out.");
}

TEST_CASE("a site that is open anyway is enough for a row that no place reaches") {
  Asked asked{four_villages(), {.goal = SitingGoal::least_mean, .nobody_beyond = nine_minutes}};
  asked.instance.sites[CandidateIndex(3)].rule = SiteRule::mandatory;
  CHECK(unreachable(asked).empty());
  CHECK(asked.plan() == Places{0, 1, 2});
}

TEST_CASE("the fewest sites that serve everybody are advised, decided ones included") {
  Asked asked{four_villages(), {.goal = SitingGoal::least_worst, .most_sites = 2}};
  asked.problem.nobody_beyond = nine_minutes;
  asked.instance.sites[CandidateIndex(1)].rule = SiteRule::mandatory;
  CHECK(no_plan(asked) ==
        "no plan of at most 2 sites serves everybody within the limits. Allow 4 sites.");
  CHECK(no_plan(asked, Language::french) ==
        "aucune proposition d’au plus 2 sites ne dessert tout le monde dans les limites. "
        "Autorisez 4 sites.");
  asked.problem.most_sites = 4;
  CHECK(asked.plan() == Places{0, 1, 2});
}

TEST_CASE("the least budget that serves everybody is advised, decided sites included") {
  Asked asked{four_villages(), {.goal = SitingGoal::least_worst, .budget = 12}};
  asked.problem.nobody_beyond = 600'000;  // two sites serve all: 0 or 1, and 2 or 3
  asked.instance.sites[CandidateIndex(0)].rule = SiteRule::mandatory;
  CHECK(no_plan(asked) ==
        "a budget of 1.2 is too small to serve everybody within the limits. A budget of 2.2 does.");
  CHECK(no_plan(asked, Language::french) ==
        "un budget de 1,2 ne suffit pas à desservir tout le monde dans les limites. Il faut un "
        "budget de 2,2.");
  asked.problem.budget = 22;
  CHECK(asked.plan() == Places{1});  // the third site
}

TEST_CASE("groups are to blame where neither number nor budget helps") {
  Asked asked{four_villages(), {.goal = SitingGoal::least_mean, .most_sites = 2, .budget = 30}};
  asked.problem.nobody_beyond = nine_minutes;
  asked.problem.group_limits = {{GroupIndex(1), 0, 1}};
  CHECK(no_plan(asked) ==
        "no choice of sites serves everybody within the limits of the groups. Raise the largest "
        "numbers of some groups.");
  CHECK(no_plan(asked, Language::french) ==
        "aucun choix de sites ne dessert tout le monde dans les limites des groupes. Relevez le "
        "maximum de certains groupes.");
}

TEST_CASE("without time nothing is said to be impossible, and a stop is no refusal") {
  Asked asked{four_villages(), {.goal = SitingGoal::least_mean, .most_sites = 1}, {.seconds = 0}};
  asked.problem.nobody_beyond = nine_minutes;
  CHECK(no_plan(asked) ==
        "no plan that serves everybody was found in the time given, and none was ruled out. Allow "
        "more time, more sites or a larger limit.");
  const std::atomic<bool> stop = true;
  asked.stop = &stop;
  CHECK_THROWS_AS(asked.plan(), Interrupted);
}

TEST_CASE("a plan is found where enumeration finds one, else the least number that has one") {
  unsigned plans = 0, advised = 0;
  for (unsigned seed = 0; seed < 400; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    Asked asked{random_instance(random, 7, 8), {.goal = SitingGoal::least_mean}};
    asked.problem.nobody_beyond = 30 + random() % 60;
    if (random() % 2) asked.problem.group_limits = {{GroupIndex(0), 0, 1}, {GroupIndex(1), 1}};
    if (!best_by_enumeration(asked.instance, asked.problem)) continue;
    asked.problem.most_sites = 0;
    while (said([&] { asked.listed(); }) != "") ++*asked.problem.most_sites;
    const std::string first = no_plan(asked);
    if (!first.empty()) ++advised;
    const std::uint32_t refused = *asked.problem.most_sites;
    while (!best_by_enumeration(asked.instance, asked.problem)) ++*asked.problem.most_sites;
    if (!first.empty()) {
      const std::uint32_t needed = *asked.problem.most_sites;
      CHECK(first == fmt::format("no plan of at most {} site{} serves everybody within the limits. "
                                 "Allow {} site{}.",
                                 refused, refused == 1 ? "" : "s", needed, needed == 1 ? "" : "s"));
    }
    const auto sites = sites_of(opening_rules(asked.instance, asked.problem), asked.plan());
    CHECK(evaluate_plan(asked.instance, asked.problem, sites).has_value());
    ++plans;
  }
  CHECK(plans > 60);
  CHECK(advised > 30);
}

}  // namespace coverage
