#include "libcoverage/output/csv_files.h"

#include <algorithm>

namespace coverage {

namespace {

std::string quoted_where_needed(const std::string& text, char separator) {
  const bool plain = text.find_first_of("\"\r\n") == std::string::npos &&
                     text.find(separator) == std::string::npos &&
                     (text.empty() || (text.front() != ' ' && text.back() != ' '));
  if (plain && !text.empty()) return text;
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"') result += c;
    result += c;
  }
  return result + '"';
}

/// Excel computes what begins like a formula, and a tab or line break in front does not stop it.
std::string guarded(const std::string& text) {
  const bool formula =
      !text.empty() && std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos;
  return formula ? "'" + text : text;
}

std::string excel_field(const DataValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    return quoted_where_needed(guarded(*text), ';');
  }
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "VRAI" : "FAUX";
  std::string number = data_text(value);
  std::replace(number.begin(), number.end(), '.', ',');
  return number;
}

}  // namespace

std::string csv_field(const DataValue& value, CsvDialect dialect) {
  if (dialect == CsvDialect::excel_fr) return excel_field(value);
  if (const auto* text = std::get_if<std::string>(&value)) return quoted_where_needed(*text, ',');
  return data_text(value);
}

std::string csv_text(const DataTable& table, CsvDialect dialect) {
  const bool excel = dialect == CsvDialect::excel_fr;
  const char separator = excel ? ';' : ',';
  const char* line_end = excel ? "\r\n" : "\n";
  std::string result = excel ? "\xef\xbb\xbf" : "";
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (i > 0) result += separator;
    result += csv_field(table.columns[i].name, dialect);
  }
  result += line_end;
  for (std::size_t row = 0; row < table.size; ++row) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      if (i > 0) result += separator;
      result += csv_field(table.columns[i].value(row), dialect);
    }
    result += line_end;
  }
  return result;
}

}  // namespace coverage
