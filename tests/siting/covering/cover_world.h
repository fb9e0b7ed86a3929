#pragma once

#include <random>

#include "libcoverage/siting/covering/covering_model.h"

namespace coverage {

/// Rows that all must be covered; candidates by the rows that they cover, ascending.
inline CoveringModel cover_world(const std::vector<std::vector<std::uint32_t>>& candidates,
                                 std::size_t rows) {
  CoveringModel model;
  model.minimises_cost = true;
  for (std::uint32_t c = 0; c < candidates.size(); ++c) {
    model.candidates.emplace_back(c);
    model.cost.push_back(1);
    model.group.push_back(CoveringModel::no_group);
    model.rows.insert(model.rows.end(), candidates[c].begin(), candidates[c].end());
    model.first.push_back(model.rows.size());
  }
  model.need.assign(rows, 1);
  return model;
}

/// The same with soft rows first, by what they weigh, of which the most is to be gained.
inline CoveringModel gain_world(const std::vector<std::vector<std::uint32_t>>& candidates,
                                std::vector<std::int64_t> weights, std::size_t hard_rows = 0) {
  CoveringModel model = cover_world(candidates, weights.size() + hard_rows);
  model.minimises_cost = false;
  model.weight = std::move(weights);
  return model;
}

/// Each candidate covers a row with a chance of one in `rarity`; the last one in doubt covers it.
inline CoveringModel random_cover_world(std::mt19937& random, std::size_t candidates,
                                        std::size_t rows, std::uint32_t rarity) {
  std::vector<std::vector<std::uint32_t>> covers(candidates);
  for (std::uint32_t row = 0; row < rows; ++row) {
    const std::size_t sure = random() % candidates;
    for (std::size_t c = 0; c < candidates; ++c) {
      if (random() % rarity == 0 || c == sure) covers[c].push_back(row);
    }
  }
  return cover_world(covers, rows);
}

}  // namespace coverage
