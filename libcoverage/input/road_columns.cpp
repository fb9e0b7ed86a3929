#include "libcoverage/input/road_columns.h"

#include <algorithm>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"

namespace coverage {

namespace {

std::optional<std::size_t> find_cut_column(const VectorLayer& layer, const std::string& name) {
  constexpr std::size_t shapefile_letters = 10;
  if (const auto whole = layer.find_column(name)) return whole;
  if (name.size() <= shapefile_letters) return {};
  return layer.find_column(name.substr(0, shapefile_letters));
}

[[noreturn]] void refuse_layer(const VectorLayer& layer, const std::string& attribute,
                               const std::vector<std::string>& names) {
  if (names.size() == 1) layer.column(names.front());  // says what the nearest one is
  throw InputError(
      message("{}: layer '{}' has no column for '{}', such as {}",
              "{} : la couche « {} » n’a pas de colonne pour « {} », telle que {}", layer.path(),
              layer.name(), attribute, fmt::format("{}", fmt::join(names, ", "))),
      message("Name it in [roads].columns. The columns are: {}",
              "Indiquez-la dans [roads].columns. Les colonnes sont : {}",
              fmt::format("{}", fmt::join(layer.columns(), ", "))));
}

}  // namespace

std::vector<std::size_t> find_columns(const VectorLayer& layer,
                                      const std::vector<std::string>& names) {
  std::vector<std::size_t> found;
  for (const std::string& name : names) {
    const auto column = find_cut_column(layer, name);
    if (column && std::find(found.begin(), found.end(), *column) == found.end()) {
      found.push_back(*column);
    }
  }
  return found;
}

std::optional<std::string> first_text(const Feature& feature,
                                      const std::vector<std::size_t>& columns) {
  for (const std::size_t column : columns) {
    const auto value = feature.text(column);
    if (!value) continue;
    const std::string_view trimmed = trim(*value);
    if (!trimmed.empty()) return std::string(trimmed);
  }
  return {};
}

RoadColumns::RoadColumns(const VectorLayer& layer, const RoadMapping& mapping) {
  for (const auto& [attribute, names] : mapping.columns) {
    std::vector<std::size_t> found = find_columns(layer, names);
    if (!found.empty()) {
      columns_[attribute] = std::move(found);
      continue;
    }
    const auto& required = mapping.required;
    if (std::find(required.begin(), required.end(), attribute) != required.end()) {
      refuse_layer(layer, attribute, names);
    }
    missing_.push_back(fmt::format("{} ({})", attribute, fmt::join(names, ", ")));
  }
}

std::optional<std::string> RoadColumns::text(const Feature& feature,
                                             const std::string& attribute) const {
  const auto found = columns_.find(attribute);
  if (found == columns_.end()) return {};
  return first_text(feature, found->second);
}

}  // namespace coverage
