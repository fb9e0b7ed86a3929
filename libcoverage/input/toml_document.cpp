#include "libcoverage/input/toml_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/base/toml.h"

namespace coverage {

namespace {

TomlPlace place_of(const toml::source_region& source, const std::string& file) {
  return {file, static_cast<int>(source.begin.line), static_cast<int>(source.begin.column), {}};
}

template <class DateOrTime>
std::string date_text(const DateOrTime& value) {
  std::ostringstream stream;
  stream.imbue(std::locale::classic());
  stream << value;
  return stream.str();
}

TomlValue converted(const toml::node& node, const std::string& file);

void convert_table(const toml::table& table, const std::string& file, TomlValue& result) {
  result.kind = TomlValue::Kind::table;
  for (const auto& [key, value] : table) {
    result.entries.push_back(
        {std::string(key.str()), place_of(key.source(), file), converted(value, file)});
  }
  // toml++ sorts keys by name; people rely on the order in which they wrote them.
  std::stable_sort(
      result.entries.begin(), result.entries.end(), [](const TomlEntry& a, const TomlEntry& b) {
        return std::tie(a.place.line, a.place.column) < std::tie(b.place.line, b.place.column);
      });
}

TomlValue converted(const toml::node& node, const std::string& file) {
  TomlValue result;
  result.place = place_of(node.source(), file);
  node.visit([&](const auto& value) {
    using Node = std::decay_t<decltype(value)>;
    if constexpr (std::is_same_v<Node, toml::table>) {
      convert_table(value, file, result);
    } else if constexpr (std::is_same_v<Node, toml::array>) {
      result.kind = TomlValue::Kind::array;
      for (const toml::node& item : value) result.items.push_back(converted(item, file));
    } else if constexpr (std::is_same_v<Node, toml::value<std::string>>) {
      result.kind = TomlValue::Kind::text;
      result.text = value.get();
    } else if constexpr (std::is_same_v<Node, toml::value<std::int64_t>>) {
      result.kind = TomlValue::Kind::integer;
      result.integer = value.get();
      result.number = static_cast<double>(value.get());
    } else if constexpr (std::is_same_v<Node, toml::value<double>>) {
      result.kind = TomlValue::Kind::number;
      result.number = value.get();
    } else if constexpr (std::is_same_v<Node, toml::value<bool>>) {
      result.kind = TomlValue::Kind::boolean;
      result.boolean = value.get();
    } else {
      result.kind = TomlValue::Kind::date;
      result.text = date_text(value.get());
    }
  });
  return result;
}

std::string toml_quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      result += fmt::format("\\u{:04X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    } else {
      result += c;
    }
  }
  return result + "\"";
}

std::string key_text(const std::string& key) {
  const bool bare = !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
  });
  return bare ? key : toml_quoted(key);
}

std::string array_text(const TomlValue& array) {
  std::string result;
  for (const TomlValue& item : array.items) {
    result += (result.empty() ? "" : ", ") + toml_text(item);
  }
  return "[" + result + "]";
}

std::string table_text(const TomlValue& table) {
  std::string result;
  for (const TomlEntry& entry : table.entries) {
    result += (result.empty() ? " " : ", ") + key_text(entry.key) + " = " + toml_text(entry.value);
  }
  return result.empty() ? "{}" : "{" + result + " }";
}

}  // namespace

std::string TomlPlace::text() const {
  if (!option.empty()) return option;
  return line == 0 ? file : fmt::format("{}:{}:{}", file, line, column);
}

const TomlValue* TomlValue::find(std::string_view key) const {
  for (const TomlEntry& entry : entries) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

TomlValue* TomlValue::find(std::string_view key) {
  return const_cast<TomlValue*>(std::as_const(*this).find(key));
}

void TomlValue::set(const TomlEntry& entry) {
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [&](const TomlEntry& other) { return other.key == entry.key; });
  if (found == entries.end()) {
    entries.push_back(entry);
  } else {
    *found = entry;
  }
}

TomlValue parse_toml(std::string_view text, const std::string& file) {
  try {
    return converted(parse_toml_table(text), file);
  } catch (const toml::parse_error& error) {
    InputError failure(
        message("this is not valid TOML: {}", "ce n’est pas du TOML valide : {}",
                error.description()),
        message(
            "Texts stand in quotes, lists in [ ], and every key stands once",
            "Les textes sont entre guillemets, les listes entre [ ], et chaque clé n’est écrite "
            "qu’une fois"));
    failure.within(verbatim(place_of(error.source(), file).text()));
    throw failure;
  }
}

std::string toml_text(const TomlValue& value) {
  switch (value.kind) {
    case TomlValue::Kind::text:
      return toml_quoted(value.text);
    case TomlValue::Kind::integer:
      return std::to_string(value.integer);
    case TomlValue::Kind::number:
      return format_number(value.number);
    case TomlValue::Kind::boolean:
      return value.boolean ? "true" : "false";
    case TomlValue::Kind::date:
      return value.text;
    case TomlValue::Kind::array:
      return array_text(value);
    case TomlValue::Kind::table:
      break;
  }
  return table_text(value);
}

TomlValue toml_text_value(std::string text, TomlPlace place) {
  TomlValue value;
  value.kind = TomlValue::Kind::text;
  value.text = std::move(text);
  value.place = std::move(place);
  return value;
}

}  // namespace coverage
