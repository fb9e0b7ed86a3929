#include "libcoverage/input/facility_columns.h"

#include <algorithm>
#include <iterator>

#include "libcoverage/base/error.h"
#include "libcoverage/model/query.h"

namespace coverage {

namespace {

constexpr std::array<const char*, 7> english_days = {"monday", "tuesday",  "wednesday", "thursday",
                                                     "friday", "saturday", "sunday"};
constexpr std::array<const char*, 7> list_days = {"h_lundi",    "h_mardi",  "h_mercredi", "h_jeudi",
                                                  "h_vendredi", "h_samedi", "h_dimanche"};

/// Where a mapped name of the model goes; nullptr for an attribute of the study's own.
FacilityColumns::Column* place_of(FacilityColumns& columns, const std::string& name) {
  for (std::size_t day = 0; day < 7; ++day) {
    if (name == english_days[day] || name == list_days[day]) return &columns.days[day];
  }
  const std::pair<const char*, FacilityColumns::Column*> places[] = {
      {"id", &columns.id},
      {"name", &columns.name},
      {"lon", &columns.lon},
      {"lat", &columns.lat},
      {"x", &columns.lon},
      {"y", &columns.lat},
      {"kind", &columns.kind},
      {"tier", &columns.tier},
      {"status", &columns.status},
      {"capacity", &columns.capacity},
      {"services", &columns.services},
      {"mobile", &columns.mobile},
      {"opening_hours", &columns.opening_hours},
      {"type_fs", &columns.type},
      {"format_fs", &columns.format}};
  for (const auto& [known, place] : places) {
    if (name == known) return place;
  }
  return nullptr;
}

void find_usual(FacilityColumns::Column& column, const Table& table,
                std::initializer_list<const char*> names) {
  for (const char* name : names) {
    if (!column) column = table.find_column(name);
  }
}

void find_usual_columns(FacilityColumns& columns, const Table& table) {
  find_usual(columns.id, table, {"id"});
  find_usual(columns.name, table, {"name", "nom"});
  if (!columns.lon && !columns.lat) {
    find_usual(columns.lon, table, {"lon", "longitude"});
    find_usual(columns.lat, table, {"lat", "latitude"});
  }
  find_usual(columns.type, table, {"type_fs"});
  find_usual(columns.format, table, {"format_fs"});
  if (columns.has_days() || columns.opening_hours) return;
  for (std::size_t day = 0; day < 7; ++day) find_usual(columns.days[day], table, {list_days[day]});
  if (!columns.has_days()) find_usual(columns.opening_hours, table, {"opening_hours"});
}

void require_position(const FacilityColumns& columns, const Table& table) {
  if (columns.lon && columns.lat) return;
  std::string list;
  for (const std::string& column : table.columns) list += (list.empty() ? "" : ", ") + column;
  throw InputError(
      message("{}: no columns for longitude and latitude",
              "{} : pas de colonnes pour la longitude et la latitude", table.path),
      message("Map them: columns = {{ lon = \"…\", lat = \"…\" }}. The columns are: {}",
              "Indiquez-les : columns = {{ lon = \"…\", lat = \"…\" }}. Les colonnes sont : {}",
              list));
}

}  // namespace

bool FacilityColumns::has_days() const {
  return std::any_of(days.begin(), days.end(), [](const Column& day) { return day.has_value(); });
}

std::set<std::string> FacilityColumns::provided() const {
  std::set<std::string> names;
  for (const auto& [attribute, column] : attributes) names.insert(attribute);
  if (tier) names.insert("tier");
  if (capacity) names.insert("capacity");
  if (services) names.insert("services");
  if (opening_hours || has_days()) names.insert("weekly_hours");
  return names;
}

FacilityColumns find_facility_columns(const FacilitiesInput& source, const Table& table,
                                      const std::set<std::string>& wanted, bool needs_position) {
  FacilityColumns columns;
  for (const auto& [name, column] : source.columns) {
    const std::size_t index = table.column(column);
    FacilityColumns::Column* place = place_of(columns, name);
    if (place) *place = index;
    // A mapped `type_fs` is the list's own and an attribute of the study too.
    if (!place || place == &columns.type || place == &columns.format) {
      columns.attributes[name] = index;
    }
  }
  find_usual_columns(columns, table);
  if (wanted.contains("capacity")) find_usual(columns.capacity, table, {"capacity"});
  for (const std::string& name : wanted) {
    const auto found = std::find(table.columns.begin(), table.columns.end(), name);
    if (found == table.columns.end() || built_in_attributes().contains(name)) continue;
    columns.attributes.emplace(name, static_cast<std::size_t>(found - table.columns.begin()));
  }
  if (needs_position) require_position(columns, table);
  return columns;
}

std::set<std::string> facility_tags(const FacilitiesInput& source,
                                    const std::set<std::string>& wanted) {
  std::set<std::string> tags = {"name", "opening_hours"};
  for (const auto& [name, tag] : source.columns) tags.insert(tag);
  for (const std::string& name : wanted) {
    if (!built_in_attributes().contains(name)) tags.insert(name);
  }
  return tags;
}

}  // namespace coverage
