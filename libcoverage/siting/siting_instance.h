#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "libcoverage/base/strong_id.h"
#include "libcoverage/routing/reach_matrix.h"

namespace coverage {

using CandidateIndex = StrongId<struct CandidateTag>;
using GroupIndex = StrongId<struct GroupTag>;

/// Sums of weight × value, exact: 10¹⁸ inhabitants' milliseconds do not fit into 64 bits.
__extension__ using Amount = __int128;

/// What a plan may do with a place.
enum class SiteRule {
  optional,   ///< open it or not
  mandatory,  ///< open in every plan: an existing site that stays, or one that is decided
  forbidden,  ///< in no plan
};

/// A place where a site is or could be.
struct CandidateSite {
  std::string id;
  SiteRule rule = SiteRule::optional;
  /// Whether it is one of the p sites, and its cost part of the budget: not so for sites that exist
  /// and stay.
  bool counts = true;
  std::int64_t cost = 1;
  std::optional<std::int64_t> capacity = {};  ///< in the unit of the weights; none: unlimited
  GroupIndex group = {};                      ///< EPCI, for limits; may be none
};

/// What the whole numbers of an instance stand for: so many of their digits are behind the point.
struct SitingUnits {
  int value_decimals = 0;
  int weight_decimals = 0;  ///< of weights and capacities
  int cost_decimals = 0;
  bool values_are_times = false;  ///< in milliseconds
};

/// Who can be served from where, at what value (a travel time, a distance; smaller is better).
/// Everything is an integer, so that optima are exact: times in milliseconds, weights in
/// millionths, or whatever unit keeps the decimals of a table.
struct SitingInstance {
  /// A row a candidate, in the order of `sites`, entries by demand row; `time_ms` is the value. A
  /// pair that is missing is out of reach. The only copy of what may be 10⁹ entries.
  ReachMatrix values;
  IdVector<CandidateIndex, CandidateSite> sites;
  std::vector<std::int64_t> weight;    ///< by demand row; 0 is allowed, less is not
  std::vector<std::string> demand_id;  ///< by demand row; may be empty where nobody asks
  SitingUnits units = {};

  std::size_t demand_count() const { return weight.size(); }
  std::span<const ReachEntry> row(CandidateIndex candidate) const {
    return values.row(candidate.value());
  }
};

}  // namespace coverage
