#include "libcoverage/siting/infeasible_siting.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "libcoverage/base/counted.h"
#include "libcoverage/base/error.h"
#include "libcoverage/siting/amount_text.h"
#include "libcoverage/siting/evaluate_plan.h"
#include "libcoverage/siting/median/cover_within.h"

namespace coverage {
namespace {

std::string name_of(const SitingInstance& instance, std::uint32_t demand) {
  return demand < instance.demand_id.size() ? instance.demand_id[demand]
                                            : fmt::format("{}", demand);
}

std::vector<CandidateIndex> allowed_sites(const OpeningRules& rules) {
  auto sites = rules.always;
  sites.insert(sites.end(), rules.places.begin(), rules.places.end());
  return sites;
}

/// The least limit that some candidate keeps for each of the rows; nothing where one is out of
/// reach of all.
std::optional<std::uint32_t> least_limit(const SitingInstance& instance, const OpeningRules& rules,
                                         std::span<const std::uint32_t> rows) {
  const auto nearest = nearest_values(instance, allowed_sites(rules));
  std::uint32_t limit = 0;
  for (const std::uint32_t demand : rows) {
    if (!nearest[demand]) return {};
    limit = std::max(limit, *nearest[demand]);
  }
  return limit;
}

Message sites_text(std::int64_t count) {
  return counted(static_cast<std::uint64_t>(count), {"site", "site"}, {"sites", "sites"});
}

constexpr std::uint32_t any_value = std::numeric_limits<std::uint32_t>::max();

/// The least setting in (`refused`, `most`] for which everybody can be served; nothing where not
/// even the largest does. Where time ends the search, a setting that does, not the least.
template <class RulesWith>
std::optional<std::int64_t> least_that_serves(std::int64_t refused, std::int64_t most,
                                              CoverSearch& search, const RulesWith& rules_with) {
  if (most <= refused ||
      search.within(any_value, rules_with(most)).status != CoverAnswer::Status::served) {
    return {};
  }
  while (refused + 1 < most) {
    const std::int64_t middle = refused + (most - refused) / 2;
    const auto status = search.within(any_value, rules_with(middle)).status;
    if (status == CoverAnswer::Status::stopped) break;
    (status == CoverAnswer::Status::served ? most : refused) = middle;
  }
  return most;
}

void refuse_number(const SitingProblem& problem, const OpeningRules& rules, CoverSearch& search) {
  const auto needed = least_that_serves(rules.most, static_cast<std::int64_t>(rules.size()), search,
                                        [&](std::int64_t most) {
                                          OpeningRules more = rules;
                                          more.most = most;
                                          return more;
                                        });
  if (!needed) return;
  throw NoResultError(
      message("no plan of at most {} serves everybody within the limits",
              "aucune proposition d’au plus {} ne dessert tout le monde dans les limites",
              sites_text(*problem.most_sites)),
      message("Allow {}.", "Autorisez {}.",
              sites_text(*needed - rules.most + *problem.most_sites)));
}

void refuse_budget(const SitingInstance& instance, const SitingProblem& problem,
                   const OpeningRules& rules, CoverSearch& search) {
  const std::int64_t all = std::accumulate(rules.cost.begin(), rules.cost.end(), std::int64_t{0});
  const auto needed = least_that_serves(*rules.budget, all, search, [&](std::int64_t budget) {
    OpeningRules more = rules;
    more.budget = budget;
    return more;
  });
  if (!needed) return;
  throw NoResultError(
      message("a budget of {} is too small to serve everybody within the limits",
              "un budget de {} ne suffit pas à desservir tout le monde dans les limites",
              cost_text(instance, *problem.budget)),
      message("A budget of {} does.", "Il faut un budget de {}.",
              cost_text(instance, *needed - *rules.budget + *problem.budget)));
}

[[noreturn]] void refuse_unknown() {
  throw NoResultError(
      message(
          "no plan that serves everybody was found in the time given, and none was ruled out",
          "aucun plan qui dessert tout le monde n’a été trouvé dans le temps imparti, ni exclu"),
      message("Allow more time, more sites or a larger limit.",
              "Accordez plus de temps, plus de sites ou une limite plus large."));
}

}  // namespace

void refuse_unreachable(const SitingInstance& instance, const SitingProblem& problem,
                        const MedianProblem& median) {
  std::vector<std::uint32_t> rows;
  Amount weight = 0;
  for (std::size_t row = 0; row < median.demand.size(); ++row) {
    const bool is_empty = median.problem.first[row] == median.problem.first[row + 1];
    if (!median.must_be_served(row) || !is_empty) continue;
    rows.push_back(median.demand[row]);
    weight += instance.weight[rows.back()];
  }
  if (rows.empty()) return;
  const std::string first = name_of(instance, rows.front());
  const Message total = weight_text(instance, weight);
  const auto limit = least_limit(instance, median.problem.rules, rows);
  if (problem.nobody_beyond && limit) {
    throw NoResultError(
        message("no candidate serves demand '{}' within {} (such rows: {}, weight {})",
                "aucun emplacement ne dessert la demande « {} » en {} au plus (lignes dans "
                "ce cas : {}, poids {})",
                first, value_text(instance, *problem.nobody_beyond), rows.size(), total),
        message("The least limit that all candidates together can keep is {}.",
                "La plus petite limite que l’ensemble des emplacements peut tenir est {}.",
                value_text(instance, *limit)));
  }
  throw NoResultError(
      message("no candidate reaches demand '{}' (such rows: {}, weight {})",
              "aucun emplacement n’atteint la demande « {} » (lignes dans ce cas : {}, poids {})",
              first, rows.size(), total),
      message("Add a candidate near, search further, or leave these rows out.",
              "Ajoutez un emplacement à proximité, cherchez plus loin, ou retirez ces lignes."));
}

std::vector<std::uint32_t> some_plan(const SitingInstance& instance, const SitingProblem& problem,
                                     const MedianProblem& median, const SolverClock& clock) {
  CoverSearch search(median, clock);
  const OpeningRules& rules = median.problem.rules;
  const CoverAnswer answer = search.within(any_value, rules);
  if (answer.status == CoverAnswer::Status::served) return answer.places;
  if (clock.is_stopped()) throw Interrupted();
  if (answer.status == CoverAnswer::Status::stopped) refuse_unknown();
  if (problem.most_sites && clock.explains()) refuse_number(problem, rules, search);
  if (problem.budget && clock.explains()) refuse_budget(instance, problem, rules, search);
  throw NoResultError(
      message("no choice of sites serves everybody within the limits of the groups",
              "aucun choix de sites ne dessert tout le monde dans les limites des groupes"),
      message("Raise the largest numbers of some groups.",
              "Relevez le maximum de certains groupes."));
}

}  // namespace coverage
