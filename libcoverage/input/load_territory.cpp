#include "libcoverage/input/load_territory.h"

#include <algorithm>
#include <cassert>
#include <set>
#include <utility>

#include "libcoverage/base/error.h"
#include "libcoverage/input/commune_codes.h"
#include "libcoverage/input/commune_gaps.h"
#include "libcoverage/input/commune_overlaps.h"
#include "libcoverage/input/commune_polygons.h"
#include "libcoverage/input/groupings.h"
#include "libcoverage/input/mergers.h"
#include "libcoverage/input/osm_reader.h"
#include "libcoverage/input/populations.h"
#include "libcoverage/input/repeated_communes.h"
#include "libcoverage/input/seats.h"
#include "libcoverage/input/source_problems.h"
#include "libcoverage/input/study_area.h"

namespace coverage {

namespace {

SourceReport new_report(std::string name, std::vector<std::string> files, std::string edition) {
  SourceReport report;
  report.name = std::move(name);
  report.files = std::move(files);
  report.edition = std::move(edition);
  return report;
}

/// Codes that tell what the four-digit codes of a file mean: every INSEE code that is whole, and
/// the study area's entries.
template <class Row>
void add_known_codes(std::set<std::string>& known, const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    if (!departement_of(row.code).empty()) known.insert(row.code);
  }
}

/// Repairs the codes of each file on its own.
template <class Row>
void repair_codes_by_file(std::vector<Row>& rows, const std::vector<std::string>& paths,
                          const std::set<std::string>& known, SourceReport& report) {
  for (std::size_t file = 0; file < paths.size(); ++file) {
    CodeColumn column{{}, file_name_of(paths[file])};
    for (Row& row : rows) {
      if (row.file == file) column.codes.emplace_back(row.code);
    }
    repair_codes(std::move(column), known, report);
  }
}

void refuse_double_sources(const Study& study) {
  if (!study.population) return;
  for (const auto& [key, column] : study.communes->columns) {
    const auto other = study.population->columns.find(key);
    if (other == study.population->columns.end()) continue;
    throw InputError(
        message("'{}' is given by [communes] ('{}') and by [population] ('{}')",
                "« {} » est donné par [communes] (« {} ») et par [population] (« {} »)", key,
                column, other->second),
        {"Keep one of the two", "Gardez l’un des deux"});
  }
}

/// Numbers of OSM tags give way to those of [population]: two concepts are never mixed.
void forget_replaced_numbers(std::vector<CommuneDraft>& drafts, const PopulationInput& input) {
  for (CommuneDraft& draft : drafts) {
    for (const auto& [key, column] : input.columns) draft.facts.weights.erase(key);
  }
}

/// What the files of [communes] and [population] say, one row a code, in today's codes.
struct Sources {
  std::vector<CommuneDraft> communes;
  std::vector<PopulationRow> populations;
  Mergers mergers;
};

Sources read_sources(const Study& study, const Crs& study_crs, const Execution& execution,
                     std::vector<SourceReport>& reports) {
  const CommunesInput& input = *study.communes;
  const PopulationInput population_input = study.population.value_or(PopulationInput{});
  SourceReport& communes = reports.emplace_back(new_report("communes", input.paths, input.edition));
  Sources sources;
  sources.communes = read_commune_polygons(input, study_crs, execution, communes);
  SourceReport populations =
      new_report("population", population_input.paths, population_input.edition);
  sources.populations = read_populations(population_input, populations);
  std::set<std::string> known(input.study_area.begin(), input.study_area.end());
  add_known_codes(known, sources.communes);
  add_known_codes(known, sources.populations);
  repair_codes_by_file(sources.communes, input.paths, known, communes);
  repair_codes_by_file(sources.populations, population_input.paths, known, populations);
  sources.communes = unite_repeated_communes(std::move(sources.communes), communes);
  sources.populations = without_repeated_rows(std::move(sources.populations), populations);
  add_known_codes(known, sources.communes);
  SourceReport mergers = new_report("mergers", {}, "");
  sources.mergers = read_mergers(input, known, mergers);
  merge_polygons(sources.communes, sources.mergers, communes);
  merge_populations(sources.populations, sources.mergers, populations);
  if (study.population) reports.push_back(std::move(populations));
  if (input.mergers_path) {
    mergers.files = {*input.mergers_path};
    reports.push_back(std::move(mergers));
  }
  return sources;
}

/// Notes overlaps and gaps between neighbours.
void check_borders(const std::vector<CommuneDraft>& communes, const Execution& execution,
                   SourceReport& report) {
  const std::vector<Outline> outlines = outlines_of(communes);
  note_overlaps(communes, outlines, execution, report);
  execution.check_interrupted();
  note_gaps(communes, outlines, report);
}

/// Moves the drafts' shapes and numbers into communes.
void fill_communes(Territory& territory, std::vector<CommuneDraft>& drafts,
                   const StudyArea& study_area) {
  for (CommuneDraft& draft : drafts) {
    Commune commune;
    commune.code = draft.code;
    commune.name = draft.facts.name.empty() ? draft.code : draft.facts.name;
    commune.departement = departement_of(draft.code);
    commune.in_study_area = study_area.contains(draft.code, draft.facts.epci_code);
    commune.epci_code = draft.facts.epci_code;
    commune.shape = std::move(draft.shape);
    commune.weights = draft.facts.weights;
    territory.communes.push_back(std::move(commune));
  }
}

SourceReport* find_report(std::vector<SourceReport>& reports, const std::string& name) {
  const auto found = std::find_if(reports.begin(), reports.end(),
                                  [&](const SourceReport& r) { return r.name == name; });
  return found == reports.end() ? nullptr : &*found;
}

void add_groupings(const Study& study, const GroupingSources& sources, const Crs& study_crs,
                   const Execution& execution, Territory& territory,
                   std::vector<SourceReport>& reports) {
  SourceReport* epci_report = find_report(reports, "population");
  if (!epci_report) epci_report = find_report(reports, "communes");
  assert(epci_report);  // communes come before anything else
  std::vector<Grouping> groupings;
  groupings.push_back(epci_grouping(sources, *epci_report));
  if (groupings.back().units.empty()) groupings.clear();
  for (const TerritoryInput& input : study.territories) {
    execution.check_interrupted();
    SourceReport report = new_report(input.name, input.paths, "");
    groupings.push_back(load_grouping(input, sources, study_crs, execution, report));
    reports.push_back(std::move(report));
  }
  territory.groupings = std::move(groupings);
}

/// Says what the communes' `population` counts and when.
void name_population(const Study& study, Territory& territory) {
  const bool in_table = study.population && study.population->columns.contains("population");
  const bool any_known =
      std::any_of(territory.communes.begin(), territory.communes.end(),
                  [](const Commune& commune) { return commune.weights.contains("population"); });
  if (in_table) {
    territory.population_concept = study.population->concept_name;
    territory.population_edition = study.population->edition;
  } else if (any_known) {
    const auto& paths = study.communes->paths;
    const bool from_osm = std::any_of(paths.begin(), paths.end(), is_osm_path);
    if (from_osm) territory.population_concept = "population (OpenStreetMap)";
    territory.population_edition = study.communes->edition;
  }
}

}  // namespace

