#include "libcoverage/siting/covering/check_covering.h"

#include <catch2/catch.hpp>

#include "libcoverage/base/error.h"
#include "libcoverage/siting/covering/solve_covering.h"
#include "network_fixture.h"

namespace coverage {
namespace {

/// Four villages on a road, ten minutes from each to the next, a candidate in the first three,
/// which reach 20 minutes far; the first two form a group.
///
///     A ---10--- B ---10--- C ---10--- D        weights 5, 3, 2, 1
SitingInstance four_villages() {
  SitingInstance instance;
  instance.weight = {5, 3, 2, 1};
  instance.demand_id = {"A", "B", "C", "D"};
  for (std::uint32_t c = 0; c < 3; ++c) {
    for (std::uint32_t row = 0; row < 4; ++row) {
      const std::uint32_t minutes = 10 * (row > c ? row - c : c - row);
      if (minutes <= 20) instance.values.entries.push_back({row, minutes});
    }
    instance.values.first.push_back(instance.values.entries.size());
    instance.sites.push_back({.id = instance.demand_id[c], .cost = 4 + c});
  }
  instance.sites.rows()[0].group = GroupIndex(0);
  instance.sites.rows()[1].group = GroupIndex(0);
  return instance;
}

template <class ErrorType>
std::string refusal(const SitingInstance& instance, const SitingProblem& problem,
                    Language language = Language::english) {
  try {
    solve_covering(instance, problem, {}, quiet_execution());
  } catch (const ErrorType& error) {
    return error.text(language);
  }
  return "accepted";
}

std::string no_result(const SitingProblem& problem, Language language = Language::english) {
  return refusal<NoResultError>(four_villages(), problem, language);
}

}  // namespace

TEST_CASE("demand out of every candidate's reach is named, with the share that can be covered") {
  const SitingProblem problem{.goal = SitingGoal::fewest_sites, .threshold = 0};
  CHECK(no_result(problem) ==
        "no candidate reaches 1 demand point within the threshold: 9.09 % of the weight, D the "
        "first. Ask for a share of at most 90.909 %, or add candidates.");
  CHECK(no_result(problem, Language::french) ==
        "aucun emplacement possible n’atteint 1 point de demande dans le seuil : 9,09 % du poids, "
        "D en premier. Demandez une part d’au plus 90,909 %, ou ajoutez des emplacements.");
  SitingProblem possible = problem;
  possible.share_millionths = 909'090;
  CHECK(no_result(possible) == "accepted");
}

TEST_CASE("the value that nobody may exceed is refused with the least one that does") {
  CHECK(no_result({.nobody_beyond = 9}) ==
        "no candidate reaches 1 demand point within the value that nobody may exceed: 9.09 % of "
        "the weight, D the first. Allow at least 10 instead of 9, or add candidates.");
  CHECK(no_result({.nobody_beyond = 10}) == "accepted");
  auto instance = four_villages();
  instance.sites.rows()[1].rule = instance.sites.rows()[2].rule = SiteRule::forbidden;
  CHECK(refusal<NoResultError>(instance, {.nobody_beyond = 10}) ==
        "no candidate reaches 2 demand points within the value that nobody may exceed: 27.3 % of "
        "the weight, C the first. Add candidates near them: some are reached at no value.");
}

TEST_CASE("limits that contradict each other are refused with the closest that do not") {
  const GroupIndex west(0);
  CHECK(no_result({.group_limits = {{west, 3, {}}}}) ==
        "a group must have at least 3 sites, but has 2 candidates. Ask for at most 2, or give it "
        "more candidates.");
  CHECK(no_result({.group_limits = {{west, 2, 1}}}) ==
        "a group must have at least 2 sites and at most 1. Allow it at least 2.");
  CHECK(no_result({.most_sites = 1, .group_limits = {{west, 2, {}}}}) ==
        "the groups' minima and the sites in every plan make 2 sites, but only 1 may be open. "
        "Allow at least 2 sites.");
  CHECK(no_result({.budget = 8, .group_limits = {{west, 2, {}}}}) ==
        "a budget of 8 pays for no plan: the cheapest costs 9. Allow a budget of at least 9.");
  CHECK(no_result({.budget = 9, .group_limits = {{west, 2, {}}}}) == "accepted");
}

TEST_CASE("sites in every plan must fit into the limits") {
  auto instance = four_villages();
  instance.sites.rows()[0].rule = instance.sites.rows()[1].rule = SiteRule::mandatory;
  CHECK(refusal<NoResultError>(instance, {.most_sites = 1}) ==
        "2 sites are in every plan, but only 1 may be open. Allow at least 2 sites, or let some "
        "close.");
  CHECK(refusal<NoResultError>(instance, {.budget = 8}) ==
        "the sites in every plan cost 9, the budget is 8. Allow a budget of at least 9, or let "
        "some close.");
}

TEST_CASE("a budget that pays for no site is refused, one of nothing asks for nothing") {
  CHECK(no_result({.budget = 3}) ==
        "a budget of 3 pays for no plan: the cheapest costs 4. Allow a budget of at least 4.");
  CHECK(no_result({.budget = 0}) == "accepted");
  CHECK(no_result({.budget = 4}) == "accepted");
}

TEST_CASE("where limits only fail together, the number of sites or the budget that does is told") {
  CHECK(no_result({.most_sites = 1, .nobody_beyond = 10}) ==
        "no plan of at most 1 site keeps all limits. Allow 2 sites.");
  CHECK(no_result({.budget = 9, .nobody_beyond = 10}) ==
        "no plan within a budget of 9 keeps all limits. A budget of 10 does.");
  CHECK(no_result({.most_sites = 2, .budget = 10, .nobody_beyond = 10}) == "accepted");
  CHECK(no_result({.group_limits = {{GroupIndex(0), 0, 0}}, .nobody_beyond = 10}) ==
        "no plan keeps all limits together. Loosen those of the groups, or the value that nobody "
        "may exceed.");
}

TEST_CASE("what cannot be computed is refused") {
  CHECK(refusal<InputError>(SitingInstance{}, {}) ==
        "there is no candidate where a site could open. Give at least one candidate.");
  auto instance = four_villages();
  CHECK(refusal<InputError>(instance,
                            {.goal = SitingGoal::fewest_sites, .share_millionths = 1'100'000}) ==
        "the share to cover is 110 %. Give a share from 0 to 100 %.");
  instance.weight[1] = -1;
  CHECK(refusal<InputError>(instance, {}) ==
        "a demand point has the weight -1. Weights are 0 or more.");
  instance.weight[1] = std::int64_t{1} << 60;
  CHECK(refusal<InputError>(instance, {}) ==
        "the weights sum to more than 2⁶⁰. Use a larger unit.");
  instance.weight = {1, 1, 1};
  CHECK(refusal<InputError>(instance, {}) ==
        "a value is that of demand row 3, of 3 rows. Number demand rows from 0.");
  instance = four_villages();
  instance.sites.rows()[2].cost = -5;
  CHECK(refusal<InputError>(instance, {}) ==
        "candidate C costs -5. Costs are whole numbers from 0 to 2⁴⁰.");
  instance.sites.push_back({.id = "D"});
  CHECK(refusal<InputError>(instance, {}) ==
        "4 candidates have 3 rows of values. Give each candidate one row.");
}

TEST_CASE("costs are allowed up to 2⁴⁰, and weights up to 2⁶⁰ together, both left out") {
  auto instance = four_villages();
  instance.sites.rows()[0].cost = (std::int64_t{1} << 40) - 1;
  instance.weight = {(std::int64_t{1} << 60) - 4, 1, 1, 1};
  CHECK(refusal<InputError>(instance, {.most_sites = 1}) == "accepted");
  ++instance.sites.rows()[0].cost;
  CHECK(refusal<InputError>(instance, {.most_sites = 1}) ==
        "candidate A costs 1099511627776. Costs are whole numbers from 0 to 2⁴⁰.");
  instance.sites.rows()[0].cost = 0;
  ++instance.weight[0];
  CHECK(refusal<InputError>(instance, {.most_sites = 1}) ==
        "the weights sum to more than 2⁶⁰. Use a larger unit.");
}

TEST_CASE("shares from 0 to 100 % are allowed, both included") {
  const auto share = [](std::int64_t millionths) {
    return refusal<InputError>(
        four_villages(),
        {.goal = SitingGoal::fewest_sites, .threshold = 20, .share_millionths = millionths});
  };
  CHECK(share(0) == "accepted");
  CHECK(share(1'000'000) == "accepted");
  CHECK(share(-10'000) == "the share to cover is -1 %. Give a share from 0 to 100 %.");
  CHECK(share(1'000'001) != "accepted");
}

TEST_CASE("all limits of a group hold together, and the sites that it has in every plan count") {
  const GroupIndex west(0);
  CHECK(no_result({.group_limits = {{west, 2, {}}, {west, 0, 1}}}) ==
        "a group must have at least 2 sites and at most 1. Allow it at least 2.");
  auto instance = four_villages();
  instance.sites.rows()[0].rule = instance.sites.rows()[1].rule = SiteRule::mandatory;
  const SitingProblem one_at_most{.group_limits = {{west, 0, 1}}};
  CHECK(refusal<NoResultError>(instance, one_at_most) ==
        "a group must have at least 2 sites and at most 1. Allow it at least 2.");
  CHECK(refusal<NoResultError>(instance, one_at_most, Language::french) ==
        "un groupement doit avoir au moins 2 sites et au plus 1. Autorisez-en au moins 2.");
  // What is open already meets the minimum: it asks for no more sites.
  CHECK(refusal<NoResultError>(instance,
                               {.most_sites = 2, .budget = 9, .group_limits = {{west, 2, {}}}}) ==
        "accepted");
  instance.sites.rows()[1].rule = SiteRule::forbidden;
  CHECK(refusal<NoResultError>(instance, {.group_limits = {{west, 2, {}}}}) ==
        "a group must have at least 2 sites, but has 1 candidate. Ask for at most 1, or give it "
        "more candidates.");
}

TEST_CASE("sites in every plan that do not count break no limit") {
  auto instance = four_villages();
  for (const std::size_t site : {0, 1}) {
    instance.sites.rows()[site].rule = SiteRule::mandatory;
    instance.sites.rows()[site].counts = false;
  }
  CHECK(refusal<NoResultError>(instance, {.most_sites = 0, .budget = 0}) == "accepted");
  CHECK(refusal<NoResultError>(instance, {.group_limits = {{GroupIndex(0), 0, 0}}}) == "accepted");
  CHECK(refusal<NoResultError>(instance, {.most_sites = 0, .nobody_beyond = 20}) == "accepted");
}

TEST_CASE("demand without weight need not be in reach") {
  auto instance = four_villages();
  instance.weight[3] = 0;
  CHECK(refusal<NoResultError>(instance, {.nobody_beyond = 0}) == "accepted");
  CHECK(refusal<NoResultError>(instance, {.goal = SitingGoal::fewest_sites, .threshold = 0}) ==
        "accepted");
  instance.weight = {0, 0, 0, 0};
  CHECK(refusal<NoResultError>(instance, {.goal = SitingGoal::fewest_sites, .threshold = 0}) ==
        "accepted");
}

TEST_CASE("demand without a name is told by its row") {
  auto instance = four_villages();
  instance.demand_id.clear();
  CHECK(refusal<NoResultError>(instance, {.goal = SitingGoal::fewest_sites, .threshold = 0}) ==
        "no candidate reaches 1 demand point within the threshold: 9.09 % of the weight, 3 the "
        "first. Ask for a share of at most 90.909 %, or add candidates.");
}

TEST_CASE("refusals of limits are told in French too") {
  CHECK(no_result({.most_sites = 1, .group_limits = {{GroupIndex(0), 2, {}}}}, Language::french) ==
        "les minima des groupements et les sites imposés font 2 sites, mais 1 seulement peuvent "
        "ouvrir. Autorisez au moins 2 sites.");
  CHECK(no_result({.budget = 3}, Language::french) ==
        "un budget de 3 ne permet aucune proposition : la moins chère coûte 4. Prévoyez un budget "
        "d’au moins 4.");
  CHECK(refusal<InputError>(SitingInstance{}, {}, Language::french) ==
        "il n’y a aucun emplacement possible. Donnez au moins un emplacement possible.");
}

}  // namespace coverage
