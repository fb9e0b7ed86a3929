#include "libcoverage/siting/covering/covering_sites.h"

#include <algorithm>

namespace coverage {

CoveringSites::CoveringSites(const CoveringModel& model)
    : model_(model),
      is_open_(model.candidate_count(), false),
      opened_(model.rooms.size(), 0),
      by_cost_(model.rooms.size()) {
  for (std::uint32_t g = 0; g < model.rooms.size(); ++g) {
    if (model.rooms[g].least > 0) with_minimum_.push_back(g);
  }
  for (std::uint32_t c = 0; c < model.candidate_count(); ++c) {
    const std::uint32_t group = model.group[c];
    if (group != CoveringModel::no_group) by_cost_[group].push_back(c);
  }
  for (auto& members : by_cost_) {
    std::ranges::stable_sort(members, {}, [&](std::uint32_t c) { return model.cost[c]; });
  }
}

std::vector<std::uint32_t> CoveringSites::open_ones() const {
  std::vector<std::uint32_t> open;
  for (std::uint32_t c = 0; c < is_open_.size(); ++c) {
    if (is_open_[c]) open.push_back(c);
  }
  return open;
}

CoveringSites::Missing CoveringSites::missing_after(std::size_t candidate) const {
  Missing missing;
  for (const std::uint32_t g : with_minimum_) {
    std::uint32_t wanted = model_.rooms[g].least;
    const std::uint32_t have = opened_[g] + (model_.group[candidate] == g ? 1 : 0);
    wanted = wanted > have ? wanted - have : 0;
    missing.sites += wanted;
    for (const std::uint32_t member : by_cost_[g]) {
      if (wanted == 0) break;
      if (is_open_[member] || member == candidate) continue;
      missing.cost += model_.cost[member];
      --wanted;
    }
  }
  return missing;
}

bool CoveringSites::fits(std::size_t candidate) const {
  const std::uint32_t group = model_.group[candidate];
  if (group != CoveringModel::no_group && opened_[group] >= model_.rooms[group].most) return false;
  const Missing missing = missing_after(candidate);
  const std::int64_t cost = cost_ + model_.cost[candidate] + missing.cost;
  if (cost >= cost_below_ || (model_.budget && cost > *model_.budget)) return false;
  return !model_.most_sites || count_ + 1 + missing.sites <= *model_.most_sites;
}

bool CoveringSites::fits_instead(std::size_t candidate, std::size_t closed) {
  close(closed);
  const bool does_fit = fits(candidate);
  open(closed);
  return does_fit;
}

bool CoveringSites::may_close(std::size_t candidate) const {
  const std::uint32_t group = model_.group[candidate];
  return group == CoveringModel::no_group || opened_[group] > model_.rooms[group].least;
}

void CoveringSites::open(std::size_t candidate) {
  is_open_[candidate] = true;
  ++count_;
  cost_ += model_.cost[candidate];
  if (model_.group[candidate] != CoveringModel::no_group) ++opened_[model_.group[candidate]];
}

void CoveringSites::close(std::size_t candidate) {
  is_open_[candidate] = false;
  --count_;
  cost_ -= model_.cost[candidate];
  if (model_.group[candidate] != CoveringModel::no_group) --opened_[model_.group[candidate]];
}

std::optional<std::uint32_t> CoveringSites::next_for_minima() const {
  for (const std::uint32_t g : with_minimum_) {
    if (opened_[g] >= model_.rooms[g].least) continue;
    for (const std::uint32_t member : by_cost_[g]) {
      if (!is_open_[member]) return member;
    }
  }
  return {};
}

bool keeps_limits(const CoveringModel& model, std::span<const std::uint32_t> plan) {
  if (model.most_sites && plan.size() > *model.most_sites) return false;
  Amount cost = 0;
  std::vector<std::uint32_t> opened(model.rooms.size(), 0);
  for (const std::uint32_t c : plan) {
    cost += model.cost[c];
    if (model.group[c] != CoveringModel::no_group) ++opened[model.group[c]];
  }
  if (model.budget && cost > *model.budget) return false;
  for (std::size_t g = 0; g < opened.size(); ++g) {
    if (opened[g] < model.rooms[g].least || opened[g] > model.rooms[g].most) return false;
  }
  return true;
}

std::vector<std::uint32_t> first_that_fit(const CoveringModel& model,
                                          std::span<const std::uint32_t> order) {
  CoveringSites sites(model);
  for (const std::uint32_t c : order) {
    if (sites.fits(c)) sites.open(c);
  }
  while (const auto candidate = sites.next_for_minima()) sites.open(*candidate);
  return sites.open_ones();
}

}  // namespace coverage
