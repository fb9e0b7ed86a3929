#pragma once

#include <span>
#include <vector>

#include "libcoverage/siting/opening_rules.h"

namespace coverage {

/// Rules when some of their places are open and others closed for good.
struct RestrictedRules {
  static constexpr std::uint32_t is_open = std::numeric_limits<std::uint32_t>::max();
  static constexpr std::uint32_t is_closed = is_open - 1;

  OpeningRules rules;
  std::vector<std::uint32_t> place;  ///< by place that is left: where it stands in the rules before
  std::vector<std::uint32_t>
      fate;  ///< by place before: open, closed, or its number among those left
};

/// Places that no limit lets in any more are closed too. What is left may be contradictory.
RestrictedRules restricted_rules(const OpeningRules& rules, std::span<const std::uint32_t> open,
                                 std::span<const std::uint32_t> closed);

}  // namespace coverage
