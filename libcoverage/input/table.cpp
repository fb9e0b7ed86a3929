#include "libcoverage/input/table.h"

#include <algorithm>
#include <filesystem>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"

namespace coverage {

std::optional<std::size_t> Table::find_column(const std::string& name) const {
  if (name.empty()) return {};
  auto found = std::find(columns.begin(), columns.end(), name);
  if (found == columns.end()) {
    found = std::find_if(columns.begin(), columns.end(), [&](const std::string& column) {
      return lower_ascii(column) == lower_ascii(name);
    });
  }
  if (found == columns.end()) return {};
  return static_cast<std::size_t>(found - columns.begin());
}

std::size_t Table::column(const std::string& name) const {
  if (const auto found = find_column(name)) return *found;
  const auto nearest = closest_word(name, columns);
  std::string list;
  for (const std::string& column : columns) list += (list.empty() ? "" : ", ") + column;
  throw InputError(
      message("{}: no column '{}'", "{} : pas de colonne « {} »", path, name),
      nearest ? message("Did you mean '{}'? The columns are: {}",
                        "Vouliez-vous dire « {} » ? Les colonnes sont : {}", *nearest, list)
              : message("The columns are: {}", "Les colonnes sont : {}", list));
}

std::string Table::place_of(std::size_t row) const {
  return (is_text ? "line " : "row ") + std::to_string(lines[row]);
}

std::string Table::french_place_of(std::size_t row) const {
  return (is_text ? "ligne " : "enregistrement ") + std::to_string(lines[row]);
}

std::string Table::reference(std::size_t row) const {
  return std::filesystem::path(path).filename().string() + ":" + std::to_string(lines[row]);
}

}  // namespace coverage
