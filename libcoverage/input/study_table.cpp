#include "libcoverage/input/study_table.h"

#include <algorithm>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"

namespace coverage {

namespace {

std::vector<std::string> names_in(const std::string& section) {
  std::vector<std::string> names;
  for (const StudyKey& key : study_keys()) {
    if (key.section == section) names.push_back(key.name);
  }
  if (section.empty()) {
    for (const StudySection& known : study_sections()) names.push_back(known.name);
  }
  return names;
}

std::string listed(const std::vector<std::string>& words) {
  std::string list;
  for (const std::string& word : words) list += (list.empty() ? "" : ", ") + word;
  return list;
}

/// The section that has a key of exactly this name, where another one has.
const StudyKey* same_key_elsewhere(const std::string& name) {
  for (const StudyKey& key : study_keys()) {
    if (key.name == name) return &key;
  }
  return nullptr;
}

Message right_place_of(const StudyKey& key) {
  if (key.section.empty()) {
    return message("'{}' stands at the top of the file, before the first [section]",
                   "« {} » se place en tête du fichier, avant la première [section]", key.name);
  }
  return message("'{}' is a key of {}", "« {} » est une clé de {}", key.name,
                 shown_section(key.section));
}

Message remedy_for(const std::string& name, const std::vector<std::string>& known) {
  if (const auto nearest = closest_word(name, known)) {
    return message("Did you mean '{}'?", "Vouliez-vous dire « {} » ?", *nearest);
  }
  if (const StudyKey* elsewhere = same_key_elsewhere(name)) return right_place_of(*elsewhere);
  return message("The keys there are: {}", "Les clés y sont : {}", listed(known));
}

}  // namespace

void fail_at(const TomlPlace& place, const Message& problem, const Message& remedy) {
  InputError error(problem, remedy);
  error.within(verbatim(place.text()));
  throw error;
}

void check_known_keys(const TomlValue& table, const std::string& section) {
  const std::vector<std::string> known = names_in(section);
  for (const TomlEntry& entry : table.entries) {
    if (std::find(known.begin(), known.end(), entry.key) != known.end()) continue;
    const Message remedy = remedy_for(entry.key, known);
    if (section.empty()) {
      fail_at(entry.place,
              message("'{}' is not a key of a study", "« {} » n’est pas une clé d’une étude",
                      entry.key),
              remedy);
    }
    fail_at(entry.place,
            message("'{}' is not a key of {}", "« {} » n’est pas une clé de {}", entry.key,
                    shown_section(section)),
            remedy);
  }
}

void fail_missing_key(const TomlPlace& place, const std::string& section, const std::string& key) {
  fail_at(
      place,
      message("{} lacks the key '{}'", "il manque à {} la clé « {} »", shown_section(section), key),
      message("Add {} = …", "Ajoutez {} = …", key));
}

TomlValue default_of(const StudyKey& key, const TomlPlace& place) {
  TomlValue value = parse_toml("value = " + key.default_value, place.file).entries.front().value;
  value.place = place;
  for (TomlValue& item : value.items) item.place = place;
  for (TomlEntry& entry : value.entries) entry.place = entry.value.place = place;
  return value;
}

void set_where_absent(TomlValue& table, const std::string& key, const std::string& text) {
  if (table.find(key)) return;
  table.set({key, table.place, toml_text_value(text, table.place)});
}

}  // namespace coverage