Territory load_territory(const Study& study, const Crs& study_crs, const Execution& execution,
                         std::vector<SourceReport>& reports) {
  Territory territory;
  if (!study.communes) return territory;
  execution.progress.stage({"Reading communes", "Lecture des communes"});
  refuse_double_sources(study);
  std::vector<SourceReport> own;
  Sources sources = read_sources(study, study_crs, execution, own);
  const StudyArea study_area(study.communes->study_area);
  if (study.population) {
    forget_replaced_numbers(sources.communes, *study.population);
    join_populations(sources.communes, sources.populations, study_area,
                     *find_report(own, "population"));
  }
  study_area.refuse_unknown_entries(sources.communes);
  note_unknown_populations(sources.communes, *find_report(own, "communes"));
  check_borders(sources.communes, execution, *find_report(own, "communes"));
  fill_communes(territory, sources.communes, study_area);
  add_groupings(study,
                {territory, sources.communes, sources.populations, study_area, sources.mergers},
                study_crs, execution, territory, own);
  if (study.communes->seats == CommunesInput::Seats::layer) {
    SourceReport report = new_report("seats", {study.communes->seats_path}, "");
    load_seats(*study.communes, study_crs, sources.mergers, territory, report);
    own.push_back(std::move(report));
  }
  name_population(study, territory);
  for (SourceReport& report : own) {
    if (study.strict) stop_where_strict(report);
    warn_of_losses(report, execution.progress);
    report.kept = report.read - report.rejected;
    reports.push_back(std::move(report));
  }
  return territory;
}

}  // namespace coverage
