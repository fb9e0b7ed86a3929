#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "libcoverage/input/decimal_cell.h"

namespace coverage {

/// A matrix made elsewhere: values (times, distances, costs, in any unit) between places of demand
/// and candidate sites, and the weights of the places. Values are whole numbers: `value_decimals`
/// of their digits are behind the point.
struct PairTables {
  struct Pair {
    std::uint32_t candidate = 0;
    std::uint32_t demand = 0;
    std::uint32_t value = 0;
  };
  std::vector<std::string> candidates;  ///< ids, as they first appear
  std::vector<std::string> demand;      ///< ids, as they first appear in the table of weights
  std::vector<Pair> pairs;              ///< by candidate, then demand; each pair once
  std::vector<DecimalNumber> weights;   ///< by place of demand
  int value_decimals = 0;
  std::uint64_t rounded_values = 0;  ///< values with more digits than could be kept
};

/// Reads `demand,candidate,value` and `demand,weight`, as delimited text; other columns are left
/// unread, a pair without a row is out of reach. Throws InputError that names file, line and value:
/// a missing column, an empty id, no such number, a pair or a weight given twice, demand without a
/// weight, no candidate at all, a value above 2 × 10⁹. Values keep all their decimals, or as many
/// as the largest leaves room for: nine digits at least are exact. A value above one of `limits`
/// stays above it where both are rounded.
PairTables load_pairs(const std::string& values_path, const std::string& weights_path,
                      std::span<const DecimalNumber> limits = {});
/// A limit on the values of tables, in their whole numbers: `value <= limit` means the same.
std::uint32_t limit_in(const PairTables& tables, const DecimalNumber& limit);

/// What is known of a candidate beside its pairs.
struct CandidateRow {
  enum class Rule { optional, mandatory, forbidden, existing };
  std::string id;
  Rule rule = Rule::optional;
  DecimalNumber cost{1, 0};
  std::optional<DecimalNumber> capacity;
  std::string group;  ///< an EPCI, a sector; may be empty
};

/// Reads `candidate,rule,cost,capacity,group`; all but the first may be missing. Throws InputError.
std::vector<CandidateRow> load_candidate_rows(const std::string& path);

}  // namespace coverage
