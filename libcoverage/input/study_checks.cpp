#include "libcoverage/input/study_checks.h"

#include <algorithm>
#include <set>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/input/facility_rule.h"
#include "libcoverage/input/study_queries.h"
#include "libcoverage/input/study_table.h"

namespace coverage {

namespace {

/// The place of a key of a section; of the section, of the study where it is absent.
TomlPlace place_in(const TomlValue& root, const std::string& section, const std::string& key) {
  const TomlValue* table = root.find(section);
  if (!table) return root.place;
  for (const TomlEntry& entry : table->entries) {
    if (entry.key == key) return entry.place;
  }
  return table->place;
}

const TomlValue& block_of(const TomlValue& root, const std::string& section, std::size_t index) {
  return root.find(section)->items[index];
}

TomlPlace place_in_block(const TomlValue& block, const std::string& key) {
  const TomlValue* value = block.find(key);
  return value ? value->place : block.place;
}

bool is_source_name(const std::string& name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
  });
}

void check_source_name(const std::string& name, const TomlPlace& place) {
  if (!is_source_name(name)) {
    fail_at(place,
            message("'{}' cannot name a source of facilities",
                    "« {} » ne peut pas nommer une source de lieux d’accueil", name),
            message("Use letters, digits, _ and -: '{}'",
                    "Utilisez des lettres sans accent, des chiffres, _ et - : « {} »", slug(name)));
  }
  if (name == "scenario") {
    fail_at(place,
            message("'scenario' is the source of what scenarios add",
                    "« scenario » est la source de ce que les scénarios ajoutent"),
            message("Choose another name", "Choisissez un autre nom"));
  }
}

void check_once(std::set<std::string>& seen, const std::string& name, const char* section,
                const TomlPlace& place) {
  if (seen.insert(name).second) return;
  fail_at(place,
          message("two {} blocks are named '{}'", "deux blocs {} s’appellent « {} »",
                  shown_section(section), name),
          message("Give each its own name", "Donnez à chacun son propre nom"));
}

void check_plain_name(const std::string& name, const TomlPlace& place) {
  if (is_plain_name(name)) return;
  fail_at(place,
          message("'{}' must be small letters, digits and _, a letter first",
                  "« {} » doit être fait de minuscules sans accent, de chiffres et de _, une "
                  "lettre d’abord",
                  name),
          message("Write '{}'", "Écrivez « {} »", slug(name)));
}

void check_mapping_names(const TomlValue* mapping) {
  if (!mapping) return;
  for (const TomlEntry& entry : mapping->entries) check_plain_name(entry.key, entry.place);
}

void check_rules(const FacilitiesInput& source, const TomlValue& block) {
  const TomlValue* rules = block.find("rules");
  for (std::size_t i = 0; i < source.rules.size(); ++i) {
    const bool list = rules->kind == TomlValue::Kind::array;
    const TomlPlace& place = list ? rules->items[i].place : rules->place;
    within(verbatim(place.text()), [&] { parse_facility_rule(source.rules[i]); });
  }
}

void check_source(const FacilitiesInput& source, const TomlValue& block) {
  if (source.kind.empty() && !source.columns.count("kind")) {
    fail_missing_key(block.place, "facilities", "kind");
  }
  check_rules(source, block);
}

void refuse_without_use(const TomlValue& root, const char* key, DemandMethod method) {
  const TomlValue* demand = root.find("demand");
  if (!demand || !demand->find(key)) return;
  // `--set demand.method=network` tries another method on a study; the keys of its own stay there.
  const TomlValue* chosen = demand->find("method");
  if (chosen && !chosen->place.option.empty() && demand->find(key)->place.option.empty()) return;
  fail_at(place_in(root, "demand", key),
          message("'{}' has no use with method = \"{}\"",
                  "« {} » ne sert à rien avec method = \"{}\"", key, name_of(method)),
          message("Remove it, or choose another method",
                  "Supprimez-la, ou choisissez une autre méthode"));
}

