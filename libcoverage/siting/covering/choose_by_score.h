#pragma once

#include <algorithm>

#include "libcoverage/siting/covering/covering_model.h"

namespace coverage {

/// The candidates whose scores have the largest sum within p and the groups' limits (budgets
/// apart), ascending. Exact: each group's best meet its minimum, then the best of all follow as
/// long as they are worth more than nothing. Ties go to the first.
template <class Score>
std::vector<std::uint32_t> choose_by_score(const CoveringModel& model,
                                           const std::vector<Score>& score) {
  std::vector<std::uint32_t> order;
  const auto must = [&](std::uint32_t c) {
    return model.group[c] != CoveringModel::no_group && model.rooms[model.group[c]].least > 0;
  };
  for (std::uint32_t c = 0; c < score.size(); ++c) {
    if (score[c] > 0 || must(c)) order.push_back(c);
  }
  const auto is_better = [&](std::uint32_t a, std::uint32_t b) {
    return score[a] != score[b] ? score[a] > score[b] : a < b;
  };
  const bool is_plain = std::ranges::all_of(
      order, [&](std::uint32_t c) { return model.group[c] == CoveringModel::no_group; });
  if (is_plain && model.most_sites && *model.most_sites < order.size()) {
    std::ranges::nth_element(order, order.begin() + *model.most_sites, is_better);
    order.resize(*model.most_sites);
  }
  std::ranges::sort(order, is_better);
  std::vector<std::uint32_t> opened(model.rooms.size(), 0);
  std::vector<std::uint32_t> chosen, others;
  for (const std::uint32_t c : order) {
    const std::uint32_t group = model.group[c];
    if (must(c) && opened[group] < model.rooms[group].least) {
      ++opened[group];
      chosen.push_back(c);
    } else {
      others.push_back(c);
    }
  }
  for (const std::uint32_t c : others) {
    if (model.most_sites && chosen.size() >= *model.most_sites) break;
    if (!(score[c] > 0)) break;
    const std::uint32_t group = model.group[c];
    if (group != CoveringModel::no_group && opened[group]++ >= model.rooms[group].most) continue;
    chosen.push_back(c);
  }
  std::ranges::sort(chosen);
  return chosen;
}

}  // namespace coverage
