#include "libcoverage/siting/solver/site_limits.h"

namespace coverage {
namespace {

using Entries = std::vector<MipModel::Entry>;

/// Of the candidates that count and meet a condition, each with its factor.
template <class Condition, class Factor>
Entries counted(std::span<const int> columns, const SitingInstance& instance,
                const Condition& condition, const Factor& factor) {
  Entries entries;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const CandidateSite& site = instance.sites[CandidateIndex::from_size(c)];
    if (site.counts && condition(site)) entries.push_back({columns[c], factor(site)});
  }
  return entries;
}

/// By row who covers it within a value.
std::vector<Entries> covers_of_rows(std::span<const int> columns, const SitingInstance& instance,
                                    std::uint32_t value) {
  std::vector<Entries> covers(instance.demand_count());
  for (std::size_t c = 0; c < columns.size(); ++c) {
    for (const ReachEntry& entry : instance.row(CandidateIndex::from_size(c))) {
      if (entry.time_ms <= value) covers[entry.target].push_back({columns[c], 1});
    }
  }
  return covers;
}

}  // namespace

std::vector<int> add_site_columns(MipModel& model, const SitingInstance& instance) {
  std::vector<int> columns;
  for (const CandidateSite& site : instance.sites) {
    columns.push_back(model.add_column({.lower = site.rule == SiteRule::mandatory ? 1.0 : 0.0,
                                        .upper = site.rule == SiteRule::forbidden ? 0.0 : 1.0,
                                        .is_integer = true}));
  }
  return columns;
}

void add_site_limits(MipModel& model, std::span<const int> columns, const SitingInstance& instance,
                     const SitingProblem& problem) {
  const auto any = [](const CandidateSite&) { return true; };
  const auto one = [](const CandidateSite&) { return 1.0; };
  if (problem.most_sites) {
    model.add_row(-MipModel::infinity, *problem.most_sites, counted(columns, instance, any, one));
  }
  if (problem.budget) {
    const auto cost = [](const CandidateSite& site) { return static_cast<double>(site.cost); };
    model.add_row(-MipModel::infinity, static_cast<double>(*problem.budget),
                  counted(columns, instance, any, cost));
  }
  for (const GroupLimit& limit : problem.group_limits) {
    const auto of_group = [&](const CandidateSite& site) { return site.group == limit.group; };
    model.add_row(limit.least, limit.most ? *limit.most : MipModel::infinity,
                  counted(columns, instance, of_group, one));
  }
  if (!problem.nobody_beyond) return;
  const auto covers = covers_of_rows(columns, instance, *problem.nobody_beyond);
  for (std::size_t row = 0; row < covers.size(); ++row) {
    if (instance.weight[row] > 0) model.add_row(1, MipModel::infinity, covers[row]);
  }
}

}  // namespace coverage
