#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "libcoverage/siting/opening_rules.h"

namespace coverage {

/// How many of the places have well below `many_pairs` together; nothing where that is most of
/// them, or where all have less.
std::optional<std::size_t> places_at_a_time(const SitingInstance& instance,
                                            const OpeningRules& rules, std::uint64_t many_pairs);

/// So many places from all over the order that they come in, and the nearest one of each row with a
/// weight that none of those serves; ascending.
std::vector<std::uint32_t> part_of_places(const SitingInstance& instance,
                                          const SitingProblem& problem, const OpeningRules& rules,
                                          std::size_t number);

/// The rules with only some of their places.
OpeningRules rules_of_part(const OpeningRules& rules, std::span<const std::uint32_t> places);

}  // namespace coverage
