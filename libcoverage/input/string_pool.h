#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace coverage {

/// Gives equal texts the same number, counted from 0 in the order of first use.
class StringPool {
 public:
  std::uint32_t intern(std::string_view text) {
    const auto [found, is_new] =
        numbers_.try_emplace(std::string(text), static_cast<std::uint32_t>(strings_.size()));
    if (is_new) strings_.emplace_back(text);
    return found->second;
  }
  std::vector<std::string> take() { return std::move(strings_); }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<std::string> strings_;
};

}  // namespace coverage
