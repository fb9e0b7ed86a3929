#include "libcoverage/input/sorted_ids.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "libcoverage/base/radix_sort.h"
#include "libcoverage/base/release.h"

namespace coverage {

SortedIds::SortedIds(std::vector<std::int64_t> ids) : ids_(std::move(ids)) {
  radix_sort(ids_, [](std::int64_t id) { return static_cast<std::uint64_t>(id); });
  ids_.erase(std::unique(ids_.begin(), ids_.end()), ids_.end());
  ids_.shrink_to_fit();
  if (!ids_.empty()) make_table();
}

void SortedIds::make_table() {
  constexpr std::uint64_t ids_a_piece = 8;
  const auto span = static_cast<std::uint64_t>(ids_.back() - ids_.front());
  shift_ = static_cast<unsigned>(std::bit_width(span / (ids_.size() / ids_a_piece + 1)));
  first_.assign((span >> shift_) + 2, 0);
  std::size_t piece = 0;
  for (std::size_t k = 0; k < ids_.size(); ++k) {
    const auto own = static_cast<std::uint64_t>(ids_[k] - ids_.front()) >> shift_;
    while (piece < own) first_[++piece] = static_cast<std::uint32_t>(k);
  }
  first_.back() = static_cast<std::uint32_t>(ids_.size());
}

std::uint32_t SortedIds::place_of(std::int64_t id) const {
  if (ids_.empty() || id <= ids_.front()) return 0;
  if (id > ids_.back()) return static_cast<std::uint32_t>(ids_.size());
  const auto piece = static_cast<std::uint64_t>(id - ids_.front()) >> shift_;
  const auto begin = ids_.begin() + first_[piece], end = ids_.begin() + first_[piece + 1];
  return static_cast<std::uint32_t>(std::lower_bound(begin, end, id) - ids_.begin());
}

std::vector<std::int64_t> SortedIds::take() && {
  release(first_);
  return std::move(ids_);
}

}  // namespace coverage
