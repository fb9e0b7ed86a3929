#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace coverage {

/// A matrix made elsewhere: values (times, distances, costs, in any unit) between places of demand
/// and candidate sites, and the weights of the places. Numbers are whole: `value_decimals` of them
/// are behind the point.
struct PairTables {
  struct Pair {
    std::uint32_t candidate = 0;
    std::uint32_t demand = 0;
    std::uint32_t value = 0;
  };
  std::vector<std::string> candidates;  ///< ids, as they first appear
  std::vector<std::string> demand;      ///< ids, as they first appear in the table of weights
  std::vector<Pair> pairs;              ///< by candidate, then demand; each pair once
  std::vector<std::int64_t> weights;    ///< by place of demand
  int value_decimals = 0;
  int weight_decimals = 0;
  std::uint64_t rounded = 0;  ///< numbers with more than six decimals
};

/// Reads `demand,candidate,value` and `demand,weight`, as delimited text; other columns are left
/// unread, a pair without a row is out of reach. Throws InputError that names file, line and value:
/// a missing column, an empty id, no such number, a pair or a weight given twice, demand without a
/// weight, no candidate at all, values above 2 × 10⁹ units of their last decimal.
PairTables load_pairs(const std::string& values_path, const std::string& weights_path);

/// What is known of a candidate beside its pairs.
struct CandidateRow {
  enum class Rule { optional, mandatory, forbidden, existing };
  std::string id;
  Rule rule = Rule::optional;
  std::int64_t cost_millionths = 1'000'000;
  std::optional<std::int64_t> capacity_millionths;
  std::string group;  ///< an EPCI, a sector; may be empty
};

/// Reads `candidate,rule,cost,capacity,group`; all but the first may be missing. Throws InputError.
std::vector<CandidateRow> load_candidate_rows(const std::string& path);

}  // namespace coverage
