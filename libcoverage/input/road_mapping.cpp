#include "libcoverage/input/road_mapping.h"

#include <algorithm>

#include "libcoverage/base/embedded_files.h"
#include "libcoverage/base/error.h"
#include "libcoverage/base/sha256.h"
#include "libcoverage/base/text.h"
#include "libcoverage/geo/input_gate.h"
#include "libcoverage/input/study_table.h"
#include "libcoverage/input/toml_document.h"

namespace coverage {

namespace {

constexpr std::string_view folder = "mappings/";

using Texts = std::vector<std::string>;
using TextMap = std::map<std::string, std::string>;

const Texts& mapping_keys() {
  static const Texts keys{"name",    "label",   "layers", "required", "class_parts",
                          "columns", "classes", "values", "turns"};
  return keys;
}

const Texts& turn_keys() {
  static const Texts keys{"layers", "id", "from", "to", "kind", "forbidding"};
  return keys;
}

std::string listed(const Texts& words) {
  return fmt::format("{}", fmt::join(words, ", "));
}

/// One TOML file read with strict keys; errors say the line.
class MappingReader {
 public:
  explicit MappingReader(const TomlValue& root) : root_(root) {}

  RoadMapping read() const {
    check_keys(root_, mapping_keys());
    RoadMapping mapping;
    mapping.name = text(required(root_, "name"));
    mapping.label = label(mapping.name);
    mapping.layers = texts(root_, "layers");
    mapping.columns = columns(required(root_, "columns"));
    mapping.required = attributes("required", mapping);
    mapping.class_parts = attributes("class_parts", mapping);
    if (const TomlValue* classes = root_.find("classes")) mapping.classes = text_map(*classes);
    if (const TomlValue* values = root_.find("values")) mapping.values = value_tables(*values);
    check_oneway_values(mapping);
    if (const TomlValue* turns = root_.find("turns")) mapping.turns = read_turns(*turns);
    return mapping;
  }

 private:
  static void require_table(const TomlValue& value) {
    if (value.is_table()) return;
    fail_at(value.place, {"a table is expected here", "une table est attendue ici"},
            {"Write it as in data/mappings/bdtopo.toml",
             "Écrivez-la comme dans data/mappings/bdtopo.toml"});
  }

  static void check_keys(const TomlValue& table, const Texts& known) {
    require_table(table);
    for (const TomlEntry& entry : table.entries) {
      if (std::find(known.begin(), known.end(), entry.key) != known.end()) continue;
      const auto near = closest_word(entry.key, known);
      fail_at(entry.place, message("unknown key '{}'", "clé inconnue « {} »", entry.key),
              near ? message("Did you mean '{}'?", "Vouliez-vous dire « {} » ?", *near)
                   : message("The keys are: {}", "Les clés sont : {}", listed(known)));
    }
  }

  static const TomlValue& required(const TomlValue& table, const std::string& key) {
    const TomlValue* value = table.find(key);
    if (!value) {
      fail_at(table.place, message("the key '{}' is missing", "la clé « {} » manque", key),
              {"Copy it from data/mappings/bdtopo.toml", "Copiez-la de data/mappings/bdtopo.toml"});
    }
    return *value;
  }

  static std::string text(const TomlValue& value) {
    if (!value.is_text()) {
      fail_at(value.place, {"a text is expected here", "un texte est attendu ici"},
              {"Write it in quotes", "Mettez-le entre guillemets"});
    }
    return value.text;
  }

  static Texts text_list(const TomlValue& value) {
    if (value.kind != TomlValue::Kind::array) return {text(value)};
    Texts result;
    for (const TomlValue& item : value.items) result.push_back(text(item));
    return result;
  }

  static Texts texts(const TomlValue& table, const std::string& key) {
    const TomlValue* value = table.find(key);
    return value ? text_list(*value) : Texts{};
  }

  static TextMap text_map(const TomlValue& table) {
    require_table(table);
    TextMap result;
    for (const TomlEntry& entry : table.entries) result[entry.key] = text(entry.value);
    return result;
  }

  Message label(const std::string& name) const {
    const TomlValue* value = root_.find("label");
    if (!value) return verbatim(name);
    check_keys(*value, {"en", "fr"});
    return {text(required(*value, "en")), text(required(*value, "fr"))};
  }

  static std::map<std::string, Texts> columns(const TomlValue& table) {
    check_keys(table, road_attributes());
    std::map<std::string, Texts> result;
    for (const TomlEntry& entry : table.entries) result[entry.key] = text_list(entry.value);
    return result;
  }

