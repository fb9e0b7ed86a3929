#include "libcoverage/routing/bucket_queue.h"

#include <algorithm>
#include <utility>

namespace coverage {

void BucketQueue::move_window() {
  std::uint32_t earliest = std::numeric_limits<std::uint32_t>::max();
  for (const Entry& entry : far_) earliest = std::min(earliest, entry.time_ms);
  base_ = earliest >> shift_;
  open_ = 0;
  std::swap(far_, dealt_);
  for (const Entry& entry : dealt_) push(entry.time_ms, entry.vertex);
  dealt_.clear();
}

unsigned suitable_bucket_shift(const SearchGraph& graph) {
  std::uint64_t sum = 0;
  for (const SearchArc& arc : graph.arcs) sum += arc.time_ms;
  const std::uint64_t mean = sum / std::max<std::size_t>(graph.arcs.size(), 1);
  return static_cast<unsigned>(std::clamp<int>(static_cast<int>(std::bit_width(mean / 4)), 4, 16));
}

}  // namespace coverage
