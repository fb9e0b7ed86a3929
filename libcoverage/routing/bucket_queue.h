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
/// Within a bucket the order is that in which they came, and a vertex may come out again with a
/// better label: searches correct labels, they do not assume that the first one is final. Entries
/// that wait in the open bucket can be seen before their turn, so that their memory is asked for
/// early (see `search_loop.h`), which an exact order does not allow. Measured on the perturbed grid
/// of 10⁶ vertices and 2.9 × 10⁶ arcs, 30 sources, one thread: 0.55 of the time of the same buckets
/// without looking ahead, where a heap inside each bucket (exact order) took 1.9, a radix heap 2.1,
/// `std::priority_queue` 2.9, a 4-ary heap 2.9 times as long. Any width from 2⁸ to 2¹² ms was
/// within 10 % on arcs of 3 to 12 s; a quarter of the mean arc keeps second visits rare where arcs
/// are shorter.
///
/// Entries beyond the window of 4096 buckets wait in one list, dealt out when the window moves: a
/// ferry of a day or a source far in the future costs a second look, not memory. Buckets keep their
/// memory: a search that was run before allocates nothing.
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

  /// The entries of the open bucket, which grows while entries are pushed into it.
  const std::vector<Entry>& open_bucket() const { return buckets_[open_]; }
  /// Drops the entries of the open bucket.
  void close_bucket() {
    buckets_[open_].clear();
    occupied_[open_ / 64] &= ~(std::uint64_t{1} << open_ % 64);
  }

  /// No entry that is left, or will be pushed, is earlier than this.
  std::uint32_t open_time_ms() const { return (base_ + open_) << shift_; }
  /// Once the open bucket is closed, all entries before this time have been taken.
  std::uint64_t closed_before_ms() const { return std::uint64_t{base_ + open_ + 1} << shift_; }
  unsigned shift() const { return shift_; }
  /// Calls `visit` for each entry of the buckets that were not closed, then drops all.
  template <class Visit>
  void clear(Visit&& visit) {
    for (std::uint32_t word = 0; word < window / 64; ++word) {
      for (; occupied_[word]; occupied_[word] &= occupied_[word] - 1) {
        std::vector<Entry>& bucket =
            buckets_[word * 64 + static_cast<std::uint32_t>(std::countr_zero(occupied_[word]))];
        for (const Entry& entry : bucket) visit(entry);
        bucket.clear();
      }
    }
    for (const Entry& entry : far_) visit(entry);
    far_.clear();
    base_ = open_ = 0;
  }
  void clear() {
    clear([](const Entry&) {});
  }

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
  std::vector<Entry> dealt_;  ///< what was far before the window moved
};

/// The width that suits a graph: a power of two near a quarter of its mean arc time.
unsigned suitable_bucket_shift(const SearchGraph& graph);

}  // namespace coverage
