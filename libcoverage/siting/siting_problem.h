#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "libcoverage/siting/siting_instance.h"

namespace coverage {

/// What makes one plan better than another.
enum class SitingGoal {
  /// LSCP (Toregas, Swain, ReVelle & Bergman 1971): least cost of counted sites (their number,
  /// where each costs 1) that covers `share` of the weight.
  fewest_sites,
  most_covered,   ///< MCLP (Church & ReVelle 1974): most weight within the threshold of some site
  twice_covered,  ///< most weight within the threshold of at least two sites
  least_mean,     ///< p-median (Hakimi 1964): least sum of weight × value to the nearest site
  least_worst,    ///< p-center (Hakimi 1964): least value that nobody with a weight exceeds
};

/// Whether a goal asks who is within the threshold, as opposed to how far everybody is.
constexpr bool covers_within_threshold(SitingGoal goal) {
  return goal != SitingGoal::least_mean && goal != SitingGoal::least_worst;
}

/// How many sites of a group (an EPCI) that count a plan may open.
struct GroupLimit {
  GroupIndex group;
  std::uint32_t least = 0;
  std::optional<std::uint32_t> most = {};
};

/// Who is served where.
enum class Assignment {
  nearest,  ///< by the nearest site, whatever its capacity
  single,   ///< each demand row by one site, none beyond its capacity
  split,    ///< as `single`, but a row may be served by several sites, a part by each
};

/// What is asked of an instance. All limits hold at once.
struct SitingProblem {
  SitingGoal goal = SitingGoal::most_covered;
  std::uint32_t threshold = 0;                   ///< of the goals that cover; inclusive
  std::optional<std::uint32_t> most_sites = {};  ///< p: of those that count; none: any number
  std::optional<std::int64_t> budget = {};       ///< of the costs of those that count
  std::int64_t share_millionths = 1'000'000;     ///< of `fewest_sites`: of all weight
  std::vector<GroupLimit> group_limits = {};
  /// Of `most_covered` and `least_mean` alone.
  Assignment assignment = Assignment::nearest;
  /// Every demand row with a weight has a site within this value; none: no such rule.
  std::optional<std::uint32_t> nobody_beyond = {};
};

}  // namespace coverage
