#include "libcoverage/input/layer_road_tags.h"

#include <algorithm>

#include "libcoverage/base/text.h"
#include "libcoverage/input/layer_road_values.h"

namespace coverage {

namespace {

std::string place_of(const Feature& feature, const std::string& value) {
  return fmt::format("fid {}: {}", feature.fid(), value);
}

Message unread_text(const std::string& attribute) {
  return message(
      "values of '{}' that are not understood, taken to say nothing: list them in [values.{}] of a "
      "mapping",
      "valeurs de « {} » non comprises, prises comme absentes : indiquez-les dans [values.{}] "
      "d’une correspondance",
      attribute, attribute);
}

}  // namespace

ValueTable::ValueTable(const std::map<std::string, std::string>& meanings) : exact_(meanings) {
  for (const auto& [value, meaning] : meanings) folded_.emplace(lower_ascii(trim(value)), meaning);
}

const std::string* ValueTable::find(const std::string& value) const {
  if (const auto found = exact_.find(value); found != exact_.end()) return &found->second;
  const auto found = folded_.find(lower_ascii(value));
  return found == folded_.end() ? nullptr : &found->second;
}

LayerRoadTags::LayerRoadTags(const RoadMapping& mapping, SourceReport& report)
    : mapping_(mapping), report_(report), classes_(mapping.classes) {
  for (const auto& [attribute, meanings] : mapping.values) {
    values_.emplace(attribute, ValueTable(meanings));
  }
}

LayerRoadTags::Road LayerRoadTags::read(const Feature& feature, const RoadColumns& columns) {
  Road road;
  road.id = id_of(feature, columns);
  road.level = level_of(feature, columns);
  add_class(feature, columns, road);
  add_use(feature, columns, road);
  add_plain(feature, columns, road);
  if (road.level != 0) road.tags.emplace_back("level", std::to_string(road.level));
  return road;
}

void LayerRoadTags::finish() {
  for (const auto& [attribute, values] : unread_) {
    SourceNote note{
        SourceNote::Kind::doubtful, "unread_" + attribute, unread_text(attribute), 0, {}};
    for (const auto& [value, count] : values) {
      note.count += count;
      note.examples.push_back(fmt::format("{} ({})", value, count));
    }
    report_.notes.push_back(std::move(note));
  }
  unread_.clear();
}

const std::string* LayerRoadTags::meaning(const std::string& attribute,
                                          const std::string& value) const {
  const auto table = values_.find(attribute);
  return table == values_.end() ? nullptr : table->second.find(value);
}

std::string LayerRoadTags::meant(const std::string& attribute, const std::string& value) const {
  const std::string* found = meaning(attribute, value);
  return found ? *found : value;
}

std::int64_t LayerRoadTags::id_of(const Feature& feature, const RoadColumns& columns) {
  if (!columns.has("id")) return feature.fid();
  const std::string text = columns.text(feature, "id").value_or("");
  if (const auto id = way_id_of(text)) return *id;
  report_.note(SourceNote::Kind::doubtful, "unread_id",
               {"ids that do not end with a number: the feature's own number is used",
                "identifiants qui ne finissent pas par un nombre : le numéro de l’entité sert"},
               place_of(feature, text));
  return feature.fid();
}

std::int32_t LayerRoadTags::level_of(const Feature& feature, const RoadColumns& columns) {
  const auto written = columns.text(feature, "level");
  if (!written) return 0;
  const std::string text = meant("level", *written);
  const auto level = text.empty() ? 0 : parse_number(text);
  constexpr double highest = 100;
  if (level && *level >= -highest && *level <= highest) return static_cast<std::int32_t>(*level);
  report_.note(SourceNote::Kind::doubtful, "unread_level",
               {"levels that are not numbers, taken as 0",
                "niveaux qui ne sont pas des nombres, pris pour 0"},
               place_of(feature, *written));
  return 0;
}

void LayerRoadTags::add_class(const Feature& feature, const RoadColumns& columns, Road& road) {
  const std::string name = class_of(feature, columns);
  road.is_ferry = name == "ferry";
  if (road.is_ferry) {
    road.tags.emplace_back("route", "ferry");
  } else {
    road.tags.emplace_back("class", name);
  }
}

/// A road that is not in use is of the class that says so.
std::string LayerRoadTags::class_of(const Feature& feature, const RoadColumns& columns) {
  if (const auto state = columns.text(feature, "state")) {
    std::string meant = listed("state", *state).value_or("");
    if (!meant.empty()) return meant;
  }
  if (!columns.has("class")) return "unclassified";
  const auto value = columns.text(feature, "class");
  if (value) return refined_class(feature, columns, *value);
  const std::string* absent = classes_.find("");
  return absent ? *absent : "NULL";
}

/// `value/part/part` where the mapping lists it, else with fewer parts, else the value itself.
std::string LayerRoadTags::refined_class(const Feature& feature, const RoadColumns& columns,
                                         const std::string& value) const {
  std::vector<std::string> keys{value};
  for (const std::string& part : mapping_.class_parts) {
    keys.push_back(keys.back() + "/" + part_of_class(feature, columns, part));
  }
  for (auto key = keys.rbegin(); key != keys.rend(); ++key) {
    if (const std::string* found = classes_.find(*key)) return *found;
  }
  return value;
}

std::string LayerRoadTags::part_of_class(const Feature& feature, const RoadColumns& columns,
                                         const std::string& attribute) const {
  std::string value = meant(attribute, columns.text(feature, attribute).value_or(""));
  if (attribute != "urban") return value;
  const auto is_true = standard_truth(value);
  return !is_true ? "" : *is_true ? "yes" : "no";
}

void LayerRoadTags::add_use(const Feature& feature, const RoadColumns& columns, Road& road) {
  if (const auto value = columns.text(feature, "oneway")) {
    road.tags.emplace_back("oneway", oneway_of(feature, *value));
  }
  for (const std::string_view attribute : {"motor_vehicle", "foot", "bicycle", "access"}) {
    const std::string key(attribute);
    const auto value = columns.text(feature, key);
    auto meant = value ? listed(key, *value) : std::nullopt;
    // Not every ferry carries cars; one whose access for cars is stated as open does.
    const bool is_stated_open = meant && meant->empty() && attribute == "motor_vehicle";
    if (is_stated_open && road.is_ferry) meant = "yes";
    if (meant && !meant->empty()) road.tags.emplace_back(key, *meant);
  }
  for (const char* attribute : {"private", "urban"}) {
    const auto value = columns.text(feature, attribute);
    if (!value) continue;
    const auto is_true = standard_truth(meant(attribute, *value));
    if (!is_true) ++unread_[attribute][*value];
    if (is_true && std::string_view(attribute) == "urban") {
      road.tags.emplace_back("urban", *is_true ? "yes" : "no");
    } else if (is_true && *is_true) {
      road.tags.emplace_back("access", "private");
    }
  }
}

std::string LayerRoadTags::oneway_of(const Feature& feature, const std::string& value) {
  if (const auto known = standard_oneway(meant("oneway", value))) return *known;
  report_.note(SourceNote::Kind::doubtful, "unread_oneway",
               {"values of the oneway column that are not understood, taken as both ways: map "
                "them in [roads].oneway_values",
                "valeurs de sens de circulation non comprises, prises comme double sens : "
                "indiquez-les dans [roads].oneway_values"},
               place_of(feature, value));
  return "no";
}

/// What the mapping says of a value; without a table for it the value is in OSM's words.
std::optional<std::string> LayerRoadTags::listed(const std::string& attribute,
                                                 const std::string& value) {
  const auto table = values_.find(attribute);
  if (table == values_.end()) return value;
  if (const std::string* found = table->second.find(value)) return *found;
  ++unread_[attribute][value];
  return {};
}

void LayerRoadTags::add_plain(const Feature& feature, const RoadColumns& columns,
                              Road& road) const {
  for (const char* attribute :
       {"speed", "name", "ref", "lanes", "surface", "maxheight", "maxwidth", "closed_period"}) {
    const auto value = columns.text(feature, attribute);
    std::string meant_value = value ? meant(attribute, *value) : std::string();
    if (meant_value.empty()) continue;
    const bool is_period = std::string_view(attribute) == "closed_period";
    road.tags.emplace_back(is_period ? "access:conditional" : attribute, std::move(meant_value));
  }
  // These columns say much else: values that are not listed are of no concern.
  for (const char* attribute : {"junction", "motorcar"}) {
    const auto value = columns.text(feature, attribute);
    if (!value) continue;
    const std::string* found = meaning(attribute, *value);
    if (found && !found->empty()) road.tags.emplace_back(attribute, *found);
    if (!values_.contains(attribute)) road.tags.emplace_back(attribute, *value);
  }
}

}  // namespace coverage
