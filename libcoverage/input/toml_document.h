#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace coverage {

/// Where a TOML value was written: a file, or an option of the command line.
struct TomlPlace {
  std::string file;    ///< paths written there resolve against it
  int line = 0;        ///< 1-based; 0 for the file as a whole
  int column = 0;      ///< 1-based, in characters
  std::string option;  ///< `--set demand.method`, where it comes from the command line

  /// `allier.toml:12:3`, `allier.toml`, or the option.
  std::string text() const;
};

struct TomlEntry;

/// A TOML value as plain data: tables keep the order of the file, every value knows its place.
struct TomlValue {
  enum class Kind { text, integer, number, boolean, date, array, table };
  Kind kind = Kind::table;
  std::string text;  ///< of a text or date; of any value from the command line, as typed there
  std::int64_t integer = 0;
  double number = 0;  ///< of a number or an integer
  bool boolean = false;
  std::vector<TomlValue> items;    ///< of an array
  std::vector<TomlEntry> entries;  ///< of a table
  TomlPlace place;

  bool is_table() const { return kind == Kind::table; }
  bool is_text() const { return kind == Kind::text; }
  /// The value of a key of this table, or nullptr.
  const TomlValue* find(std::string_view key) const;
  TomlValue* find(std::string_view key);
  /// Sets a key of this table: in its place, else as the last.
  void set(const TomlEntry& entry);
};

struct TomlEntry {
  std::string key;
  TomlPlace place;  ///< of the key
  TomlValue value;
};

/// Parses TOML 1.0. `file` is how messages call it. Throws InputError with line and column.
TomlValue parse_toml(std::string_view text, const std::string& file);

/// The value as TOML on one line, the same for equal values: `["a", "b"]`, `{ x = 1 }`.
std::string toml_text(const TomlValue& value);

/// A text value, as the study's reader would find it.
TomlValue toml_text_value(std::string text, TomlPlace place);

}  // namespace coverage