  /// Attributes that have a column.
  Texts attributes(const std::string& key, const RoadMapping& mapping) const {
    const TomlValue* value = root_.find(key);
    if (!value) return {};
    Texts result = text_list(*value);
    for (std::size_t i = 0; i < result.size(); ++i) {
      if (mapping.columns.contains(result[i])) continue;
      fail_at(value->kind == TomlValue::Kind::array ? value->items[i].place : value->place,
              message("'{}' has no column", "« {} » n’a pas de colonne", result[i]),
              {"Add it to [columns], or remove it here",
               "Ajoutez-la à [columns], ou supprimez-la ici"});
    }
    return result;
  }

  static std::map<std::string, TextMap> value_tables(const TomlValue& tables) {
    check_keys(tables, road_attributes());
    std::map<std::string, TextMap> result;
    for (const TomlEntry& entry : tables.entries) result[entry.key] = text_map(entry.value);
    return result;
  }

  void check_oneway_values(const RoadMapping& mapping) const {
    const auto found = mapping.values.find("oneway");
    if (found == mapping.values.end()) return;
    for (const auto& [value, meaning] : found->second) {
      if (meaning == "forward" || meaning == "backward" || meaning == "both") continue;
      fail_at(root_.find("values")->find("oneway")->find(value)->place,
              message("a direction cannot be '{}'", "un sens ne peut pas valoir « {} »", meaning),
              message("Write one of: {}", "Écrivez l’un de : {}", "forward, backward, both"));
    }
  }

  static RoadMapping::Turns read_turns(const TomlValue& table) {
    check_keys(table, turn_keys());
    required(table, "from");
    required(table, "to");
    return {texts(table, "layers"), texts(table, "id"),   texts(table, "from"),
            texts(table, "to"),     texts(table, "kind"), texts(table, "forbidding")};
  }

  const TomlValue& root_;
};

/// The study's classes come first: `"Route"` also over the mapping's `"Route/3"`.
void lay_classes_over(const TextMap& own, TextMap& classes) {
  for (const auto& entry_of_study : own) {
    const std::string& value = entry_of_study.first;
    std::erase_if(classes, [&](const auto& entry) {
      return entry.first == value || entry.first.starts_with(value + "/");
    });
  }
  classes.insert(own.begin(), own.end());
}

}  // namespace

const std::vector<std::string>& road_attributes() {
  static const Texts attributes{
      "class", "speed",   "oneway",    "level",    "name",          "ref",     "id",   "importance",
      "urban", "state",   "private",   "access",   "motor_vehicle", "bicycle", "foot", "junction",
      "lanes", "surface", "maxheight", "maxwidth", "closed_period", "motorcar"};
  return attributes;
}

std::vector<std::string> ready_road_mappings() {
  Texts names;
  for (const auto& [path, bytes] : embedded_files()) {
    if (!path.starts_with(folder)) continue;
    names.emplace_back(path.substr(folder.size(), path.rfind('.') - folder.size()));
  }
  return names;
}

bool is_mapping_path(const std::string& name_or_path) {
  return name_or_path.find('/') != std::string::npos || name_or_path.ends_with(".toml");
}

RoadMapping parse_road_mapping(std::string_view text, const std::string& file) {
  const TomlValue root = parse_toml(text, file);
  RoadMapping mapping = MappingReader(root).read();
  mapping.sha256 = sha256(text);
  return mapping;
}

RoadMapping load_road_mapping(const std::string& name_or_path) {
  if (is_mapping_path(name_or_path)) {
    constexpr std::uint64_t most_bytes = 1 << 20;
    return parse_road_mapping(read_file(name_or_path, most_bytes), name_or_path);
  }
  const std::string embedded = std::string(folder) + name_or_path + ".toml";
  const auto found = embedded_files().find(embedded);
  if (found != embedded_files().end()) return parse_road_mapping(found->second, "data/" + embedded);
  const Texts known = ready_road_mappings();
  const auto near = closest_word(name_or_path, known);
  throw InputError(
      message("unknown mapping '{}'", "correspondance inconnue « {} »", name_or_path),
      near ? message("Did you mean '{}'?", "Vouliez-vous dire « {} » ?", *near)
           : message("Write one of: {}; or the path of a .toml file",
                     "Écrivez l’un de : {} ; ou le chemin d’un fichier .toml", listed(known)));
}

RoadMapping mapping_of(const RoadsInput& roads) {
  RoadMapping mapping;
  if (roads.mapping) mapping = load_road_mapping(*roads.mapping);
  for (const auto& [attribute, column] : roads.columns) {
    mapping.columns[attribute] = {column};
    auto& required = mapping.required;
    if (std::find(required.begin(), required.end(), attribute) == required.end()) {
      required.push_back(attribute);
    }
  }
  if (!roads.mapping && roads.columns.contains("importance")) mapping.class_parts = {"importance"};
  lay_classes_over(roads.classes, mapping.classes);
  for (const auto& [value, meaning] : roads.oneway_values) {
    mapping.values["oneway"][value] = meaning;
  }
  return mapping;
}

}  // namespace coverage