bool has_populations(const Study& study) {
  return study.communes && (study.population || study.communes->columns.count("population"));
}

void check_layer_demand(const Study& study, const TomlValue& root) {
  const DemandInput& demand = study.demand;
  refuse_without_use(root, "spacing_m", demand.method);
  if (demand.paths.empty()) fail_missing_key(place_in(root, "demand", "method"), "demand", "path");
  if (demand.weights.empty() && demand.unit.empty()) {
    fail_at(
        place_in(root, "demand", "method"),
        message("[demand] says neither which column counts nor what a feature is",
                "[demand] ne dit ni quelle colonne compte ni ce qu’est un objet"),
        message("Add weights = {{ population = \"COLUMN\" }}, or unit = \"buildings\" to count "
                "each feature as 1",
                "Ajoutez weights = {{ population = \"COLONNE\" }}, ou unit = \"buildings\" pour "
                "compter 1 par objet"));
  }
  if (!demand.unit.empty() && !demand.calibrate && demand.weights.count("population")) {
    fail_at(place_in(root, "demand", "unit"),
            message("what is counted in {} cannot be called population",
                    "ce qui est compté en {} ne peut pas s’appeler population", demand.unit),
            message("Name the weight {}, or remove 'unit'",
                    "Nommez la pondération {}, ou supprimez « unit »", slug(demand.unit)));
  }
  for (const char* key : {"layer", "crs", "id"}) {
    if (!demand.tags || !root.find("demand")->find(key)) continue;
    fail_at(place_in(root, "demand", key),
            message("'{}' has no use with 'tags', which read OSM files",
                    "« {} » ne sert à rien avec « tags », qui lit des fichiers OSM", key),
            message("Remove it", "Supprimez-la"));
  }
}

void check_commune_demand(const Study& study, const TomlValue& root) {
  const DemandInput& demand = study.demand;
  for (const char* key : {"path", "layer", "crs", "id", "weights", "tags"}) {
    refuse_without_use(root, key, demand.method);
  }
  refuse_without_use(root, "calibrate", demand.method);
  if (demand.method == DemandMethod::seat) {
    refuse_without_use(root, "spacing_m", demand.method);
    refuse_without_use(root, "unit", demand.method);
    if (study.communes) return;
    fail_at(place_in(root, "demand", "method"),
            message("method = \"seat\" needs [communes]", "method = \"seat\" exige [communes]"),
            message("Add [communes], or use another method",
                    "Ajoutez [communes], ou utilisez une autre méthode"));
  } else if (!demand.unit.empty() && demand.unit != "road_length") {
    fail_at(place_in(root, "demand", "unit"),
            message("'unit' cannot be '{}' with method = \"network\"",
                    "« unit » ne peut pas valoir « {} » avec method = \"network\"", demand.unit),
            message("Write \"road_length\", or remove it to spread the communes' populations",
                    "Écrivez \"road_length\", ou supprimez-la pour répartir les populations des "
                    "communes"));
  }
}

void check_calibration(const Study& study, const TomlValue& root) {
  if (!study.demand.calibrate) return;
  if (!has_populations(study)) {
    fail_at(place_in(root, "demand", "calibrate"),
            message("calibrate = \"commune\" needs the communes' populations",
                    "calibrate = \"commune\" exige les populations des communes"),
            message("Add [communes] and [population]", "Ajoutez [communes] et [population]"));
  }
}

std::vector<std::string> commune_weights(const Study& study) {
  std::set<std::string> names;
  if (study.communes) {
    for (const auto& [name, column] : study.communes->columns) names.insert(name);
  }
  if (study.population) {
    for (const auto& [name, column] : study.population->columns) names.insert(name);
  }
  names.erase("epci_code");
  names.erase("epci_name");
  return {names.begin(), names.end()};
}

