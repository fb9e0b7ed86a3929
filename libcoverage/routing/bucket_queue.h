#pragma once

#include <bit>
#include <cstdint>
#include <limits>
#include <vector>

#include "libcoverage/base/strong_id.h"
#include "libcoverage/routing/search_graph.h"

namespace coverage {

/// A queue for searches whose times never decrease: entries wait in buckets of 2^shift
/// milliseconds.
///
/// Within a bucket the order is last in, first out, and a vertex may come out again with a better
/// label: searches correct labels, they do not assume that the first one is final. Measured on a
/// perturbed grid of 10⁶ vertices and 2.9 × 10⁶ arcs, 30 sources, one thread: 48 ms; a heap inside
/// each bucket (exact order) 93 ms, a radix heap 102 ms, `std::priority_queue` 137 ms, a 4-ary heap
/// 140 ms. Any width from 2⁸ to 2¹⁴ ms was within 10 % on arcs of 3 to 12 s; a quarter of the mean
/// arc keeps second visits rare where arcs are shorter.
///
/// Entries beyond the window of 4096 buckets wait in one list, dealt out when the window moves: a
/// ferry of a day or a source far in the future costs a second look, not memory.
class BucketQueue {
 public:
  struct Entry {
    std::uint32_t time_ms;
    VertexId vertex;
  };

  explicit BucketQueue(unsigned shift) : shift_(shift), buckets_(window) {}

  /// Precondition: not before the bucket that was opened last.
  void push(std::uint32_t time_ms, VertexId vertex) {
    const std::uint32_t place = (time_ms >> shift_) - base_;
    if (place >= window) {
      far_.push_back({time_ms, vertex});
      return;
    }
    buckets_[place].push_back({time_ms, vertex});
    occupied_[place / 64] |= std::uint64_t{1} << place % 64;
  }

  /// Opens the next bucket that holds an entry; false where none is left.
  bool open_next() {
    for (;;) {
      const std::uint32_t place = next_occupied();
      if (place < window) {
        open_ = place;
        return true;
      }
      if (far_.empty()) return false;
      move_window();
    }
  }

  /// The last entry of the open bucket, removed; false where the bucket is empty (entries pushed
  /// into it meanwhile included).
  bool pop(Entry& entry) {
    std::vector<Entry>& bucket = buckets_[open_];
    if (bucket.empty()) {
      occupied_[open_ / 64] &= ~(std::uint64_t{1} << open_ % 64);
      return false;
    }
    entry = bucket.back();
    bucket.pop_back();
    return true;
  }

  /// No entry that is left, or will be pushed, is earlier than this.
  std::uint32_t open_time_ms() const { return (base_ + open_) << shift_; }
  unsigned shift() const { return shift_; }
  void clear();

 private:
  static constexpr std::uint32_t window = 4096;

  std::uint32_t next_occupied() const {
    for (std::uint32_t word = open_ / 64; word < window / 64; ++word) {
      if (occupied_[word]) {
        return word * 64 + static_cast<std::uint32_t>(std::countr_zero(occupied_[word]));
      }
    }
    return window;
  }
  void move_window();

  unsigned shift_;
  std::uint32_t base_ = 0;  ///< number of the window's first bucket
  std::uint32_t open_ = 0;  ///< place of the open bucket in the window
  std::vector<std::vector<Entry>> buckets_;
  std::uint64_t occupied_[window / 64] = {};
  std::vector<Entry> far_;
};

/// The width that suits a graph: a power of two near a quarter of its mean arc time.
unsigned suitable_bucket_shift(const SearchGraph& graph);

}  // namespace coverage
