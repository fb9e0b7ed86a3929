#pragma once

#include <cstdint>
#include <vector>

namespace coverage {

/// Ids in order, each once, and the place of each: what `std::lower_bound` finds, in the time of
/// one or two steps of it where ids are spread evenly.
///
///     const SortedIds nodes({7, 3, 7});
///     nodes.place_of(7);  // 1
class SortedIds {
 public:
  SortedIds() = default;
  /// In any order, some of them several times. Precondition: none is negative.
  explicit SortedIds(std::vector<std::int64_t> ids);

  std::size_t size() const { return ids_.size(); }
  std::int64_t operator[](std::size_t place) const { return ids_[place]; }
  /// Of the first id that is not less; `size()` where all are.
  std::uint32_t place_of(std::int64_t id) const;
  std::vector<std::int64_t> take() &&;

 private:
  void make_table();

  std::vector<std::int64_t> ids_;
  /// The range from the first id to the last is cut into equal pieces: where each begins, and the
  /// end of the last. A search then looks into one piece, which lies in one or two cache lines.
  std::vector<std::uint32_t> first_;
  unsigned shift_ = 0;  ///< a piece spans 2^shift
};

}  // namespace coverage
