#include "libcoverage/siting/reduce_covering.h"

#include <algorithm>
#include <numeric>

#include "libcoverage/siting/dominated_candidates.h"
#include "libcoverage/siting/evaluate_plan.h"
#include "libcoverage/siting/row_partition.h"

namespace coverage {
namespace {

constexpr std::uint8_t hard = 3;  // the kind of a hard row; of a soft one it is its need

/// Rows before they are merged: soft ones by demand row, then hard ones where there are any.
struct RawRows {
  std::vector<std::uint8_t> kind;  ///< 0: nothing to decide
  std::vector<std::int64_t> weight;
  std::uint32_t soft_within = 0;
  std::optional<std::uint32_t> hard_within = {};
};

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

void add_soft_rows(RawRows& raw, CoveringModel& model, const SitingInstance& instance,
                   std::uint8_t need) {
  const auto covers = covers_of(instance, model, raw.soft_within);
  for (std::size_t row = 0; row < covers.size(); ++row) {
    if (covers[row] >= need) {
      model.opened_weight += instance.weight[row];
    } else if (instance.weight[row] > 0) {
      raw.kind[row] = static_cast<std::uint8_t>(need - covers[row]);
    }
  }
}

void add_hard_rows(RawRows& raw, const CoveringModel& model, const SitingInstance& instance) {
  const auto covers = covers_of(instance, model, *raw.hard_within);
  const std::size_t soft = instance.demand_count();
  raw.kind.resize(2 * soft, 0);
  raw.weight.resize(2 * soft, 0);
  for (std::size_t row = 0; row < soft; ++row) {
    if (covers[row] == 0 && instance.weight[row] > 0) raw.kind[soft + row] = hard;
  }
}

RawRows rows_of(CoveringModel& model, const SitingInstance& instance,
                const SitingProblem& problem) {
  RawRows raw{.kind = std::vector<std::uint8_t>(instance.demand_count(), 0),
              .weight = instance.weight,
              .soft_within = problem.threshold,
              .hard_within = problem.nobody_beyond};
  add_soft_rows(raw, model, instance, problem.goal == SitingGoal::twice_covered ? 2 : 1);
  if (model.minimises_cost) {
    const std::int64_t asked = weight_to_cover(instance, problem);
    const auto all = std::accumulate(instance.weight.begin(), instance.weight.end(), Amount{0});
    const bool is_for_all = asked == all;
    if (is_for_all) {
      raw.hard_within =
          raw.hard_within ? std::min(*raw.hard_within, problem.threshold) : problem.threshold;
    }
    model.weight_needed = std::max<std::int64_t>(asked - model.opened_weight, 0);
    if (is_for_all) model.weight_needed = 0;
    if (model.weight_needed == 0) std::ranges::fill(raw.kind, std::uint8_t{0});
  }
  if (raw.hard_within) add_hard_rows(raw, model, instance);
  return raw;
}

/// The classes of raw rows: those of one class become one row.
struct Classes {
  std::vector<std::uint32_t> of_row;
  std::vector<std::uint32_t> first_row;  ///< by class
  std::vector<std::uint32_t> covers;     ///< by class: how many candidates cover it
};

/// `each(c, take)` gives the raw rows of candidate c.
template <class Each>
Classes classes_of(const RawRows& raw, std::size_t candidates, bool is_merging, const Each& each) {
  RowPartition partition(raw.kind);
  Classes classes;
  if (is_merging) {
    for (std::size_t c = 0; c < candidates; ++c) {
      partition.split([&](auto&& take) { each(c, take); });
    }
    classes.of_row = partition.numbered();
  } else {
    classes.of_row.assign(raw.kind.size(), RowPartition::left_out);
    std::uint32_t next = 0;
    for (std::size_t row = 0; row < raw.kind.size(); ++row) {
      if (raw.kind[row] != 0) classes.of_row[row] = next++;
    }
  }
  for (std::uint32_t row = 0; row < raw.kind.size(); ++row) {
    if (classes.of_row[row] == classes.first_row.size()) classes.first_row.push_back(row);
  }
  classes.covers.assign(classes.first_row.size(), 0);
  for (std::size_t c = 0; c < candidates; ++c) {
    each(c, [&](std::uint32_t row) {
      const std::uint32_t one = classes.of_row[row];
      if (one != RowPartition::left_out && classes.first_row[one] == row) ++classes.covers[one];
    });
  }
  return classes;
}

/// Writes the rows of the model: classes that some plan may cover, and hard ones.
/// Gives by class its row, or `left_out`.
std::vector<std::uint32_t> write_rows(CoveringModel& model, const RawRows& raw,
                                      const Classes& classes) {
  std::vector<std::uint32_t> row_of(classes.first_row.size(), RowPartition::left_out);
  model.need.clear();
  model.weight.clear();
  for (std::size_t one = 0; one < row_of.size(); ++one) {
    const std::uint8_t kind = raw.kind[classes.first_row[one]];
    if (kind != hard && classes.covers[one] < kind) continue;
    row_of[one] = static_cast<std::uint32_t>(model.need.size());
    model.need.push_back(kind == hard ? 1 : kind);
    if (kind != hard) model.weight.push_back(0);
  }
  for (std::size_t row = 0; row < raw.kind.size(); ++row) {
    if (raw.kind[row] == 0 || raw.kind[row] == hard) continue;
    const std::uint32_t kept = row_of[classes.of_row[row]];
    if (kept != RowPartition::left_out) model.weight[kept] += raw.weight[row];
  }
  return row_of;
}

template <class Each>
void merge_rows(CoveringModel& model, const RawRows& raw, bool is_merging, const Each& each) {
  const Classes classes = classes_of(raw, model.candidate_count(), is_merging, each);
  const auto row_of = write_rows(model, raw, classes);
  std::vector<std::uint64_t> first = {0};
  std::vector<std::uint32_t> rows;
  for (std::size_t c = 0; c < model.candidate_count(); ++c) {
    each(c, [&](std::uint32_t row) {
      const std::uint32_t one = classes.of_row[row];
      if (one == RowPartition::left_out || classes.first_row[one] != row) return;
      if (row_of[one] != RowPartition::left_out) rows.push_back(row_of[one]);
    });
    const auto begin = rows.begin() + static_cast<std::ptrdiff_t>(first.back());
    if (!std::is_sorted(begin, rows.end())) std::sort(begin, rows.end());
    first.push_back(rows.size());
  }
  rows.shrink_to_fit();
  model.first = std::move(first);
  model.rows = std::move(rows);
}

/// Merges again: rows may have differed in candidates only that are gone.
void merge_again(CoveringModel& model) {
  RawRows raw{.kind = model.need, .weight = model.weight};
  std::fill(raw.kind.begin() + static_cast<std::ptrdiff_t>(model.soft_count()), raw.kind.end(),
            hard);
  raw.weight.resize(raw.kind.size(), 0);
  const CoveringModel before = model;
  merge_rows(model, raw, true, [&](std::size_t c, auto&& take) {
    for (const std::uint32_t row : before.row(c)) take(row);
  });
}

}  // namespace

CoveringColumns transpose(const CoveringModel& model) {
  CoveringColumns columns{.first = std::vector<std::uint64_t>(model.row_count() + 1, 0),
                          .candidates = std::vector<std::uint32_t>(model.rows.size())};
  for (const std::uint32_t row : model.rows) ++columns.first[row + 1];
  std::partial_sum(columns.first.begin(), columns.first.end(), columns.first.begin());
  std::vector<std::uint64_t> next(columns.first.begin(), columns.first.end() - 1);
  for (std::size_t c = 0; c < model.candidate_count(); ++c) {
    for (const std::uint32_t row : model.row(c)) {
      columns.candidates[next[row]++] = static_cast<std::uint32_t>(c);
    }
  }
  return columns;
}

CoveringModel reduce_covering(const SitingInstance& instance, const SitingProblem& problem,
                              const CoveringReductions& reductions, const Execution& execution) {
  CoveringModel model = candidates_of(instance, problem);
  const RawRows raw = rows_of(model, instance, problem);
  const auto soft = static_cast<std::uint32_t>(instance.demand_count());
  merge_rows(model, raw, reductions.merged_rows, [&](std::size_t c, auto&& take) {
    const auto entries = instance.row(model.candidates[c]);
    for (const ReachEntry& entry : entries) {
      if (entry.time_ms <= raw.soft_within) take(entry.target);
    }
    if (!raw.hard_within) return;
    for (const ReachEntry& entry : entries) {
      if (entry.time_ms <= *raw.hard_within) take(soft + entry.target);
    }
  });
  execution.check_interrupted();
  if (!reductions.dominated_candidates) return model;
  while (model.rows.size() <= reductions.most_entries && drop_dominated(model) > 0) {
    execution.check_interrupted();
    if (reductions.merged_rows) merge_again(model);
  }
  return model;
}

}  // namespace coverage
