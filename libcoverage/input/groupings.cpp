#include "libcoverage/input/groupings.h"

#include <algorithm>
#include <set>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/input/commune_codes.h"
#include "libcoverage/input/grouping_builder.h"
#include "libcoverage/input/grouping_polygons.h"
#include "libcoverage/input/table.h"

namespace coverage {

namespace {

/// The population of every commune that is known, with or without a polygon.
std::map<std::string, Weight> known_populations(const GroupingSources& sources) {
  std::map<std::string, Weight> populations;
  const auto take = [&](const std::string& code, const CommuneFacts& facts) {
    const auto weight = facts.weights.find("population");
    if (weight != facts.weights.end()) populations[code] = weight->second;
  };
  for (const PopulationRow& row : sources.populations) take(row.code, row.facts);
  for (const CommuneDraft& commune : sources.communes) take(commune.code, commune.facts);
  return populations;
}

std::map<std::string, std::string> known_epcis(const GroupingSources& sources) {
  std::map<std::string, std::string> epcis;
  for (const PopulationRow& row : sources.populations) epcis[row.code] = row.facts.epci_code;
  for (const CommuneDraft& commune : sources.communes) {
    epcis[commune.code] = commune.facts.epci_code;
  }
  return epcis;
}

}  // namespace

void build_units(Grouping& grouping, const UnitTable& table, const GroupingSources& sources) {
  const Territory& territory = sources.territory;
  std::map<std::string, UnitIndex> index_of;
  for (const Commune& commune : territory.communes) {
    const auto unit = table.unit_of_commune.find(commune.code);
    if (commune.in_study_area && unit != table.unit_of_commune.end()) index_of[unit->second];
  }
  for (auto& [code, index] : index_of) {
    const auto name = table.names.find(code);
    TerritoryUnit unit;
    unit.code = code;
    unit.name = name == table.names.end() || name->second.empty() ? code : name->second;
    index = grouping.units.push_back(std::move(unit));
  }
  grouping.unit_of_commune.resize(territory.communes.size(), UnitIndex::none());
  const auto populations = known_populations(sources);
  const auto epcis = known_epcis(sources);
  for (const auto& [code, unit_code] : table.unit_of_commune) {
    const auto found = index_of.find(unit_code);
    if (found == index_of.end()) continue;
    const auto commune = territory.find_commune(code);
    if (commune) grouping.unit_of_commune[*commune] = found->second;
    TerritoryUnit& unit = grouping.units[found->second];
    const auto population = populations.find(code);
    const Weight inhabitants = population == populations.end() ? Weight() : population->second;
    unit.population_known = unit.population_known && population != populations.end();
    const auto epci = epcis.find(code);
    const bool in_area = sources.study_area.contains(code, epci == epcis.end() ? "" : epci->second);
    if (in_area && commune) unit.population_inside += inhabitants;
    if (in_area) continue;
    unit.is_partial = true;
    unit.population_outside += inhabitants;
  }
}

void note_communes_without_unit(const Grouping& grouping, const Territory& territory,
                                SourceReport& report) {
  std::vector<std::string> without;
  for (std::size_t i = 0; i < territory.communes.size(); ++i) {
    const auto index = CommuneIndex::from_size(i);
    const Commune& commune = territory.communes[index];
    if (commune.in_study_area && !grouping.unit_of_commune[index].valid()) {
      without.push_back(code_and_name(commune.code, commune.name));
    }
  }
  add_full_note(report, SourceNote::Kind::information, "communes_without_" + grouping.name,
                message("communes of the study area belong to no unit of '{}'",
                        "communes de la zone d’étude qui n’appartiennent à aucune unité de « {} »",
                        grouping.name),
                without);
}

Grouping epci_grouping(const GroupingSources& sources, SourceReport& report) {
  Grouping grouping;
  grouping.name = "epci";
  grouping.label = "EPCI";
  UnitTable table;
  const auto take = [&](const std::string& code, const CommuneFacts& facts) {
    if (facts.epci_code.empty()) return;
    table.unit_of_commune[code] = facts.epci_code;
    const auto [name, added] = table.names.try_emplace(facts.epci_code, facts.epci_name);
    if (added || name->second == facts.epci_name) return;
    report.note(SourceNote::Kind::doubtful, "epci_names",
                {"EPCIs have two names; the first by commune code is kept",
                 "EPCI qui ont deux noms ; le premier dans l’ordre des communes est gardé"},
                facts.epci_code + ": " + name->second + " / " + facts.epci_name);
  };
  for (const CommuneDraft& commune : sources.communes) take(commune.code, commune.facts);
  for (const PopulationRow& row : sources.populations) {
    if (!sources.territory.find_commune(row.code)) take(row.code, row.facts);
  }
  if (table.unit_of_commune.empty()) return grouping;
  build_units(grouping, table, sources);
  note_communes_without_unit(grouping, sources.territory, report);
  return grouping;
}

namespace {

/// Puts a row's commune into its unit; old codes go through the table de passage.
void add_to_unit(UnitTable& units, const std::string& written, const std::string& unit,
                 const Mergers& mergers, SourceReport& report) {
  const std::string& code = mergers.current(written);
  const auto [known, added] = units.unit_of_commune.try_emplace(code, unit);
  if (added || known->second == unit) return;
  if (mergers.empty()) {
    throw InputError(
        message("commune '{}' is in two units, '{}' and '{}'",
                "la commune « {} » est dans deux unités, « {} » et « {} »", code, known->second,
                unit),
        {"Keep one row a commune, or give the units as polygons",
         "Gardez une ligne par commune, ou donnez les unités sous forme de polygones"});
  }
  report.note(SourceNote::Kind::doubtful, "merged_across_units",
              {"communes that merged were in different units; the unit of the commune whose code "
               "lives on is kept, else the first in the table",
               "communes réunies qui étaient dans des unités différentes ; l’unité de la commune "
               "dont le code demeure est gardée, sinon la première de la table"},
              code + ": " + known->second + " / " + unit);
  if (written == code) known->second = unit;
}

UnitTable read_unit_table(const TerritoryInput& input, const GroupingSources& sources,
                          SourceReport& report) {
  std::set<std::string> known;
  for (const CommuneDraft& commune : sources.communes) known.insert(commune.code);
  UnitTable units;
  for (const std::string& path : input.paths) {
    Table table = load_table(path, input.layer);
    const std::size_t commune = table.column(*input.commune);
    const std::size_t code = table.column(input.code);
    const auto name = table.find_column(input.unit_name);
    if (!name && input.unit_name != TerritoryInput{}.unit_name) table.column(input.unit_name);
    CodeColumn codes{{}, file_name_of(path)};
    for (auto& row : table.rows) {
      row[commune] = std::string(trim(row[commune]));
      codes.codes.emplace_back(row[commune]);
    }
    repair_codes(std::move(codes), known, report);
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      const auto& row = table.rows[r];
      ++report.read;
      const std::string unit(trim(row[code]));
      if (unit.empty() || row[commune].empty()) {
        ++report.rejected;
        report.note(SourceNote::Kind::rejected, "no_code",
                    {"rows lack the commune’s or the unit’s code and are left out",
                     "lignes sans code de commune ou d’unité, laissées de côté"},
                    table.reference(r));
        continue;
      }
      within(verbatim(path), [&] {
        within(Message{table.place_of(r), table.french_place_of(r)},
               [&] { add_to_unit(units, row[commune], unit, sources.mergers, report); });
      });
      if (name) units.names.try_emplace(unit, trim(row[*name]));
    }
  }
  return units;
}

/// Notes codes of the table in départements of the study area that no commune has; refuses a table
/// that shares no code with the communes.
void check_unit_table(const UnitTable& units, const TerritoryInput& input,
                      const GroupingSources& sources, SourceReport& report) {
  std::vector<std::string> unknown;
  std::set<std::string> departements;
  bool any_known = false;
  for (const Commune& commune : sources.territory.communes) {
    if (commune.in_study_area) departements.insert(commune.departement);
  }
  for (const auto& [code, unit] : units.unit_of_commune) {
    const bool known = sources.territory.find_commune(code).has_value();
    any_known = any_known || known;
    const std::string departement = departement_of(code);
    if (!known && !departement.empty() && departements.contains(departement)) {
      unknown.push_back(code);
    }
  }
  if (!any_known) {
    throw InputError(
        message("none of the communes of this table is known (column '{}')",
                "aucune commune de cette table n’est connue (colonne « {} »)", *input.commune),
        {"Check that the column holds the communes’ codes",
         "Vérifiez que la colonne contient les codes des communes"});
  }
  add_full_note(
      report, SourceNote::Kind::doubtful, "unknown_communes",
      {"communes of this table are in the study area’s départements but have no polygon",
       "communes de cette table situées dans les départements étudiés mais sans polygone"},
      unknown);
}

}  // namespace

Grouping load_grouping(const TerritoryInput& input, const GroupingSources& sources,
                       const Crs& study_crs, const Execution& execution, SourceReport& report) {
  const Message place = message("[[territories]] '{}'", "[[territories]] « {} »", input.name);
  return within(place, [&] {
    Grouping grouping;
    grouping.name = input.name;
    grouping.label = input.label.empty() ? input.name : input.label;
    if (!input.commune) {
      load_unit_polygons(grouping, input, sources, study_crs, execution, report);
    } else {
      const UnitTable units = read_unit_table(input, sources, report);
      check_unit_table(units, input, sources, report);
      build_units(grouping, units, sources);
      note_communes_without_unit(grouping, sources.territory, report);
    }
    return grouping;
  });
}

}  // namespace coverage
