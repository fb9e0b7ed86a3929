#include "libcoverage/input/populations.h"

#include <algorithm>
#include <utility>

#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/input/table.h"
#include "libcoverage/model/territory.h"

namespace coverage {

namespace {

void read_table(const Table& table, const PopulationInput& input, std::size_t file,
                std::vector<PopulationRow>& rows, SourceReport& report) {
  const std::size_t code = table.column(input.code);
  const FactColumns columns =
      FactColumns::find(input.columns, [&](const std::string& name) { return table.column(name); });
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    const Message place{table.place_of(r), table.french_place_of(r)};
    ++report.read;
    PopulationRow row;
    row.code = std::string(trim(table.rows[r][code]));
    row.place = table.reference(r);
    row.file = file;
    row.facts = within(verbatim(table.path), [&] {
      return within(place, [&] {
        return columns.read(input.columns, [&](std::size_t c) { return table.rows[r][c]; });
      });
    });
    if (!row.code.empty()) {
      rows.push_back(std::move(row));
      continue;
    }
    ++report.rejected;
    const auto weight = row.facts.weights.find("population");
    report.note(SourceNote::Kind::rejected, "no_code",
                {"rows have no commune code (totals?) and are left out",
                 "lignes sans code de commune (des totaux ?), laissées de côté"},
                row.place + (weight == row.facts.weights.end()
                                 ? ""
                                 : ": " + format_decimals(weight->second.count(), 6)));
  }
}

/// "03185 Montluçon: 33189": a code with the inhabitants at stake.
std::string at_stake(const PopulationRow& row) {
  const auto weight = row.facts.weights.find("population");
  std::string label = code_and_name(row.code, row.facts.name);
  if (weight == row.facts.weights.end()) return label;
  return label + ": " + format_decimals(weight->second.count(), 6);
}

Weight population_of(const CommuneFacts& facts) {
  const auto weight = facts.weights.find("population");
  return weight == facts.weights.end() ? Weight() : weight->second;
}

/// Whether the polygons cover the part of the country that a code belongs to. Codes that name no
/// département are taken for covered, unless most of the table has no polygon.
class CoveredPlaces {
 public:
  CoveredPlaces(const std::vector<CommuneDraft>& communes, std::size_t rows) {
    for (const CommuneDraft& commune : communes) departements_.insert(departement_of(commune.code));
    whole_country_ = rows > 2 * communes.size();
  }
  bool contains(const std::string& code) const {
    const std::string departement = departement_of(code);
    return departement.empty() ? !whole_country_ : departements_.contains(departement);
  }

 private:
  std::set<std::string> departements_;
  bool whole_country_ = false;
};

void note_rows_without_polygon(const std::vector<const PopulationRow*>& unmatched,
                               const CoveredPlaces& covered, const StudyArea& study_area,
                               SourceReport& report) {
  std::vector<std::string> around, elsewhere;
  Weight total, inside;
  for (const PopulationRow* row : unmatched) {
    const bool in_area = study_area.contains(row->code, row->facts.epci_code);
    if (!covered.contains(row->code) && !(in_area && study_area.is_limited())) {
      elsewhere.push_back(at_stake(*row));
      continue;
    }
    around.push_back(at_stake(*row));
    total += population_of(row->facts);
    if (in_area) inside += population_of(row->facts);
  }
  add_full_note(
      report, SourceNote::Kind::doubtful, "population_without_polygon",
      message("communes of the population table have no polygon: {} inhabitants at stake, of whom "
              "{} in the study area; where communes were split or renamed between the editions, "
              "give a table de passage as mergers",
              "communes de la table des populations sans polygone : {} habitants en jeu, dont {} "
              "dans la zone d’étude ; si des communes ont été scindées ou renommées entre les deux "
              "millésimes, donnez une table de passage (mergers)",
              format_decimals(total.count(), 6), format_decimals(inside.count(), 6)),
      around);
  if (elsewhere.empty()) return;
  SourceNote note{
      SourceNote::Kind::information,
      "population_elsewhere",
      {"communes of the population table lie outside the polygons’ area and are not used",
       "communes de la table des populations hors du territoire des polygones, sans "
       "emploi"},
      elsewhere.size(),
      {}};
  elsewhere.resize(std::min<std::size_t>(elsewhere.size(), 10));
  note.examples = std::move(elsewhere);
  report.notes.push_back(std::move(note));
}

void note_polygons_without_row(const std::vector<std::string>& unmatched, SourceReport& report) {
  add_full_note(report, SourceNote::Kind::doubtful, "polygon_without_population",
                {"communes have a polygon but no row in the population table: their inhabitants "
                 "are unknown, or counted in the commune that they merged into; give a table de "
                 "passage as mergers",
                 "communes avec un polygone mais sans ligne dans la table des populations : leurs "
                 "habitants sont inconnus, ou comptés dans la commune qu’elles ont rejointe ; "
                 "donnez une table de passage (mergers)"},
                unmatched);
}

/// Paris, Lyon and Marseille come as communes in some files and as arrondissements in others.
void note_arrondissements(const std::set<std::string>& unmatched, SourceReport& report) {
  struct City {
    const char *code, *first, *last;
  };
  constexpr City cities[] = {
      {"13055", "13201", "13216"}, {"69123", "69381", "69389"}, {"75056", "75101", "75120"}};
  for (const City& city : cities) {
    const auto arrondissement = unmatched.lower_bound(city.first);
    const bool any = arrondissement != unmatched.end() && *arrondissement <= city.last;
    if (!any || !unmatched.contains(city.code)) continue;
    report.note(SourceNote::Kind::doubtful, "arrondissements",
                {"cities (Paris, Lyon, Marseille) are a commune in one file and arrondissements in "
                 "the other; a table de passage (mergers) from arrondissements to commune joins "
                 "them",
                 "villes (Paris, Lyon, Marseille) qui sont une commune dans un fichier et des "
                 "arrondissements dans l’autre ; une table de passage (mergers) des "
                 "arrondissements vers la commune les réunit"},
                city.code);
  }
}

void take_facts(CommuneFacts& into, const CommuneFacts& from) {
  for (const auto& [name, weight] : from.weights) into.weights[name] = weight;
  if (!from.epci_code.empty()) {
    into.epci_code = from.epci_code;
    into.epci_name = from.epci_name;
  }
  if (into.name.empty()) into.name = from.name;
}

bool same_values(const CommuneFacts& a, const CommuneFacts& b) {
  return a.weights == b.weights && a.epci_code == b.epci_code;
}

}  // namespace

