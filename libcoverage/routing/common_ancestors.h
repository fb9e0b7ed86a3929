#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "libcoverage/routing/chordal_topology.h"

namespace coverage {

/// How many ancestors (themselves included) pairs of vertices have in common, one row of pairs at a
/// time.
///
/// In the postorder of the tree, what two vertices share is the least of what neighbours between
/// them share: one walk finds that of all neighbours, running minima then give rows.
class CommonAncestors {
 public:
  /// Ranks in any order, the same one again allowed.
  CommonAncestors(const ChordalTopology& topology, std::span<const std::uint32_t> row_ranks,
                  std::span<const std::uint32_t> column_ranks);

  /// Calls `take(column, number)` for every column, with what it shares with the rank of that row.
  template <class Take>
  void for_each(std::size_t row, Take&& take) const {
    std::uint32_t shared = rows_[row].behind;
    for (std::size_t c = rows_[row].next; c < columns_.size(); ++c) {
      take(columns_[c], shared);
      shared = std::min(shared, between_[c]);
    }
    shared = rows_[row].before;
    for (std::size_t c = rows_[row].next; c-- > 0;) {
      take(columns_[c], shared);
      shared = std::min(shared, between_[c > 0 ? c - 1 : 0]);
    }
  }

 private:
  /// Where a row stands among the columns in postorder.
  struct Place {
    std::uint32_t next = 0;    ///< the first column at or behind it
    std::uint32_t behind = 0;  ///< shared with that one
    std::uint32_t before = 0;  ///< shared with the one in front of it
  };
  std::vector<Place> rows_;
  std::vector<std::uint32_t> columns_;  ///< in postorder
  std::vector<std::uint32_t> between_;  ///< by place in it: shared with the next one; one more
};

}  // namespace coverage
