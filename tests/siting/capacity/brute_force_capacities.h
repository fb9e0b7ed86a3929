#pragma once

#include <map>

#include "libcoverage/siting/evaluate_plan.h"
#include "siting/random_instance.h"

namespace coverage {

/// The best allocation to open sites, by trying all: rows one after the other (in parts of weight 1
/// where they may be split), a state being what room is left.
inline std::optional<Amount> best_allocation(const SitingInstance& instance,
                                             const SitingProblem& problem,
                                             const std::vector<CandidateIndex>& sites) {
  using Room = std::vector<std::int64_t>;
  const bool maximises = is_maximised(problem.goal);
  Room room;
  for (const CandidateIndex site : sites)
    room.push_back(instance.sites[site].capacity.value_or(999));
  std::map<Room, Amount> states = {{room, 0}};
  for (std::uint32_t row = 0; row < instance.demand_count(); ++row) {
    const bool splits = problem.assignment == Assignment::split;
    const std::int64_t part = splits ? 1 : instance.weight[row];
    for (std::int64_t left = instance.weight[row]; left > 0; left -= part) {
      std::map<Room, Amount> next;
      const auto offer = [&](const Room& key, Amount amount) {
        const auto [place, is_new] = next.emplace(key, amount);
        if (!is_new && (maximises ? amount > place->second : amount < place->second)) {
          place->second = amount;
        }
      };
      for (const auto& [state, amount] : states) {
        if (maximises) offer(state, amount);
        for (std::size_t s = 0; s < sites.size(); ++s) {
          for (const ReachEntry& entry : instance.row(sites[s])) {
            if (entry.target != row || state[s] < part) continue;
            if (maximises && entry.time_ms > problem.threshold) continue;
            if (problem.nobody_beyond && entry.time_ms > *problem.nobody_beyond) continue;
            Room after = state;
            after[s] -= part;
            offer(after, amount + (maximises ? Amount{part} : Amount{part} * entry.time_ms));
          }
        }
      }
      states = std::move(next);
    }
  }
  std::optional<Amount> best;
  for (const auto& [state, amount] : states) {
    if (!best || (maximises ? amount > *best : amount < *best)) best = amount;
  }
  return best;
}

/// The objective of a set of open sites; nothing where it breaks a limit.
inline std::optional<Amount> amount_by_trying(const SitingInstance& instance,
                                              const SitingProblem& problem,
                                              const std::vector<CandidateIndex>& sites) {
  // Without capacities the limits on sites are the same; the goal is one that any plan meets.
  SitingProblem limits = problem;
  limits.goal = SitingGoal::most_covered;
  if (!evaluate_plan(instance, limits, sites)) return {};
  return best_allocation(instance, problem, sites);
}

inline std::optional<Amount> best_by_trying(const SitingInstance& instance,
                                            const SitingProblem& problem) {
  std::optional<Amount> best;
  for (std::uint32_t set = 0; set < 1u << instance.sites.size(); ++set) {
    std::vector<CandidateIndex> sites;
    for (std::uint32_t c = 0; c < instance.sites.size(); ++c) {
      if (set >> c & 1u) sites.emplace_back(c);
    }
    const auto amount = amount_by_trying(instance, problem, sites);
    if (!amount) continue;
    if (!best || (is_maximised(problem.goal) ? *amount > *best : *amount < *best)) best = amount;
  }
  return best;
}

/// A small instance by chance, with capacities at most sites.
inline SitingInstance with_capacities(std::mt19937& random) {
  SitingInstance instance = random_instance(random, 5, 5);
  for (auto& weight : instance.weight) weight %= 5;
  for (auto& site : instance.sites) {
    if (random() % 4) site.capacity = 1 + static_cast<std::int64_t>(random() % 9);
  }
  return instance;
}

}  // namespace coverage
