#include "libcoverage/routing/common_ancestors.h"

#include <algorithm>
#include <limits>

namespace coverage {
namespace {

constexpr std::uint32_t all_of_them = std::numeric_limits<std::uint32_t>::max();

struct Item {
  std::uint32_t rank;
  std::uint32_t index;
  bool is_column;
};

std::vector<Item> in_postorder(std::span<const std::uint32_t> rows,
                               std::span<const std::uint32_t> columns) {
  std::vector<Item> items;
  items.reserve(rows.size() + columns.size());
  for (std::uint32_t i = 0; i < rows.size(); ++i) items.push_back({rows[i], i, false});
  for (std::uint32_t i = 0; i < columns.size(); ++i) items.push_back({columns[i], i, true});
  std::ranges::stable_sort(items, {}, &Item::rank);
  return items;
}

/// Walks from each item to the first ancestor that it shares with the next: all walks together pass
/// every vertex once, for what one passes no later item has above it.
std::vector<std::uint32_t> shared_with_next(const ChordalTopology& topology,
                                            std::span<const Item> items) {
  std::vector<std::uint32_t> shared(items.size(), 0);
  for (std::size_t i = 0; i + 1 < items.size(); ++i) {
    std::uint32_t rank = items[i].rank;
    while (rank != ChordalTopology::no_rank &&
           !topology.is_ancestor_or_self(rank, items[i + 1].rank)) {
      rank = topology.parent[rank];
    }
    shared[i] = rank == ChordalTopology::no_rank ? 0 : topology.depth[rank] + 1u;
  }
  return shared;
}

}  // namespace

CommonAncestors::CommonAncestors(const ChordalTopology& topology,
                                 std::span<const std::uint32_t> row_ranks,
                                 std::span<const std::uint32_t> column_ranks)
    : rows_(row_ranks.size()) {
  const std::vector<Item> items = in_postorder(row_ranks, column_ranks);
  const std::vector<std::uint32_t> shared = shared_with_next(topology, items);
  std::uint32_t since_column = 0;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) since_column = std::min(since_column, shared[i - 1]);
    if (items[i].is_column) {
      if (!columns_.empty()) between_.push_back(since_column);
      columns_.push_back(items[i].index);
      since_column = all_of_them;
    } else {
      rows_[items[i].index].next = static_cast<std::uint32_t>(columns_.size());
      rows_[items[i].index].before = since_column;
    }
  }
  between_.push_back(0);  // `for_each` reads one beyond the last pair
  std::uint32_t until_column = 0;
  for (std::size_t i = items.size(); i-- > 0;) {
    until_column = std::min(until_column, shared[i]);
    if (items[i].is_column) {
      until_column = all_of_them;
    } else {
      rows_[items[i].index].behind = until_column;
    }
  }
}

}  // namespace coverage
