#pragma once

#include "libcoverage/siting/capacity/split_allocation.h"

namespace coverage {

/// Rows served whole, each by one open site or by nobody.
struct WholeAllocation {
  std::vector<FixedRow> rows;  ///< with a weight, by row
  Amount unserved = 0;
  Amount weighted_value = 0;
};

/// Which of two is better: less unserved, then a smaller sum of weight × value.
template <class A, class B>
bool serves_better(const A& a, const B& b) {
  return a.unserved != b.unserved ? a.unserved < b.unserved : a.weighted_value < b.weighted_value;
}

/// From the best split allocation of the same sites: the few rows that it splits go where there is
/// room, whole, or where another row can make room. Not the best.
WholeAllocation round_to_whole(const CapacitatedModel& model, std::span<const CandidateIndex> sites,
                               const SplitAllocation& split);

struct WholeSearch {
  /// What a better allocation than this one is looked for.
  std::optional<WholeAllocation> best;
  std::size_t most_nodes = 100;
  std::function<bool()> stop;
};
struct WholeAnswer {
  std::optional<WholeAllocation> best;
  bool is_complete = false;  ///< none of these sites is better
};

/// Branch and bound by split allocations: a row that is split goes to each site in turn. Compares
/// the unserved weight alone where covering, and serves all or has no answer where all must be.
WholeAnswer search_whole(const CapacitatedModel& model, std::span<const CandidateIndex> sites,
                         WholeSearch search);

}  // namespace coverage
