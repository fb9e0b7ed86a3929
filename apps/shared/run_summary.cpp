#include "apps/shared/run_summary.h"

#include <nlohmann/json.hpp>

#include "libcoverage/base/counted.h"
#include "libcoverage/output/indicator_columns.h"
#include "libcoverage/output/people_text.h"
#include "libcoverage/output/report_sections.h"

namespace coverage {

namespace {

std::string ledger_line(const Results& results, const QueryResult& query, Language language) {
  const ThresholdCount count = target_count(query.indicators.study, query.query);
  const auto text = [&](Weight weight) { return inhabitants_text(weight, language); };
  return message("  {} of {} {} within {} ({}); {} beyond, {} unreachable, {} unsnapped\n",
                 "  {} sur {} {} à {} ou moins ({}) ; {} au-delà, {} sans itinéraire, {} non "
                 "rattachés\n",
                 text(count.covered), text(query.indicators.study.population),
                 weight_unit(results, query, language),
                 threshold_text(query.query.target, language), share_text(count.share(), language),
                 text(count.uncovered), text(count.unreachable), text(count.unsnapped))
      .in(language);
}

std::string uncertain_line(const QueryResult& query, Language language) {
  const std::string people = inhabitants_text(query.indicators.study.uncertain, language);
  if (query.query.target.distance) {
    return message(
               "  {}: a facility beyond the edge of the data may be nearer, or meet the target\n",
               "  {} : un lieu d’accueil au-delà du bord des données est peut-être plus "
               "proche, ou répond à l’objectif\n",
               people)
        .in(language);
  }
  return message("  {} may be nearer to a facility beyond the edge of the data\n",
                 "  {} sont peut-être plus près d’un lieu d’accueil au-delà du bord des données\n",
                 people)
      .in(language);
}

}  // namespace

std::string headline_text(const Results& results, const std::string& directory, Language language) {
  std::string text = results.study.title + "\n";
  for (const std::string& notice : notices_of(results.study)) {
    if (!notice.empty()) text += notice + "\n";
  }
  for (const QueryResult& query : results.queries) {
    text += "\n" + query.query.label + "\n" + ledger_line(results, query, language);
    const Indicators& study = query.indicators.study;
    text += message("  median {}, nine in ten within {}\n",
                    "  médiane {}, neuf sur dix en {} ou moins\n",
                    duration_text(study.median, language), duration_text(study.p90, language))
                .in(language);
    if (study.uncertain > Weight{}) text += uncertain_line(query, language);
  }
  return text + "\n" + message("Results: {}\n", "Résultats : {}\n", directory).in(language);
}

std::string estimate_text(const RunEstimate& estimate, Language language) {
  std::string text = message("Inputs\n", "Données\n").in(language);
  for (const auto& [path, bytes] : estimate.inputs) {
    text += fmt::format("  {:>9}  {}\n", size_text(static_cast<double>(bytes), language), path);
  }
  const Message counts[] = {
      counted(estimate.communes, {"commune", "commune"}, {"communes", "communes"}),
      counted(estimate.facilities, {"facility", "lieu d’accueil"},
              {"facilities", "lieux d’accueil"}),
      counted(estimate.queries, {"query", "offre étudiée"}, {"queries", "offres étudiées"}),
      counted(estimate.raster_cells, {"raster cell", "cellule de raster"},
              {"raster cells", "cellules de raster"})};
  for (const Message& count : counts) text += (&count == counts ? "" : ", ") + count.in(language);
  text += "\n";
  text += message("About {} of memory and {:.0f} s on one thread\n",
                  "Environ {} de mémoire et {:.0f} s sur un fil\n",
                  size_text(static_cast<double>(estimate.memory_bytes), language), estimate.seconds)
              .in(language);
  text += message("Files to come:", "Fichiers à venir :").in(language);
  for (const std::string& file : estimate.files) text += " " + file;
  return text + "\n";
}

std::string estimate_json(const RunEstimate& estimate) {
  nlohmann::ordered_json inputs = nlohmann::ordered_json::array();
  for (const auto& [path, bytes] : estimate.inputs)
    inputs.push_back({{"path", path}, {"bytes", bytes}});
  const nlohmann::ordered_json json = {{"inputs", inputs},
                                       {"communes", estimate.communes},
                                       {"facilities", estimate.facilities},
                                       {"queries", estimate.queries},
                                       {"raster_cells", estimate.raster_cells},
                                       {"memory_bytes", estimate.memory_bytes},
                                       {"seconds", estimate.seconds},
                                       {"files", estimate.files}};
  return json.dump(2) + "\n";
}

}  // namespace coverage
