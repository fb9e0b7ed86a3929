#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace coverage {

/// Gives equal texts the same number, counted from 0 in the order of first use.
class StringPool {
 public:
  std::uint32_t intern(std::string_view text) {
    if (const auto known = numbers_.find(text); known != numbers_.end()) return known->second;
    const auto number = static_cast<std::uint32_t>(strings_.size());
    numbers_.emplace(text, number);
    strings_.emplace_back(text);
    return number;
  }
  std::vector<std::string> take() { return std::move(strings_); }

 private:
  /// So that a text is looked up without a copy of it.
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> numbers_;
  std::vector<std::string> strings_;
};

}  // namespace coverage
