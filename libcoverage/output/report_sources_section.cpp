#include <algorithm>

#include "libcoverage/base/text.h"
#include "libcoverage/output/html_table.h"
#include "libcoverage/output/people_text.h"
#include "libcoverage/output/report_sections.h"
#include "libcoverage/output/words.h"

namespace coverage {

namespace {

std::string commune_name(const Results& results, CommuneIndex commune) {
  return commune.valid() ? html_escaped(results.territory.communes[commune].name) : "—";
}

bool in_study_area(const Results& results, const Facility& facility) {
  return facility.commune.valid() && results.territory.communes[facility.commune].in_study_area;
}

/// A place without a name has its identifier for one: its kind comes first.
std::string facility_name(const Facility& facility, Language language) {
  if (!facility.id.ends_with(":" + facility.name)) return html_escaped(facility.name);
  return html_escaped(capitalized(kind_label(facility.kind).in(language)) + " (" + facility.name +
                      ")");
}

std::vector<HtmlTable::Cell> facility_row(const Results& results, const Facility& facility,
                                          Language language) {
  const auto& hours = facility.opening_hours;
  return {{facility_name(facility, language), ""},
          {facility.tier ? std::to_string(*facility.tier) : "—", facility.tier ? "" : "0"},
          {commune_name(results, facility.commune), ""},
          {hours ? duration_text(Seconds::from_minutes(hours->weekly_hours() * 60), language) : "—",
           hours ? format_number(hours->weekly_hours()) : "0"}};
}

/// One kind's facilities: those of the study area by name of row, the others counted. A long list
/// is folded, on paper too: facilities.csv has it.
std::string kind_table(const Results& results, const std::string& kind, Language language) {
  const bool french = language == Language::french;
  HtmlTable table("", {{french ? "Nom" : "Name"},
                       {capitalized(word(Word::tier).in(language)), true},
                       {"Commune"},
                       {french ? "Heures par semaine" : "Hours a week", true}});
  constexpr std::size_t most_rows = 500, most_unfolded = 60;
  std::uint64_t shown = 0, elsewhere = 0, left_out = 0;
  for (const Facility& facility : results.facilities) {
    if (facility.kind != kind) continue;
    if (!results.territory.communes.empty() && !in_study_area(results, facility)) {
      ++elsewhere;
    } else if (shown < most_rows) {
      ++shown;
      table.add_row(facility_row(results, facility, language));
    } else {
      ++left_out;
    }
  }
  std::string html = std::string("<details") +
                     (shown <= most_unfolded ? " open" : " class=\"long\"") + "><summary>" +
                     html_escaped(capitalized(kind_label(kind).in(language))) +
                     (french ? " : " : ": ") + whole_text(shown + left_out, language);
  if (elsewhere > 0) {
    html += (french ? ", et hors du territoire d’étude : " : ", and outside the study area: ") +
            whole_text(elsewhere, language);
  }
  html += "</summary>\n" + (table.empty() ? std::string() : table.html());
  if (left_out > 0) {
    html += std::string("<p class=\"note\">") +
            (french ? "La suite est dans facilities.csv." : "The rest is in facilities.csv.") +
            "</p>\n";
  }
  return html + "</details>\n";
}

std::string set_aside_list(const Results& results, bool french) {
  if (results.set_aside.empty()) return {};
  std::string html =
      std::string("<h3>") +
      (french ? "Mis à part : itinérants ou sans horaires, leur position n’est qu’une "
                "adresse administrative"
              : "Set aside: mobile or without hours, their position is only an "
                "administrative address") +
      "</h3>\n<ul>\n";
  for (const Facility& facility : results.set_aside) {
    html += "<li>" + html_escaped(facility.name) + " (" + html_escaped(facility.id) + ", " +
            commune_name(results, facility.commune) + ")</li>\n";
  }
  return html + "</ul>\n";
}

std::string unknown_list(const Results& results, bool french) {
  std::string html;
  for (const QueryResult& query : results.queries) {
    if (query.unknown.empty()) continue;
    html += "<li>" + html_escaped(query.query.label) + (french ? "\u00a0: " : ": ");
    for (std::size_t k = 0; k < query.unknown.size(); ++k) {
      html += (k ? ", " : "") + html_escaped(results.facilities[query.unknown[k]].name);
    }
    html += "</li>\n";
  }
  if (html.empty()) return {};
  return std::string("<h3>") +
         (french
              ? "Lieux d’accueil dont une valeur inconnue empêche de dire s’ils répondent à l’offre"
              : "Facilities with an unknown value, so that nobody can say whether they count") +
         "</h3>\n<ul>\n" + html + "</ul>\n";
}

std::string note_items(const SourceReport& source, Language language) {
  const char* separator = language == Language::french ? "\u00a0: " : ": ";
  const std::string name = html_escaped(source_label(source.name).in(language));
  std::string html;
  for (const SourceNote& note : source.notes) {
    html += "<li>" + name + separator + html_escaped(note.text.in(language)) + " (" +
            whole_text(note.count, language) + ")";
    for (std::size_t k = 0; k < note.examples.size(); ++k) {
      html += (k ? ", " : separator) + html_escaped(note.examples[k]);
    }
    if (note.count > note.examples.size() && !note.examples.empty()) html += "…";
    html += "</li>\n";
  }
  return html;
}

std::string sources_table(const Results& results, Language language) {
  const bool french = language == Language::french;
  HtmlTable table("", {{"Source"},
                       {french ? "Millésime" : "Edition"},
                       {french ? "Lues" : "Read", true},
                       {french ? "Gardées" : "Kept", true},
                       {french ? "Rejetées" : "Rejected", true},
                       {french ? "Corrigées" : "Corrected", true}});
  for (const SourceReport& source : results.sources) {
    table.add_row({{html_escaped(source_label(source.name).in(language)), ""},
                   {source.edition.empty() ? "—" : html_escaped(source.edition), ""},
                   {whole_text(source.read, language), std::to_string(source.read)},
                   {whole_text(source.kept, language), std::to_string(source.kept)},
                   {whole_text(source.rejected, language), std::to_string(source.rejected)},
                   {whole_text(source.corrected, language), std::to_string(source.corrected)}});
  }
  return table.html();
}

std::string demand_text(const Results& results, Language language) {
  return population_text(results, language) + (language == Language::french ? " ; " : "; ") +
         whole_text(results.demand.points.size(), language) + " points.";
}

std::string method_list(const Results& results, bool french) {
  const Language language = french ? Language::french : Language::english;
  std::string html = "<ul>\n";
  for (const NetworkResult& network : results.networks) {
    html +=
        std::string("<li>") + (french ? "Réseau : " : "Network: ") +
        html_escaped(
            travel_label(network.profile, network.profile_label, network.traffic).in(language)) +
        ", " + whole_text(static_cast<std::uint64_t>(network.length_km), language) + " km, " +
        whole_text(network.junctions, language) + (french ? " carrefours" : " junctions") +
        ".</li>\n";
  }
  html += "<li>" + demand_text(results, language) + "</li>\n";
  for (const Message& hypothesis : results.hypotheses) {
    html += "<li>" + html_escaped(hypothesis.in(language)) + "</li>\n";
  }
  html +=
      std::string("<li>") +
      (french ? "Une commune est au-delà du seuil quand au moins "
              : "A commune is in the gap when at least ") +
      round_share_text(results.study.gap_share, language) +
      (french
           ? " de ses habitants (ou de ce qui est compté) sont au-delà de l’objectif. Les nombres "
             "viennent d’un modèle "
             "et sont arrondis à la dizaine ; les fichiers de données gardent les valeurs exactes."
           : " of its inhabitants (or of what is counted) are beyond the target. Counts come from "
             "a model and are rounded "
             "to 10; data files keep exact values.") +
      "</li>\n";
  return html + "</ul>\n";
}

bool is_of_communes(DemandMethod method) {
  return method == DemandMethod::network || method == DemandMethod::seat;
}

}  // namespace

std::string population_text(const Results& results, Language language) {
  const bool french = language == Language::french;
  const Territory& territory = results.territory;
  const bool people = results.queries.empty() || counts_people(results, results.queries.front());
  std::string text = people ? "Population" : french ? "Ce qui est compté" : "What is counted";
  text += french ? " : " : ": ";
  if (!people) text += weight_unit(results, results.queries.front(), language) + ", ";
  text += method_label(results.demand.method).in(language);
  if (!results.demand.weights.empty()) {
    const DemandWeight& weight = results.demand.weights.front();
    if (!weight.concept_name.empty()) text += ", " + html_escaped(weight.concept_name);
  }
  // Demand that comes from the communes' populations has their concept and edition.
  const bool from_communes = people && is_of_communes(results.demand.method);
  const std::string& edition =
      from_communes ? territory.population_edition : results.study.demand.edition;
  if (!edition.empty()) text += " (" + html_escaped(edition) + ")";
  if (people && !from_communes && !territory.population_concept.empty()) {
    text += french ? " ; communes : " : "; communes: ";
    text += html_escaped(territory.population_concept);
    if (!territory.population_edition.empty()) {
      text += " (" + html_escaped(territory.population_edition) + ")";
    }
  }
  return text;
}

std::string facilities_section(const Results& results, Language language) {
  const bool french = language == Language::french;
  std::string html = std::string("<section id=\"facilities\">\n<h2>") +
                     (french ? "Lieux d’accueil" : "Facilities") + "</h2>\n";
  std::vector<std::string> kinds;  // in the study's order
  for (const Facility& facility : results.facilities) {
    if (std::find(kinds.begin(), kinds.end(), facility.kind) == kinds.end()) {
      kinds.push_back(facility.kind);
    }
  }
  for (const std::string& kind : kinds) html += kind_table(results, kind, language);
  return html + set_aside_list(results, french) + unknown_list(results, french) + "</section>\n";
}

std::string sources_section(const Results& results, Language language) {
  const bool french = language == Language::french;
  std::string notes;
  for (const SourceReport& source : results.sources) notes += note_items(source, language);
  std::string html = std::string("<section id=\"sources\">\n<h2>") +
                     (french ? "Sources et hypothèses" : "Sources and hypotheses") + "</h2>\n" +
                     sources_table(results, language);
  if (!notes.empty()) {
    html += std::string("<h3>") +
            (french ? "Ce qui a été écarté, corrigé ou reste douteux"
                    : "What was dropped, corrected or stays doubtful") +
            "</h3>\n<ul>\n" + notes + "</ul>\n";
  }
  return html + "<h3>" + (french ? "Hypothèses et méthode" : "Hypotheses and method") + "</h3>\n" +
         method_list(results, french) + "</section>\n";
}

}  // namespace coverage