void require_with(const TomlValue& root, const char* key, const char* other) {
  const TomlValue* communes = root.find("communes");
  if (!communes || !communes->find(key) || communes->find(other)) return;
  fail_at(place_in(root, "communes", key),
          message("'{}' has no use without '{}'", "« {} » ne sert à rien sans « {} »", key, other),
          message("Add {} = …, or remove it", "Ajoutez {} = …, ou supprimez-la", other));
}

}  // namespace

void check_names(const Study& study, const TomlValue& root) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < study.facilities.size(); ++i) {
    const TomlPlace place = place_in_block(block_of(root, "facilities", i), "name");
    check_source_name(study.facilities[i].name, place);
    check_once(seen, study.facilities[i].name, "facilities", place);
  }
  seen.clear();
  for (std::size_t i = 0; i < study.territories.size(); ++i) {
    const TomlPlace place = place_in_block(block_of(root, "territories", i), "name");
    check_plain_name(study.territories[i].name, place);
    check_once(seen, study.territories[i].name, "territories", place);
  }
}

void check_facilities(const Study& study, const TomlValue& root) {
  for (std::size_t i = 0; i < study.facilities.size(); ++i) {
    const TomlValue& block = block_of(root, "facilities", i);
    check_mapping_names(block.find("columns"));
    check_source(study.facilities[i], block);
  }
}

void check_demand(const Study& study, const TomlValue& root) {
  const bool from_layer =
      study.demand.method == DemandMethod::grid || study.demand.method == DemandMethod::points;
  if (const TomlValue* table = root.find("demand")) check_mapping_names(table->find("weights"));
  if (from_layer) {
    check_layer_demand(study, root);
  } else {
    check_commune_demand(study, root);
  }
  check_calibration(study, root);
}

std::vector<std::string> weight_names(const Study& study) {
  const DemandInput& demand = study.demand;
  const bool from_layer =
      demand.method == DemandMethod::grid || demand.method == DemandMethod::points;
  std::vector<std::string> names;
  if (from_layer && demand.weights.empty()) {
    names.push_back(demand.calibrate ? "population" : demand.unit);
  } else if (from_layer) {
    for (const auto& [name, column] : demand.weights) names.push_back(name);
  } else if (demand.unit.empty()) {
    names = commune_weights(study);
  }
  // Without populations the roads themselves are counted, under their own unit.
  if (names.empty()) names.push_back("road_length");
  std::stable_partition(names.begin(), names.end(),
                        [](const std::string& name) { return name == "population"; });
  return names;
}

void check_weight_name(const Study& study, const std::string& weight, const TomlPlace& place) {
  const std::vector<std::string> names = weight_names(study);
  if (std::find(names.begin(), names.end(), weight) != names.end()) return;
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
  const auto nearest = closest_word(weight, names);
  fail_at(place,
          message("the study has no weight '{}'", "l’étude n’a pas de pondération « {} »", weight),
          nearest ? message("Did you mean '{}'?", "Vouliez-vous dire « {} » ?", *nearest)
                  : message("Its weights are: {}", "Ses pondérations sont : {}", list));
}

void check_query_weights(const Study& study, const TomlValue& root) {
  for (const Query& query : study.queries) {
    if (query.weight.empty()) continue;
    check_weight_name(study, query.weight,
                      root.find("queries")->find(query.name)->find("weight")->place);
  }
}

void check_dependent_keys(const Study& study, const TomlValue& root) {
  require_with(root, "seats_code", "seats");
  require_with(root, "mergers_from", "mergers");
  require_with(root, "mergers_to", "mergers");
  if (study.population && !study.communes) {
    fail_at(root.find("population")->place,
            message("[population] has no use without [communes]",
                    "[population] ne sert à rien sans [communes]"),
            message("Add [communes], or remove it", "Ajoutez [communes], ou supprimez-la"));
  }
}

}  // namespace coverage
