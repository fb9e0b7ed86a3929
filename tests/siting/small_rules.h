#pragma once

#include <random>

#include "libcoverage/siting/opening_rules.h"

namespace coverage {

using Places = std::vector<std::uint32_t>;

/// The places of a set, a bit each.
inline Places places_in(std::uint32_t set) {
  Places places;
  for (std::uint32_t place = 0; set >> place; ++place) {
    if (set >> place & 1u) places.push_back(place);
  }
  return places;
}

/// Whether a choice keeps the rules, counted from the start.
inline bool keeps(const OpeningRules& rules, std::span<const std::uint32_t> places) {
  std::int64_t cost = 0;
  std::vector<std::int64_t> of_group(rules.groups.size(), 0);
  for (const std::uint32_t place : places) {
    cost += rules.cost[place];
    if (rules.group[place] != OpeningRules::no_group) ++of_group[rules.group[place]];
  }
  if (static_cast<std::int64_t>(places.size()) > rules.most) return false;
  if (rules.budget && cost > *rules.budget) return false;
  for (std::size_t group = 0; group < of_group.size(); ++group) {
    const auto& [least, most] = rules.groups[group];
    if (of_group[group] < least || of_group[group] > most) return false;
  }
  return true;
}

/// Calls `use(places)` with each choice that keeps the rules.
template <class Use>
void for_each_choice(const OpeningRules& rules, const Use& use) {
  for (std::uint32_t set = 0; set < 1u << rules.size(); ++set) {
    const Places places = places_in(set);
    if (keeps(rules, places)) use(places);
  }
}

/// Places at a cost of 1 that only their number limits.
inline OpeningRules free_rules(std::uint32_t places, std::int64_t most) {
  OpeningRules rules;
  for (std::uint32_t place = 0; place < places; ++place) rules.places.emplace_back(place);
  rules.group.assign(places, OpeningRules::no_group);
  rules.cost.assign(places, 1);
  rules.most = most;
  return rules;
}

/// Limits by chance, which may contradict each other: two groups, some places in neither.
inline OpeningRules random_rules(std::mt19937& random, std::uint32_t places) {
  OpeningRules rules = free_rules(places, random() % (places + 1));
  for (std::int64_t& cost : rules.cost) cost = random() % 5;
  if (random() % 3 == 0) rules.budget = random() % (2 * places + 1);
  if (random() % 2) {
    for (int group = 0; group < 2; ++group) {
      const auto least = static_cast<std::int64_t>(random() % 3) - 1;
      rules.groups.push_back({least, least + static_cast<std::int64_t>(random() % 3)});
    }
    for (std::uint32_t& group : rules.group) {
      if (random() % 3) group = random() % 2;
    }
  }
  return rules;
}

}  // namespace coverage
