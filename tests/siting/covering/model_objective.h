#pragma once

#include <bit>

#include "libcoverage/siting/covering/covering_model.h"

namespace coverage {

/// The objective of a choice by the model's own numbers; nothing where it breaks a limit.
inline std::optional<Amount> model_objective(const CoveringModel& model, std::uint32_t set) {
  std::vector<unsigned> covers(model.row_count(), 0);
  std::vector<std::uint32_t> opened(model.rooms.size(), 0);
  std::int64_t cost = 0, weight = 0;
  for (std::size_t c = 0; c < model.candidate_count(); ++c) {
    if (!(set >> c & 1u)) continue;
    cost += model.cost[c];
    if (model.group[c] != CoveringModel::no_group) ++opened[model.group[c]];
    for (const std::uint32_t row : model.row(c)) ++covers[row];
  }
  const auto sites = static_cast<std::uint32_t>(std::popcount(set));
  if (model.most_sites && sites > *model.most_sites) return {};
  if (model.budget && cost > *model.budget) return {};
  for (std::size_t g = 0; g < model.rooms.size(); ++g) {
    if (opened[g] < model.rooms[g].least || opened[g] > model.rooms[g].most) return {};
  }
  for (std::size_t row = 0; row < model.row_count(); ++row) {
    if (covers[row] >= model.need[row]) {
      if (row < model.soft_count()) weight += model.weight[row];
    } else if (row >= model.soft_count()) {
      return {};
    }
  }
  if (model.minimises_cost) {
    return weight < model.weight_needed ? std::nullopt
                                        : std::optional<Amount>(model.opened_cost + cost);
  }
  return model.opened_weight + weight;
}

/// The best objective of all choices; nothing where each breaks a limit.
inline std::optional<Amount> best_of_model(const CoveringModel& model) {
  std::optional<Amount> best;
  for (std::uint32_t set = 0; set < 1u << model.candidate_count(); ++set) {
    const auto objective = model_objective(model, set);
    if (!objective) continue;
    if (!best || (model.minimises_cost ? *objective < *best : *objective > *best)) best = objective;
  }
  return best;
}

}  // namespace coverage
