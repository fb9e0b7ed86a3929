#include "libcoverage/siting/opening_rules.h"

#include <algorithm>
#include <numeric>

#include "libcoverage/base/counted.h"
#include "libcoverage/base/error.h"
#include "libcoverage/siting/amount_text.h"

namespace coverage {
namespace {

using Range = OpeningRules::Range;

/// Where groups stand in `rules.groups`; a limit on no group is none.
std::uint32_t group_of(const std::vector<GroupIndex>& groups, GroupIndex group) {
  const auto found = std::ranges::find(groups, group);
  return found == groups.end() ? OpeningRules::no_group
                               : static_cast<std::uint32_t>(found - groups.begin());
}

std::vector<GroupIndex> limited_groups(const SitingProblem& problem) {
  std::vector<GroupIndex> groups;
  for (const GroupLimit& limit : problem.group_limits) groups.push_back(limit.group);
  std::ranges::sort(groups);
  groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
  return groups;
}

void add_group_limits(const SitingProblem& problem, const std::vector<GroupIndex>& groups,
                      OpeningRules& rules) {
  rules.groups.resize(groups.size());
  for (const GroupLimit& limit : problem.group_limits) {
    Range& range = rules.groups[group_of(groups, limit.group)];
    range.least = std::max<std::int64_t>(range.least, limit.least);
    if (limit.most) range.most = std::min<std::int64_t>(range.most, *limit.most);
  }
}

/// Takes a site that is open anyway out of the limits.
void always_open(const CandidateSite& site, std::uint32_t group, OpeningRules& rules) {
  if (!site.counts) return;
  --rules.most;
  if (rules.budget) *rules.budget -= site.cost;
  if (group == OpeningRules::no_group) return;
  --rules.groups[group].least;
  --rules.groups[group].most;
}

void add_sites(const SitingInstance& instance, const std::vector<GroupIndex>& groups,
               OpeningRules& rules) {
  for (std::size_t c = 0; c < instance.sites.size(); ++c) {
    const auto candidate = CandidateIndex::from_size(c);
    const CandidateSite& site = instance.sites[candidate];
    if (site.rule == SiteRule::forbidden) continue;
    const std::uint32_t group = group_of(groups, site.group);
    if (site.rule == SiteRule::mandatory || !site.counts) {
      rules.always.push_back(candidate);
      always_open(site, group, rules);
    } else {
      rules.places.push_back(candidate);
      rules.group.push_back(group);
      rules.cost.push_back(site.cost);
    }
  }
}

std::vector<std::int64_t> places_by_group(const OpeningRules& rules) {
  std::vector<std::int64_t> number(rules.groups.size(), 0);
  for (const std::uint32_t group : rules.group) {
    if (group != OpeningRules::no_group) ++number[group];
  }
  return number;
}

std::int64_t least_of_groups(const OpeningRules& rules) {
  std::int64_t least = 0;
  for (const Range& range : rules.groups) least += std::max<std::int64_t>(range.least, 0);
  return least;
}

/// The cheapest choice that gives each group its least.
std::int64_t least_cost(const OpeningRules& rules) {
  std::vector<std::vector<std::int64_t>> costs(rules.groups.size());
  for (std::size_t place = 0; place < rules.size(); ++place) {
    if (rules.group[place] != OpeningRules::no_group) {
      costs[rules.group[place]].push_back(rules.cost[place]);
    }
  }
  std::int64_t sum = 0;
  for (std::size_t group = 0; group < costs.size(); ++group) {
    std::ranges::sort(costs[group]);
    const auto least = std::clamp<std::int64_t>(rules.groups[group].least, 0,
                                                static_cast<std::int64_t>(costs[group].size()));
    sum += std::accumulate(costs[group].begin(), costs[group].begin() + least, std::int64_t{0});
  }
  return sum;
}

/// "1 mandatory site", "2 sites imposés": both words of the French one take an s.
Message sites_text(std::int64_t number, const std::string& english = "",
                   const std::string& french = "") {
  const std::string several = french.empty() ? "" : french + "s";
  return counted(static_cast<std::uint64_t>(number), {english + "site", "site" + french},
                 {english + "sites", "sites" + several});
}

void refuse_groups(const OpeningRules& rules) {
  const auto available = places_by_group(rules);
  for (std::size_t group = 0; group < rules.groups.size(); ++group) {
    const Range& range = rules.groups[group];
    if (range.most < 0) {
      throw NoResultError(
          message("a group of candidates has {} more than its limit allows",
                  "un groupe d’emplacements a {} de plus que son maximum n’en permet",
                  sites_text(-range.most, "mandatory ", " imposé")),
          message("Raise its limit by {}, or free some of its sites.",
                  "Relevez son maximum de {}, ou libérez certains de ses sites.", -range.most));
    }
    const std::int64_t possible = std::min(available[group], range.most);
    if (range.least > possible) {
      throw NoResultError(
          message(
              "a group of candidates must open {} more than it has or may",
              "un groupe d’emplacements doit ouvrir {} de plus qu’il n’en a ou n’en peut ouvrir",
              sites_text(range.least - possible)),
          message("Lower its least number by {}, or add candidates to it.",
                  "Baissez son minimum de {}, ou ajoutez-lui des emplacements possibles.",
                  range.least - possible));
    }
  }
}

void refuse_contradictions(const OpeningRules& rules, const SitingInstance& instance,
                           const SitingProblem& problem) {
  const std::int64_t sites = least_of_groups(rules);
  refuse_groups(rules);
  if (problem.most_sites && rules.most < sites) {
    const std::int64_t needed = *problem.most_sites + sites - rules.most;
    throw NoResultError(
        message("--p {} is too few for the mandatory sites and the minima of groups",
                "--p {} : c’est trop peu pour les sites imposés et les minima des groupes",
                *problem.most_sites),
        message("Allow at least {}.", "Autorisez-en au moins {}.", needed));
  }
  if (problem.budget && *rules.budget < least_cost(rules)) {
    const std::int64_t needed = *problem.budget + least_cost(rules) - *rules.budget;
    throw NoResultError(
        message(
            "a budget of {} is below the cost of the mandatory sites and of the minima of groups",
            "un budget de {} est inférieur au coût des sites imposés et des minima des groupes",
            cost_text(instance, *problem.budget)),
        message("Allow a budget of {}.", "Autorisez un budget de {}.",
                cost_text(instance, needed)));
  }
}

}  // namespace

bool contradict(const OpeningRules& rules) {
  if (rules.most < least_of_groups(rules)) return true;
  const auto available = places_by_group(rules);
  for (std::size_t group = 0; group < rules.groups.size(); ++group) {
    const Range& range = rules.groups[group];
    if (range.most < 0 || range.least > std::min(available[group], range.most)) return true;
  }
  return rules.budget && *rules.budget < least_cost(rules);
}

OpeningRules opening_rules(const SitingInstance& instance, const SitingProblem& problem) {
  OpeningRules rules;
  const auto groups = limited_groups(problem);
  rules.most = std::numeric_limits<std::int32_t>::max();
  if (problem.most_sites) rules.most = *problem.most_sites;
  rules.budget = problem.budget;
  add_group_limits(problem, groups, rules);
  add_sites(instance, groups, rules);
  refuse_contradictions(rules, instance, problem);
  rules.most = std::min(rules.most, static_cast<std::int64_t>(rules.size()));
  return rules;
}

OpenPlaces::OpenPlaces(const OpeningRules& rules)
    : rules_(&rules), is_open_(rules.size(), false), of_group_(rules.groups.size(), 0) {}

void OpenPlaces::open(std::uint32_t place) {
  is_open_[place] = true;
  list_.push_back(place);
  cost_ += rules_->cost[place];
  if (rules_->group[place] != OpeningRules::no_group) ++of_group_[rules_->group[place]];
}

void OpenPlaces::close(std::uint32_t place) {
  is_open_[place] = false;
  list_.erase(std::ranges::find(list_, place));
  cost_ -= rules_->cost[place];
  if (rules_->group[place] != OpeningRules::no_group) --of_group_[rules_->group[place]];
}

bool OpenPlaces::may_open(std::uint32_t place) const {
  const std::uint32_t group = rules_->group[place];
  return !is_open_[place] && static_cast<std::int64_t>(list_.size()) < rules_->most &&
         (!rules_->budget || cost_ + rules_->cost[place] <= *rules_->budget) &&
         (group == OpeningRules::no_group || of_group_[group] < rules_->groups[group].most);
}

bool OpenPlaces::may_swap(std::uint32_t out, std::uint32_t in) const {
  const std::uint32_t from = rules_->group[out], to = rules_->group[in];
  if (rules_->budget && cost_ - rules_->cost[out] + rules_->cost[in] > *rules_->budget) {
    return false;
  }
  if (from == to) return true;
  if (from != OpeningRules::no_group && of_group_[from] <= rules_->groups[from].least) return false;
  return to == OpeningRules::no_group || of_group_[to] < rules_->groups[to].most;
}

bool OpenPlaces::is_enough() const {
  for (std::size_t group = 0; group < of_group_.size(); ++group) {
    if (of_group_[group] < rules_->groups[group].least) return false;
  }
  return true;
}

bool OpenPlaces::is_needed_by_group(std::uint32_t place) const {
  const std::uint32_t group = rules_->group[place];
  return group != OpeningRules::no_group && of_group_[group] < rules_->groups[group].least;
}

}  // namespace coverage
