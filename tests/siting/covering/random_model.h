#pragma once

#include <algorithm>

#include "siting/covering/cover_world.h"

namespace coverage {

inline std::int64_t cheapest_of(const CoveringModel& model, std::uint32_t group) {
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  for (std::size_t c = 0; c < model.candidate_count(); ++c) {
    if (model.group[c] == group) least = std::min(least, model.cost[c]);
  }
  return least;
}

/// A model of seven candidates and nine rows by chance: either goal, soft rows that weigh nothing
/// or need two sites, hard rows, costs of 0, two groups, each limit in half of the models. Minima
/// can be met, for what contradicts is refused before there is a model.
inline CoveringModel random_model(std::mt19937& random) {
  CoveringModel model = random_cover_world(random, 7, 9, 3);
  model.minimises_cost = random() % 2;
  const std::size_t soft = random() % 10;
  std::int64_t all = 0;
  for (std::size_t row = 0; row < soft; ++row) {
    model.weight.push_back(static_cast<std::int64_t>(random() % 5));
    model.need[row] = static_cast<std::uint8_t>(1 + random() % 2);
    all += model.weight.back();
  }
  if (model.minimises_cost && all > 0) {
    model.weight_needed = static_cast<std::int64_t>(random()) % (all + 1);
  }
  for (std::int64_t& cost : model.cost) cost = static_cast<std::int64_t>(random() % 4);
  for (std::uint32_t& group : model.group) {
    if (random() % 2) group = static_cast<std::uint32_t>(random() % 2);
  }
  std::int64_t for_minima = 0;
  for (std::uint32_t g = 0; g < 2; ++g) {
    CoveringModel::Room room;
    if (random() % 2 && std::ranges::count(model.group, g) > 0) {
      room.least = 1;
      for_minima += cheapest_of(model, g);
    }
    if (random() % 2) room.most = room.least + static_cast<std::uint32_t>(random() % 2);
    model.rooms.push_back(room);
  }
  if (random() % 2) model.most_sites = static_cast<std::uint32_t>(2 + random() % 4);
  if (random() % 2) model.budget = for_minima + static_cast<std::int64_t>(random() % 8);
  model.opened_weight = static_cast<std::int64_t>(random() % 3);
  model.opened_cost = static_cast<std::int64_t>(random() % 3);
  return model;
}

}  // namespace coverage