std::vector<PopulationRow> read_populations(const PopulationInput& input, SourceReport& report) {
  std::vector<PopulationRow> rows;
  for (std::size_t file = 0; file < input.paths.size(); ++file) {
    const Table table = load_table(input.paths[file], input.layer);
    if (table.rows.empty()) {
      throw InputError(
          message("{}: the table has no row", "{} : la table est vide", input.paths[file]),
          {"Give a table with one row a commune", "Indiquez une table avec une ligne par commune"});
    }
    read_table(table, input, file, rows, report);
  }
  return rows;
}

std::vector<PopulationRow> without_repeated_rows(std::vector<PopulationRow> rows,
                                                 SourceReport& report) {
  std::stable_sort(rows.begin(), rows.end(),
                   [](const PopulationRow& a, const PopulationRow& b) { return a.code < b.code; });
  std::vector<PopulationRow> kept;
  kept.reserve(rows.size());
  for (PopulationRow& row : rows) {
    if (kept.empty() || kept.back().code != row.code) {
      kept.push_back(std::move(row));
      continue;
    }
    if (!same_values(kept.back().facts, row.facts)) {
      throw InputError(
          message("[population]: code '{}' comes twice with different values: {} and {}",
                  "[population] : le code « {} » figure deux fois avec des valeurs différentes : "
                  "{} et {}",
                  row.code, kept.back().place, row.place),
          {"Keep one row a commune", "Gardez une ligne par commune"});
    }
    ++report.rejected;
    report.note(SourceNote::Kind::rejected, "repeated_row",
                {"rows repeat another one and are left out",
                 "lignes qui en répètent une autre, laissées de côté"},
                row.code + " (" + row.place + ")");
  }
  return kept;
}

void join_populations(std::vector<CommuneDraft>& communes, const std::vector<PopulationRow>& rows,
                      const StudyArea& study_area, SourceReport& report) {
  std::vector<const PopulationRow*> unmatched_rows;
  std::vector<std::string> unmatched_communes;
  std::set<std::string> unmatched_codes;
  auto row = rows.begin();
  const auto pass_rows_before = [&](const std::string* code) {
    for (; row != rows.end() && (!code || row->code < *code); ++row) {
      unmatched_rows.push_back(&*row);
      unmatched_codes.insert(row->code);
    }
  };
  for (CommuneDraft& commune : communes) {
    pass_rows_before(&commune.code);
    if (row != rows.end() && row->code == commune.code) {
      take_facts(commune.facts, row->facts);
      ++row;
    } else {
      unmatched_communes.push_back(code_and_name(commune.code, commune.facts.name));
      unmatched_codes.insert(commune.code);
    }
  }
  pass_rows_before(nullptr);
  note_rows_without_polygon(unmatched_rows, CoveredPlaces(communes, rows.size()), study_area,
                            report);
  note_polygons_without_row(unmatched_communes, report);
  note_arrondissements(unmatched_codes, report);
}

void note_unknown_populations(const std::vector<CommuneDraft>& communes, SourceReport& report) {
  std::vector<std::string> unknown;
  for (const CommuneDraft& commune : communes) {
    if (!commune.facts.weights.contains("population")) {
      unknown.push_back(code_and_name(commune.code, commune.facts.name));
    }
  }
  if (unknown.size() == communes.size()) {
    report.notes.push_back({SourceNote::Kind::information,
                            "no_population",
                            {"communes, and the population of none is known",
                             "communes, dont aucune population n’est connue"},
                            unknown.size(),
                            {}});
    return;
  }
  add_full_note(report, SourceNote::Kind::doubtful, "unknown_population",
                {"communes have no known population; it is not guessed",
                 "communes dont la population est inconnue ; elle n’est pas estimée"},
                unknown);
}

}  // namespace coverage
