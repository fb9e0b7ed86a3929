#pragma once

// For .cpp files only: toml++ is heavy.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "libcoverage/base/message.h"
#include "libcoverage/base/quantities.h"
#include "libcoverage/base/toml.h"

namespace coverage {

/// A table of TOML whose keys are all known; every error says the line. Absent keys take the
/// fallback, or are empty.
class TomlFields {
 public:
  explicit TomlFields(const toml::table& table) : table_(table) {}

  [[noreturn]] static void fail(const toml::node& node, const Message& problem, Message remedy);

  /// Throws InputError for a key that is none of these, with the nearest of them.
  void check_keys(const std::vector<std::string>& known) const;
  bool has(std::string_view key) const { return table_.get(key) != nullptr; }
  const toml::node& node(std::string_view key) const { return *table_.get(key); }

  std::string required_text(std::string_view key) const;
  std::vector<std::string> texts(std::string_view key) const;
  bool flag(std::string_view key, bool fallback) const;
  double number(std::string_view key, double fallback, double least, double most) const;
  int integer(std::string_view key, int fallback, int least, int most) const;
  Seconds seconds(std::string_view key) const;
  /// The table below a key; an empty one where it is absent.
  TomlFields table(std::string_view key) const;
  /// Every key with its number; 0 stands for the text "refused", where that is allowed.
  enum class Refusals { allowed, none };
  std::map<std::string, double, std::less<>> numbers(double least, double most,
                                                     Refusals refusals) const;
  const toml::table& toml() const { return table_; }

 private:
  const toml::table& table_;
};

}  // namespace coverage
