#include "libcoverage/base/error.h"
#include "libcoverage/input/road_mapping.h"
#include "libcoverage/input/study_checks.h"
#include "libcoverage/input/study_table.h"

namespace coverage {

namespace {

/// The entry of a key of [roads], or nullptr.
const TomlEntry* entry_of(const TomlValue& roads, std::string_view key) {
  for (const TomlEntry& entry : roads.entries) {
    if (entry.key == key) return &entry;
  }
  return nullptr;
}

void check_oneway_values(const Study& study, const TomlValue& roads) {
  for (const auto& [value, meaning] : study.roads.oneway_values) {
    if (meaning == "forward" || meaning == "backward" || meaning == "both") continue;
    fail_at(roads.find("oneway_values")->find(value)->place,
            message("'oneway_values' cannot be '{}'", "« oneway_values » ne peut pas valoir « {} »",
                    meaning),
            message("Write one of: {}", "Écrivez l’un de : {}", "forward, backward, both"));
  }
}

}  // namespace

void check_roads(const Study& study, const TomlValue& root) {
  const TomlValue* roads = root.find("roads");
  if (!roads) return;
  check_oneway_values(study, *roads);
  for (const char* key : {"turn_table", "turn_layer"}) {
    const TomlEntry* entry = entry_of(*roads, key);
    if (study.roads.mapping || !entry) continue;
    fail_at(
        entry->place,
        message("'{}' has no use without 'mapping'", "« {} » ne sert à rien sans « mapping »", key),
        {"Name the mapping that says what its columns mean",
         "Indiquez la correspondance qui dit ce que ses colonnes signifient"});
  }
  // The path of a mapping is opened with the roads: a study may be read where its inputs are not.
  if (!study.roads.mapping || is_mapping_path(*study.roads.mapping)) return;
  within(verbatim(roads->find("mapping")->place.text()),
         [&] { load_road_mapping(*study.roads.mapping); });
}

}  // namespace coverage
