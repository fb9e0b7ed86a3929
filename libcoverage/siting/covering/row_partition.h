#pragma once

#include <cstdint>
#include <limits>
#include <vector>

namespace coverage {

/// Rows in classes that are split candidate by candidate, until two rows share a class exactly
/// where they are of one kind and the same candidates cover them.
class RowPartition {
 public:
  static constexpr std::uint32_t left_out = std::numeric_limits<std::uint32_t>::max();

  /// `kind` by row: rows of different kinds never share a class; those of kind 0 are left out.
  explicit RowPartition(const std::vector<std::uint8_t>& kind);

  /// The rows of one candidate, each once: their classes part with their other rows. Rows that
  /// are left out may be among them.
  template <class Rows>
  void split(const Rows& rows) {
    touched_.clear();
    rows([&](std::uint32_t row) {
      const std::uint32_t old = class_of_[row];
      if (old == left_out) return;
      if (heir_[old] == left_out) {
        heir_[old] = take_class();
        touched_.push_back(old);
      }
      class_of_[row] = heir_[old];
      --size_[old];
      ++size_[heir_[old]];
    });
    for (const std::uint32_t old : touched_) {
      heir_[old] = left_out;
      if (size_[old] == 0) free_.push_back(old);
    }
  }

  /// The class of each row, classes numbered by their first rows; `left_out` for the others.
  std::vector<std::uint32_t> numbered() const;

 private:
  std::uint32_t take_class();

  std::vector<std::uint32_t> class_of_;
  std::vector<std::uint32_t> size_;
  std::vector<std::uint32_t> heir_;
  std::vector<std::uint32_t> free_;
  std::vector<std::uint32_t> touched_;
};

}  // namespace coverage
