#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "libcoverage/base/quantities.h"
#include "libcoverage/input/study_keys.h"
#include "libcoverage/input/toml_document.h"
#include "libcoverage/model/query.h"

namespace coverage {

/// The checked value of a key.
using Setting = std::variant<std::string, std::vector<std::string>, double, std::int64_t, bool,
                             std::map<std::string, std::string>, Threshold, std::vector<Threshold>>;

/// Checks type and range of a value, resolves paths. Throws InputError that names place, key, value
/// and what is expected.
Setting read_setting(const StudyKey& key, const TomlValue& value);

/// A key with where its value goes.
template <class Target>
struct BoundKey {
  StudyKey key;
  std::function<void(Target&, const Setting&)> store;
};

/// Stores a setting into a member of the matching type.
template <class Target, class Member>
std::function<void(Target&, const Setting&)> into(Member Target::*member) {
  return [member](Target& target, const Setting& setting) {
    Member& field = target.*member;
    if constexpr (std::is_same_v<Member, std::optional<std::string>>) {
      field = std::get<std::string>(setting);
    } else if constexpr (std::is_same_v<Member, std::optional<double>>) {
      field = std::get<double>(setting);
    } else if constexpr (std::is_same_v<Member, std::optional<Threshold>>) {
      field = std::get<Threshold>(setting);
    } else if constexpr (std::is_same_v<Member, std::optional<int>>) {
      field = static_cast<int>(std::get<std::int64_t>(setting));
    } else if constexpr (std::is_same_v<Member, std::uint64_t>) {
      field = static_cast<std::uint64_t>(std::get<std::int64_t>(setting));
    } else {
      field = std::get<Member>(setting);
    }
  };
}

}  // namespace coverage
