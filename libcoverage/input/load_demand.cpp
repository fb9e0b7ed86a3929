#include "libcoverage/input/load_demand.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "libcoverage/base/error.h"
#include "libcoverage/base/parallel_for.h"
#include "libcoverage/geo/polygon_operations.h"
#include "libcoverage/input/calibrate_demand.h"
#include "libcoverage/input/demand_table.h"
#include "libcoverage/input/read_demand.h"
#include "libcoverage/input/source_problems.h"
#include "libcoverage/input/study_place.h"

namespace coverage {

namespace {

using NoteKind = SourceNote::Kind;
using Rows = std::vector<std::size_t>;

std::vector<MultiPolygon> shapes_of(const Territory& territory) {
  std::vector<MultiPolygon> shapes;
  for (const Commune& commune : territory.communes) shapes.push_back(commune.shape);
  return shapes;
}

void locate(const Territory& territory, const Execution& execution, DemandTable& table) {
  table.communes.assign(table.size(), CommuneIndex::none());
  if (territory.communes.empty()) return;
  const std::vector<MultiPolygon> shapes = shapes_of(territory);
  const PolygonIndex index(shapes);
  parallel_for(
      table.size(), execution.threads, 1024, [&](std::size_t begin, std::size_t end, unsigned) {
        execution.check_interrupted();
        for (std::size_t row = begin; row < end; ++row) {
          const auto found = index.find_near(table.positions[row], StudyPlace::border_tolerance_m);
          if (found) table.communes[row] = CommuneIndex::from_size(*found);
        }
      });
}

/// In studies with communes, rows outside the study area are left out.
void leave_out_surroundings(const Territory& territory, DemandTable& table, SourceReport& report,
                            DemandTally& tally) {
  if (territory.communes.empty()) return;
  Rows kept;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const CommuneIndex commune = table.communes[row];
    if (commune.valid() && territory.communes[commune].in_study_area) {
      kept.push_back(row);
      continue;
    }
    ++report.rejected;
    tally.add(NoteKind::information, "outside_study_area",
              message("outside the study area", "hors du territoire d’étude"), table.ids[row],
              table.weights[0][row]);
  }
  table.keep(kept);
}

/// Same place, same weights.
bool is_repeated(const DemandTable& table, std::size_t a, std::size_t b) {
  return table.positions[a] == table.positions[b] &&
         std::all_of(table.weights.begin(), table.weights.end(),
                     [&](const auto& values) { return values[a] == values[b]; });
}

/// Sorts by commune, then by id; leaves out rows that repeat another one word for word.
void sort_rows(DemandTable& table, SourceReport& report, DemandTally& tally) {
  Rows order(table.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return table.ids[a] < table.ids[b]; });
  Rows kept;
  for (const std::size_t row : order) {
    if (kept.empty() || table.ids[kept.back()] != table.ids[row]) {
      kept.push_back(row);
      continue;
    }
    if (!is_repeated(table, kept.back(), row)) {
      throw InputError(
          message("[demand]: the id '{}' stands for two different points",
                  "[demand] : l’id « {} » désigne deux points différents", table.ids[row]),
          message("Choose a column of unique ids as 'id', or none",
                  "Choisissez pour « id » une colonne sans doublon, ou aucune"));
    }
    ++report.rejected;
    tally.add(NoteKind::information, "repeated",
              message("repeats another feature", "répète un autre objet"), table.ids[row],
              table.weights[0][row]);
  }
  std::stable_sort(kept.begin(), kept.end(), [&](std::size_t a, std::size_t b) {
    return table.communes[a] < table.communes[b];
  });
  table.keep(kept);
}

Weight sum_of(const std::vector<Weight>& values) {
  return std::accumulate(values.begin(), values.end(), Weight());
}

void note_communes_without_points(const Territory& territory, const DemandTable& table,
                                  DemandTally& tally) {
  const std::set<CommuneIndex> with_points(table.communes.begin(), table.communes.end());
  for (std::size_t i = 0; i < territory.communes.size(); ++i) {
    const Commune& commune = territory.communes.rows()[i];
    const auto population = commune.weights.find("population");
    const bool inhabited = population != commune.weights.end() && population->second > Weight();
    if (!commune.in_study_area || !inhabited || with_points.count(CommuneIndex::from_size(i))) {
      continue;
    }
    tally.add(NoteKind::doubtful, "commune_without_points",
              message("communes with inhabitants but without a point",
                      "communes habitées mais sans point"),
              commune.code + " " + commune.name, population->second);
  }
}

[[noreturn]] void fail_empty(const SourceReport& report) {
  std::string reasons, french_reasons;
  for (const SourceNote& note : report.notes) {
    const std::string count = std::to_string(note.count);
    reasons += (reasons.empty() ? "" : "; ") + count + " " + note.text.english;
    french_reasons += (french_reasons.empty() ? "" : " ; ") + count + " " + note.text.french;
  }
  throw InputError(
      {fmt::format("[demand]: of {} features none can be used: {}", report.read, reasons),
       fmt::format("[demand] : sur {} objets aucun n’est utilisable : {}", report.read,
                   french_reasons)},
      message("Check path, weights and crs of [demand], and study_area of [communes]",
              "Vérifiez path, weights et crs de [demand], et study_area de [communes]"));
}

std::string concept_of(const DemandInput& demand) {
  // Buildings among which inhabitants are shared out: the concept of what was read.
  return demand.concept_name.empty() && !demand.unit.empty() ? demand.unit : demand.concept_name;
}

