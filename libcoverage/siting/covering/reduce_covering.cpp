#include "libcoverage/siting/covering/reduce_covering.h"

#include <algorithm>
#include <numeric>

#include "libcoverage/siting/covering/dominated_candidates.h"
#include "libcoverage/siting/covering/dominated_rows.h"
#include "libcoverage/siting/covering/merge_rows.h"
#include "libcoverage/siting/covering/shrink_covering.h"
#include "libcoverage/siting/evaluate_plan.h"

namespace coverage {
namespace {

std::uint32_t less_of(std::uint32_t number, std::uint32_t taken) {
  return number > taken ? number - taken : 0;
}

/// The limits of the groups, the several limits of one group as one.
std::vector<std::pair<GroupIndex, CoveringModel::Room>> rooms_of(const SitingProblem& problem) {
  std::vector<std::pair<GroupIndex, CoveringModel::Room>> rooms;
  for (const GroupLimit& limit : problem.group_limits) {
    auto found = std::ranges::find(rooms, limit.group, [](const auto& room) { return room.first; });
    if (found == rooms.end()) found = rooms.insert(found, {limit.group, {}});
    found->second.least = std::max(found->second.least, limit.least);
    if (limit.most) found->second.most = std::min(found->second.most, *limit.most);
  }
  return rooms;
}

/// Opens what every plan opens, and takes it from the limits.
void open_sites(CoveringModel& model, const SitingInstance& instance, const SitingProblem& problem,
                std::span<const std::uint32_t> group_of_site) {
  std::uint32_t counted = 0;
  for (std::size_t s = 0; s < instance.sites.size(); ++s) {
    const auto index = CandidateIndex::from_size(s);
    const CandidateSite& site = instance.sites[index];
    if (site.rule == SiteRule::forbidden) continue;
    if (site.rule == SiteRule::optional && site.counts) continue;
    model.opened.push_back(index);
    if (!site.counts) continue;
    ++counted;
    model.opened_cost += site.cost;
    if (group_of_site[s] == CoveringModel::no_group) continue;
    CoveringModel::Room& room = model.rooms[group_of_site[s]];
    room.least = less_of(room.least, 1);
    if (room.most != CoveringModel::Room{}.most) room.most = less_of(room.most, 1);
  }
  if (problem.most_sites) model.most_sites = less_of(*problem.most_sites, counted);
  if (problem.budget) model.budget = *problem.budget - model.opened_cost;
}

/// A limit that no plan can break is none.
void drop_idle_rooms(CoveringModel& model) {
  std::vector<std::uint32_t> members(model.rooms.size(), 0);
  for (const std::uint32_t group : model.group) {
    if (group != CoveringModel::no_group) ++members[group];
  }
  for (std::size_t g = 0; g < model.rooms.size(); ++g) {
    if (model.rooms[g].most >= members[g]) model.rooms[g].most = CoveringModel::Room{}.most;
  }
  for (std::uint32_t& group : model.group) {
    if (group != CoveringModel::no_group && model.rooms[group] == CoveringModel::Room{}) {
      group = CoveringModel::no_group;
    }
  }
}

/// The candidates that may be opened within the limits, and the limits.
CoveringModel candidates_of(const SitingInstance& instance, const SitingProblem& problem) {
  CoveringModel model;
  model.minimises_cost = problem.goal == SitingGoal::fewest_sites;
  std::vector<std::uint32_t> group_of_site(instance.sites.size(), CoveringModel::no_group);
  for (const auto& [group, room] : rooms_of(problem)) {
    for (std::size_t s = 0; s < group_of_site.size(); ++s) {
      if (instance.sites[CandidateIndex::from_size(s)].group == group) {
        group_of_site[s] = static_cast<std::uint32_t>(model.rooms.size());
      }
    }
    model.rooms.push_back(room);
  }
  open_sites(model, instance, problem, group_of_site);
  for (std::size_t s = 0; s < instance.sites.size(); ++s) {
    const auto index = CandidateIndex::from_size(s);
    const CandidateSite& site = instance.sites[index];
    const std::uint32_t group = group_of_site[s];
    if (site.rule != SiteRule::optional || !site.counts || model.most_sites == 0u) continue;
    if (model.budget && site.cost > *model.budget) continue;
    if (group != CoveringModel::no_group && model.rooms[group].most == 0) continue;
    model.candidates.push_back(index);
    model.cost.push_back(site.cost);
    model.group.push_back(group);
  }
  drop_idle_rooms(model);
  return model;
}

/// How many of the sites open in every plan cover each demand row, up to 2.
std::vector<std::uint8_t> covers_of(const SitingInstance& instance, const CoveringModel& model,
                                    std::uint32_t within) {
  std::vector<std::uint8_t> covers(instance.demand_count(), 0);
  for (const CandidateIndex site : model.opened) {
    for (const ReachEntry& entry : instance.row(site)) {
      if (entry.time_ms > within) continue;
      covers[entry.target] = static_cast<std::uint8_t>(std::min(covers[entry.target] + 1, 2));
    }
  }
  return covers;
}

/// Within which value a candidate covers a soft row, and a hard one where there are any.
struct Within {
  std::uint32_t soft = 0;
  std::optional<std::uint32_t> hard = {};
};

void add_soft_rows(RawRows& raw, CoveringModel& model, const SitingInstance& instance,
                   const SitingProblem& problem) {
  const std::uint8_t need = problem.goal == SitingGoal::twice_covered ? 2 : 1;
  const auto covers = covers_of(instance, model, problem.threshold);
  for (std::size_t row = 0; row < covers.size(); ++row) {
    if (covers[row] >= need) {
      model.opened_weight += instance.weight[row];
    } else if (instance.weight[row] > 0) {
      raw.kind[row] = static_cast<std::uint8_t>(need - covers[row]);
    }
  }
}

void add_hard_rows(RawRows& raw, const CoveringModel& model, const SitingInstance& instance,
                   std::uint32_t within) {
  const auto covers = covers_of(instance, model, within);
  const std::size_t soft = instance.demand_count();
  raw.kind.resize(2 * soft, 0);
  raw.weight.resize(2 * soft, 0);
  for (std::size_t row = 0; row < soft; ++row) {
    if (covers[row] == 0 && instance.weight[row] > 0) raw.kind[soft + row] = RawRows::hard;
  }
}

/// To cover all the weight is to cover every row: hard ones say that better than a sum.
Within within_of(const SitingInstance& instance, const SitingProblem& problem) {
  Within within{problem.threshold, problem.nobody_beyond};
  if (problem.goal != SitingGoal::fewest_sites) return within;
  const auto all = std::accumulate(instance.weight.begin(), instance.weight.end(), Amount{0});
  if (weight_to_cover(instance, problem) != all) return within;
  within.hard = std::min(problem.threshold, within.hard.value_or(problem.threshold));
  return within;
}

RawRows rows_of(CoveringModel& model, const SitingInstance& instance, const SitingProblem& problem,
                const Within& within) {
  RawRows raw{.kind = std::vector<std::uint8_t>(instance.demand_count(), 0),
              .weight = instance.weight};
  add_soft_rows(raw, model, instance, problem);
  if (model.minimises_cost) {
    const bool is_for_all = within.hard && *within.hard <= problem.threshold;
    const std::int64_t missing = weight_to_cover(instance, problem) - model.opened_weight;
    model.weight_needed = is_for_all ? 0 : std::max<std::int64_t>(missing, 0);
    if (model.weight_needed == 0) std::ranges::fill(raw.kind, std::uint8_t{0});
  }
  if (within.hard) add_hard_rows(raw, model, instance, *within.hard);
  return raw;
}

}  // namespace

CoveringModel reduce_covering(const SitingInstance& instance, const SitingProblem& problem,
                              const CoveringReductions& reductions, const Execution& execution) {
  CoveringModel model = candidates_of(instance, problem);
  const Within within = within_of(instance, problem);
  const RawRows raw = rows_of(model, instance, problem, within);
  const auto soft = static_cast<std::uint32_t>(instance.demand_count());
  merge_rows(model, raw, reductions.merged_rows, [&](std::size_t c, auto&& take) {
    const auto entries = instance.row(model.candidates[c]);
    for (const ReachEntry& entry : entries) {
      if (entry.time_ms <= within.soft) take(entry.target);
    }
    if (!within.hard) return;
    for (const ReachEntry& entry : entries) {
      if (entry.time_ms <= *within.hard) take(soft + entry.target);
    }
  });
  execution.check_interrupted();
  drop_dominated(model, reductions, execution);
  return model;
}

/// Alternately rows and candidates: ends where nothing is found, or little for the time it takes.
void drop_dominated(CoveringModel& model, const CoveringReductions& reductions,
                    const Execution& execution) {
  constexpr std::size_t few_entries = 100'000;
  constexpr double little = 0.97;
  const TimeLimit limit(reductions.seconds);
  while (model.rows.size() <= reductions.most_entries && !limit.is_over()) {
    const std::size_t before = model.rows.size();
    std::size_t dropped = 0;
    if (reductions.dominated_rows) dropped += drop_dominated_rows(model, limit, execution);
    if (reductions.dominated_candidates) {
      const std::size_t candidates = drop_dominated_candidates(model, limit, execution);
      if (candidates > 0 && reductions.merged_rows) merge_equal_rows(model);
      dropped += candidates;
    }
    const auto left = static_cast<double>(model.rows.size());
    const bool is_little = left > little * static_cast<double>(before);
    if (dropped == 0 || (is_little && before > few_entries)) break;
  }
}

}  // namespace coverage
