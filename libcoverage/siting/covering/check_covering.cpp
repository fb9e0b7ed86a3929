#include "libcoverage/siting/covering/check_covering.h"

#include <algorithm>
#include <numeric>

#include "libcoverage/base/counted.h"
#include "libcoverage/base/error.h"
#include "libcoverage/siting/amount_text.h"
#include "libcoverage/siting/evaluate_plan.h"

namespace coverage {
namespace {

void check_tables(const SitingInstance& instance) {
  if (instance.sites.empty()) {
    throw InputError(
        message("there is no candidate where a site could open",
                "il n’y a aucun emplacement possible"),
        message("Give at least one candidate.", "Donnez au moins un emplacement possible."));
  }
  if (instance.values.rows() != instance.sites.size()) {
    throw InputError(
        message("{} candidates have {} rows of values",
                "{} emplacements possibles ont {} lignes de valeurs", instance.sites.size(),
                instance.values.rows()),
        message("Give each candidate one row.", "Donnez une ligne à chaque emplacement."));
  }
  for (const ReachEntry& entry : instance.values.entries) {
    if (entry.target < instance.demand_count()) continue;
    throw InputError(
        message("a value is that of demand row {}, of {} rows",
                "une valeur porte sur la ligne de demande {}, sur {} lignes", entry.target,
                instance.demand_count()),
        message("Number demand rows from 0.", "Numérotez les lignes de demande à partir de 0."));
  }
}

void check_numbers(const SitingInstance& instance, const SitingProblem& problem) {
  Amount all = 0;
  for (const std::int64_t weight : instance.weight) {
    if (weight < 0) {
      throw InputError(
          message("a demand point has the weight {}", "un point de demande a le poids {}", weight),
          message("Weights are 0 or more.", "Les poids sont positifs ou nuls."));
    }
    all += weight;
  }
  if (all >> 60 != 0) {
    throw InputError(message("the weights sum to more than 2⁶⁰", "la somme des poids dépasse 2⁶⁰"),
                     message("Use a larger unit.", "Prenez une unité plus grande."));
  }
  for (const CandidateSite& site : instance.sites) {
    if (site.cost >= 0 && site.cost >> 40 == 0) continue;
    throw InputError(
        message("candidate {} costs {}", "l’emplacement {} coûte {}", site.id, site.cost),
        message("Costs are whole numbers from 0 to 2⁴⁰.",
                "Les coûts sont des nombres entiers de 0 à 2⁴⁰."));
  }
  if (problem.share_millionths < 0 || problem.share_millionths > 1'000'000) {
    throw InputError(message("the share to cover is {} %", "la part à couvrir est de {} %",
                             static_cast<double>(problem.share_millionths) / 1e4),
                     message("Give a share from 0 to 100 %.", "Donnez une part de 0 à 100 %."));
  }
}

/// The sites that count and are open in every plan, and those that may be opened.
struct Counted {
  std::uint32_t kept = 0;
  std::int64_t kept_cost = 0;
  std::vector<std::int64_t> optional_costs;
};

template <class Condition>
Counted count_sites(const SitingInstance& instance, const Condition& condition) {
  Counted counted;
  for (const CandidateSite& site : instance.sites) {
    if (!site.counts || !condition(site)) continue;
    if (site.rule == SiteRule::mandatory) {
      ++counted.kept;
      counted.kept_cost += site.cost;
    } else if (site.rule == SiteRule::optional) {
      counted.optional_costs.push_back(site.cost);
    }
  }
  std::ranges::sort(counted.optional_costs);
  return counted;
}

[[noreturn]] void refuse_kept_sites(const Counted& all, const SitingInstance& instance,
                                    const SitingProblem& problem) {
  if (problem.most_sites && all.kept > *problem.most_sites) {
    throw NoResultError(message("{} sites are in every plan, but only {} may be open",
                                "{} sites sont imposés, mais {} seulement peuvent ouvrir", all.kept,
                                *problem.most_sites),
                        message("Allow at least {} sites, or let some close.",
                                "Autorisez au moins {} sites, ou laissez-en fermer.", all.kept));
  }
  const Message kept = cost_text(instance, all.kept_cost);
  throw NoResultError(message("the sites in every plan cost {}, the budget is {}",
                              "les sites imposés coûtent {}, le budget est de {}", kept,
                              cost_text(instance, *problem.budget)),
                      message("Allow a budget of at least {}, or let some close.",
                              "Prévoyez un budget d’au moins {}, ou laissez-en fermer.", kept));
}

[[noreturn]] void refuse_budget(const Message& budget, const Message& needed) {
  throw NoResultError(
      message("a budget of {} pays for no plan: the cheapest costs {}",
              "un budget de {} ne permet aucune proposition : la moins chère coûte {}", budget,
              needed),
      message("Allow a budget of at least {}.", "Prévoyez un budget d’au moins {}.", needed));
}

/// Minima and maxima of groups by themselves; how many sites the minima ask for still, at what
/// cost.
Counted check_groups(const SitingInstance& instance, const SitingProblem& problem) {
  Counted asked;
  std::vector<GroupIndex> done;
  for (const GroupLimit& limit : problem.group_limits) {
    if (std::ranges::find(done, limit.group) != done.end()) continue;
    done.push_back(limit.group);
    std::uint32_t least = 0, most = std::numeric_limits<std::uint32_t>::max();
    for (const GroupLimit& other : problem.group_limits) {
      if (other.group != limit.group) continue;
      least = std::max(least, other.least);
      if (other.most) most = std::min(most, *other.most);
    }
    const auto members =
        count_sites(instance, [&](const CandidateSite& site) { return site.group == limit.group; });
    const auto possible = members.kept + members.optional_costs.size();
    if (least > most || members.kept > most) {
      throw NoResultError(message("a group must have at least {} sites and at most {}",
                                  "un groupement doit avoir au moins {} sites et au plus {}",
                                  std::max(least, members.kept), most),
                          message("Allow it at least {}.", "Autorisez-en au moins {}.",
                                  std::max(least, members.kept)));
    }
    if (least > possible) {
      throw NoResultError(
          message("a group must have at least {}, but has {}",
                  "un groupement doit avoir au moins {}, mais il a {}",
                  counted(least, {"site", "site"}, {"sites", "sites"}),
                  counted(possible, {"candidate", "emplacement possible"},
                          {"candidates", "emplacements possibles"})),
          message("Ask for at most {}, or give it more candidates.",
                  "Demandez-en au plus {}, ou donnez-lui d’autres emplacements.", possible));
    }
    for (std::uint32_t i = members.kept; i < least; ++i) {
      ++asked.kept;
      asked.kept_cost += members.optional_costs[i - members.kept];
    }
  }
  return asked;
}

void check_limits(const SitingInstance& instance, const SitingProblem& problem) {
  const auto all = count_sites(instance, [](const CandidateSite&) { return true; });
  if ((problem.most_sites && all.kept > *problem.most_sites) ||
      (problem.budget && all.kept_cost > *problem.budget)) {
    refuse_kept_sites(all, instance, problem);
  }
  const Counted asked = check_groups(instance, problem);
  if (problem.most_sites && all.kept + asked.kept > *problem.most_sites) {
    throw NoResultError(
        message(
            "the groups' minima and the sites in every plan make {} sites, but only {} may be open",
            "les minima des groupements et les sites imposés font {} sites, mais {} seulement "
            "peuvent ouvrir",
            all.kept + asked.kept, *problem.most_sites),
        message("Allow at least {} sites.", "Autorisez au moins {} sites.", all.kept + asked.kept));
  }
  if (!problem.budget) return;
  const std::int64_t least = all.kept_cost + asked.kept_cost;
  const Message budget = cost_text(instance, *problem.budget);
  if (least > *problem.budget) refuse_budget(budget, cost_text(instance, least));
  // The fewest sites may be none: that is for the search to say.
  const bool opens_something =
      problem.goal == SitingGoal::fewest_sites || all.kept > 0 || all.optional_costs.empty();
  if (!opens_something && *problem.budget > 0 && all.optional_costs.front() > *problem.budget) {
    refuse_budget(budget, cost_text(instance, all.optional_costs.front()));
  }
}

/// By demand row the least value to any site that is not forbidden.
std::vector<std::optional<std::uint32_t>> least_values(const SitingInstance& instance) {
  std::vector<CandidateIndex> sites;
  for (std::size_t s = 0; s < instance.sites.size(); ++s) {
    const auto index = CandidateIndex::from_size(s);
    if (instance.sites[index].rule != SiteRule::forbidden) sites.push_back(index);
  }
  return nearest_values(instance, sites);
}

/// "9.09", "9,09" in French.
Message percent_text(Amount part, Amount all) {
  const double percent = all > 0 ? 100 * static_cast<double>(part) / static_cast<double>(all) : 0;
  Message text = message("{:.3g}", "{:.3g}", percent);
  std::ranges::replace(text.french, '.', ',');
  return text;
}

std::string id_of(const SitingInstance& instance, std::size_t row) {
  return row < instance.demand_id.size() ? instance.demand_id[row] : fmt::format("{}", row);
}

/// Demand rows with a weight that no candidate reaches within a value.
struct Beyond {
  std::size_t first = 0;
  std::size_t count = 0;
  Amount weight = 0;
  std::optional<std::uint32_t> needed = 0;  ///< the value that would reach all; none: none would
};

Beyond find_beyond(const SitingInstance& instance,
                   const std::vector<std::optional<std::uint32_t>>& least, std::uint32_t within) {
  Beyond beyond;
  for (std::size_t row = 0; row < least.size(); ++row) {
    if (instance.weight[row] == 0 || (least[row] && *least[row] <= within)) continue;
    if (beyond.count++ == 0) beyond.first = row;
    beyond.weight += instance.weight[row];
    if (!least[row]) beyond.needed.reset();
    if (least[row] && beyond.needed) beyond.needed = std::max(*beyond.needed, *least[row]);
  }
  return beyond;
}

Message points_text(const Beyond& beyond) {
  return counted(beyond.count, {"demand point", "point de demande"},
                 {"demand points", "points de demande"});
}

void check_nobody_beyond(const SitingInstance& instance, std::uint32_t within,
                         const std::vector<std::optional<std::uint32_t>>& least, Amount all) {
  const Beyond beyond = find_beyond(instance, least, within);
  if (beyond.count == 0) return;
  const auto problem = message(
      "no candidate reaches {} within the value that nobody may exceed: {} % of the weight, {} "
      "the first",
      "aucun emplacement possible n’atteint {} dans la valeur que personne ne doit dépasser : "
      "{} % du poids, {} en premier",
      points_text(beyond), percent_text(beyond.weight, all), id_of(instance, beyond.first));
  throw NoResultError(
      problem, beyond.needed
                   ? message("Allow at least {} instead of {}, or add candidates.",
                             "Autorisez au moins {} au lieu de {}, ou ajoutez des emplacements.",
                             value_text(instance, *beyond.needed), value_text(instance, within))
                   : message("Add candidates near them: some are reached at no value.",
                             "Ajoutez des emplacements à proximité : certains ne sont atteints à "
                             "aucune valeur."));
}

void check_share(const SitingInstance& instance, const SitingProblem& problem,
                 const std::vector<std::optional<std::uint32_t>>& least, Amount all) {
  const Beyond beyond = find_beyond(instance, least, problem.threshold);
  if (all - beyond.weight >= weight_to_cover(instance, problem)) return;
  // Rounded down, so that asking for it succeeds.
  const auto possible = static_cast<std::int64_t>((all - beyond.weight) * 1'000'000 / all);
  throw NoResultError(
      message("no candidate reaches {} within the threshold: {} % of the weight, {} the "
              "first",
              "aucun emplacement possible n’atteint {} dans le seuil : {} % du poids, {} "
              "en premier",
              points_text(beyond), percent_text(beyond.weight, all), id_of(instance, beyond.first)),
      message("Ask for a share of at most {} %, or add candidates.",
              "Demandez une part d’au plus {} %, ou ajoutez des emplacements.",
              decimal_message(possible, 4)));
}

}  // namespace

void check_covering(const SitingInstance& instance, const SitingProblem& problem) {
  check_tables(instance);
  check_numbers(instance, problem);
  check_limits(instance, problem);
  const bool is_share = problem.goal == SitingGoal::fewest_sites;
  if (!is_share && !problem.nobody_beyond) return;
  const Amount all = std::accumulate(instance.weight.begin(), instance.weight.end(), Amount{0});
  const auto least = least_values(instance);
  if (problem.nobody_beyond) check_nobody_beyond(instance, *problem.nobody_beyond, least, all);
  if (is_share) check_share(instance, problem, least, all);
}

}  // namespace coverage