Demand demand_of(const Study& study, DemandTable table, const std::vector<Weight>& source_totals) {
  const DemandWeights weights = weights_of(study.demand);
  Demand demand;
  demand.method = study.demand.method;
  demand.calibrated = study.demand.calibrate;
  for (std::size_t row = 0; row < table.size(); ++row) {
    demand.points.push_back({table.ids[row], table.positions[row], table.communes[row]});
  }
  for (std::size_t w = 0; w < weights.columns.size(); ++w) {
    DemandWeight weight;
    weight.name = weights.columns[w].name;
    weight.concept_name = concept_of(study.demand);
    weight.unit = weights.unit;
    weight.source_total = source_totals[w];
    weight.calibrated_total = sum_of(table.weights[w]);
    weight.values = IdVector<DemandIndex, Weight>(std::move(table.weights[w]));
    demand.weights.push_back(std::move(weight));
  }
  return demand;
}

void start_report(const DemandInput& input, SourceReport& report) {
  report.name = "demand";
  report.files = input.paths;
  report.edition = input.edition;
}

std::vector<std::string> commune_weight_names(const Territory& territory) {
  std::set<std::string> names;
  for (const Commune& commune : territory.communes) {
    for (const auto& [name, weight] : commune.weights) names.insert(name);
  }
  std::vector<std::string> list(names.begin(), names.end());
  std::stable_partition(list.begin(), list.end(),
                        [](const std::string& name) { return name == "population"; });
  return list;
}

void require_seats(const Territory& territory) {
  std::string missing;
  std::size_t count = 0;
  for (const Commune& commune : territory.communes) {
    if (!commune.in_study_area || commune.seat) continue;
    if (++count <= 10) missing += (missing.empty() ? "" : ", ") + commune.code + " " + commune.name;
  }
  if (count == 0) return;
  throw InputError(
      message("[demand]: method = \"seat\" needs the seat of every commune; {} have none: {}",
              "[demand] : method = \"seat\" exige le chef-lieu de chaque commune ; {} n’en ont pas "
              ": {}",
              count, missing),
      message("Give their layer as seats in [communes], or use method = \"network\"",
              "Donnez leur couche dans seats de [communes], ou utilisez method = \"network\""));
}

Demand demand_at_seats(const Study& study, const Territory& territory, SourceReport& report) {
  require_seats(territory);
  const std::vector<std::string> names = commune_weight_names(territory);
  if (names.empty()) {
    throw InputError(message("[demand]: method = \"seat\" needs the communes' populations",
                             "[demand] : method = \"seat\" exige les populations des communes"),
                     message("Add [population]", "Ajoutez [population]"));
  }
  Demand demand;
  demand.method = study.demand.method;
  for (const std::string& name : names) {
    demand.weights.push_back({name, territory.population_concept, "inhabitants", {}, {}, {}});
  }
  for (std::size_t i = 0; i < territory.communes.size(); ++i) {
    const Commune& commune = territory.communes.rows()[i];
    if (!commune.in_study_area) continue;
    ++report.read;
    ++report.kept;
    demand.points.push_back({commune.code, *commune.seat, CommuneIndex::from_size(i)});
    for (DemandWeight& weight : demand.weights) {
      const auto found = commune.weights.find(weight.name);
      if (found == commune.weights.end()) {
        report.note(NoteKind::doubtful, "population_unknown",
                    message("communes whose weight '{}' is not known, counted as 0",
                            "communes dont la pondération « {} » n’est pas connue, comptée pour 0",
                            weight.name),
                    commune.code + " " + commune.name);
      }
      weight.values.push_back(found == commune.weights.end() ? Weight() : found->second);
      weight.source_total += weight.values.rows().back();
      weight.calibrated_total = weight.source_total;
    }
  }
  return demand;
}

}  // namespace

Demand load_demand(const Study& study, const Territory& territory, const Crs& study_crs,
                   const Execution& execution, SourceReport& report) {
  start_report(study.demand, report);
  if (study.demand.method == DemandMethod::seat) {
    return demand_at_seats(study, territory, report);
  }
  return place_demand(study, territory, read_demand_features(study, study_crs, execution),
                      execution, report);
}

DemandFeatures read_demand_features(const Study& study, const Crs& study_crs,
                                    const Execution& execution) {
  DemandFeatures features{
      {}, DemandTally(study.demand.unit.empty() ? "inhabitants" : study.demand.unit), {}};
  start_report(study.demand, features.report);
  features.table = read_demand(study.demand, study_crs, execution, features.report, features.tally);
  return features;
}

Demand place_demand(const Study& study, const Territory& territory, DemandFeatures features,
                    const Execution& execution, SourceReport& report) {
  const DemandWeights weights = weights_of(study.demand);
  DemandTable table = std::move(features.table);
  DemandTally& tally = features.tally;
  report = std::move(features.report);
  locate(territory, execution, table);
  leave_out_surroundings(territory, table, report, tally);
  sort_rows(table, report, tally);
  report.kept = table.size();
  if (table.size() == 0) {
    tally.write(report);
    fail_empty(report);
  }
  std::vector<Weight> source_totals;
  for (const auto& values : table.weights) source_totals.push_back(sum_of(values));
  tally.write(report);
  DemandTally inhabitants("inhabitants");
  if (study.demand.calibrate) {
    const CalibrationCounts counts =
        calibrate_demand(territory, weights.columns, table, inhabitants);
    report.kept -= counts.removed;
    report.rejected += counts.removed;
    SourceReport unused;
    sort_rows(table, unused, inhabitants);
  } else {
    note_communes_without_points(territory, table, inhabitants);
  }
  inhabitants.write(report);
  if (study.strict) stop_where_strict(report);
  warn_of_losses(report, execution.progress);
  return demand_of(study, std::move(table), source_totals);
}

}  // namespace coverage