#pragma once

#include <optional>

#include "libcoverage/siting/median/assignment_problem.h"
#include "siting/small_rules.h"

namespace coverage {

/// A problem from a table: a row's values by place, −1 where a place does not serve it.
inline AssignmentProblem assignment(const std::vector<std::vector<int>>& table,
                                    std::vector<double> weight, std::vector<double> without,
                                    OpeningRules rules) {
  AssignmentProblem problem{.rules = std::move(rules),
                            .weight = std::move(weight),
                            .without = std::move(without),
                            .first = {0},
                            .entries = {}};
  for (const auto& row : table) {
    for (std::uint32_t place = 0; place < row.size(); ++place) {
      if (row[place] >= 0) {
        problem.entries.push_back({static_cast<std::uint32_t>(row[place]), place});
      }
    }
    std::sort(problem.entries.begin() + static_cast<std::ptrdiff_t>(problem.first.back()),
              problem.entries.end());
    problem.first.push_back(problem.entries.size());
  }
  return problem;
}

/// Whole weights and values by chance, few of them so that costs tie; a row costs 200 without.
inline AssignmentProblem random_assignment(std::mt19937& random, std::uint32_t places,
                                           std::size_t rows, OpeningRules rules) {
  std::vector<std::vector<int>> table(rows, std::vector<int>(places, -1));
  std::vector<double> weight;
  for (auto& row : table) {
    weight.push_back(1 + random() % 4);
    for (int& value : row) {
      if (random() % 4) value = static_cast<int>(random() % 30);
    }
  }
  return assignment(table, std::move(weight), std::vector<double>(rows, 200), std::move(rules));
}

/// The least cost of all choices within the rules; nothing where there is none.
inline std::optional<double> least_cost_of(const AssignmentProblem& problem) {
  std::optional<double> least;
  for_each_choice(problem.rules, [&](const Places& places) {
    const double cost = cost_of(problem, places);
    if (!least || cost < *least) least = cost;
  });
  return least;
}

inline bool never_stop() {
  return false;
}

}  // namespace coverage
