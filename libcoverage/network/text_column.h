#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "libcoverage/network/column.h"

namespace coverage {

/// A read-only array of texts in two columns, so that a mapped file holds millions of them without
/// one being touched when it is opened.
class TextColumn {
 public:
  TextColumn() = default;
  // NOLINTNEXTLINE(google-explicit-constructor): columns are made from vectors
  TextColumn(std::span<const std::string> texts) {
    std::vector<std::uint32_t> first{0};
    std::vector<char> bytes;
    first.reserve(texts.size() + 1);
    for (const std::string& text : texts) {
      bytes.insert(bytes.end(), text.begin(), text.end());
      first.push_back(static_cast<std::uint32_t>(bytes.size()));
    }
    first_ = std::move(first);
    bytes_ = std::move(bytes);
  }
  /// Text i is `bytes[first[i]] … bytes[first[i + 1] - 1]`.
  TextColumn(Column<std::uint32_t> first, Column<char> bytes)
      : first_(std::move(first)), bytes_(std::move(bytes)) {}

  std::string_view operator[](std::size_t index) const {
    return {bytes_.span().data() + first_[index], first_[index + 1] - first_[index]};
  }
  std::size_t size() const { return first_.empty() ? 0 : first_.size() - 1; }
  bool empty() const { return size() == 0; }
  const Column<std::uint32_t>& first() const { return first_; }
  const Column<char>& bytes() const { return bytes_; }

 private:
  Column<std::uint32_t> first_;
  Column<char> bytes_;
};

}  // namespace coverage
