#include "libcoverage/siting/covering/row_partition.h"

namespace coverage {

RowPartition::RowPartition(const std::vector<std::uint8_t>& kind)
    : class_of_(kind.size(), left_out) {
  std::vector<std::uint32_t> class_of_kind(256, left_out);
  for (std::size_t row = 0; row < kind.size(); ++row) {
    if (kind[row] == 0) continue;
    std::uint32_t& kept = class_of_kind[kind[row]];
    if (kept == left_out) kept = take_class();
    class_of_[row] = kept;
    ++size_[kept];
  }
}

std::uint32_t RowPartition::take_class() {
  if (free_.empty()) {
    size_.push_back(0);
    heir_.push_back(left_out);
    return static_cast<std::uint32_t>(size_.size() - 1);
  }
  const std::uint32_t last = free_.back();
  free_.pop_back();
  return last;
}

std::vector<std::uint32_t> RowPartition::numbered() const {
  std::vector<std::uint32_t> number(size_.size(), left_out);
  std::vector<std::uint32_t> numbers(class_of_.size(), left_out);
  std::uint32_t next = 0;
  for (std::size_t row = 0; row < class_of_.size(); ++row) {
    if (class_of_[row] == left_out) continue;
    std::uint32_t& name = number[class_of_[row]];
    if (name == left_out) name = next++;
    numbers[row] = name;
  }
  return numbers;
}

}  // namespace coverage
