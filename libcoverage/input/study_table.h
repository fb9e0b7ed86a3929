#pragma once

#include <string>
#include <utility>
#include <vector>

#include "libcoverage/input/study_setting.h"
#include "libcoverage/input/toml_document.h"

namespace coverage {

/// Every key with its effective value, in the order of reading.
using StudySettings = std::vector<std::pair<std::string, std::string>>;

/// Throws the InputError "PLACE: PROBLEM. REMEDY".
[[noreturn]] void fail_at(const TomlPlace& place, const Message& problem,
                          const Message& remedy = {});

/// Throws InputError for a key of `table` that is not among those of `section` (at the top of the
/// file: nor a section), with the nearest right key.
void check_known_keys(const TomlValue& table, const std::string& section);

/// Throws InputError: `section` lacks a key that it needs.
[[noreturn]] void fail_missing_key(const TomlPlace& place, const std::string& section,
                                   const std::string& key);

/// The default of a key as a value, as if the file at `place` said so.
TomlValue default_of(const StudyKey& key, const TomlPlace& place);

/// Gives an absent key a value that depends on others: a title from the file's name.
void set_where_absent(TomlValue& table, const std::string& key, const std::string& text);

/// Reads a table of `section` into `target`: unknown and missing keys, types and ranges are
/// InputErrors. Effective values go to `settings` under `prefix`. `file`: the study, against which
/// default paths resolve.
template <class Target>
void read_table(const TomlValue& table, const std::vector<BoundKey<Target>>& keys,
                const std::pair<std::string, std::string>& prefix_and_file, Target& target,
                StudySettings& settings) {
  const auto& [prefix, file] = prefix_and_file;
  check_known_keys(table, keys.front().key.section);
  for (const BoundKey<Target>& bound : keys) {
    const TomlValue* written = table.find(bound.key.name);
    if (!written && bound.key.required) {
      fail_missing_key(table.place, bound.key.section, bound.key.name);
    }
    if (!written && bound.key.default_value.empty()) continue;
    const TomlValue value = written ? *written : default_of(bound.key, {file, 0, 0, {}});
    bound.store(target, read_setting(bound.key, value));
    settings.emplace_back(prefix + bound.key.name, toml_text(value));
  }
}

}  // namespace coverage
