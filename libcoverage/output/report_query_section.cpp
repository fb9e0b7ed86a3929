#include <algorithm>

#include "libcoverage/base/text.h"
#include "libcoverage/output/html_table.h"
#include "libcoverage/output/indicator_columns.h"
#include "libcoverage/output/people_text.h"
#include "libcoverage/output/report_chart.h"
#include "libcoverage/output/report_map.h"
#include "libcoverage/output/report_sections.h"
#include "libcoverage/output/words.h"

namespace coverage {

namespace {

using Cell = HtmlTable::Cell;

Cell weight_cell(Weight weight, Language language) {
  return {inhabitants_text(weight, language), format_number(weight.count())};
}
Cell share_cell(std::optional<double> share, Language language) {
  return {share_text(share, language), share ? format_number(*share) : "-1"};
}
Cell time_cell(std::optional<Seconds> time, Language language) {
  return {duration_text(time, language), time ? format_number(time->seconds()) : "1e9"};
}
std::optional<Seconds> mean_of(const Indicators& indicators) {
  if (!indicators.mean_s) return {};
  return Seconds::from_seconds(*indicators.mean_s);
}
std::optional<double> covered_share(const Indicators& indicators, const QueryResult& query) {
  return target_count(indicators, query.query).share();
}

std::string target_line(const QueryResult& query, Language language) {
  const bool french = language == Language::french;
  const std::string target = threshold_text(query.query.target, language);
  const std::string source =
      query.query.target_source.empty()
          ? std::string(french ? "seuil retenu par l’étude" : "target chosen by the study")
          : html_escaped(query.query.target_source);
  return (french ? "Objectif : " : "Target: ") + target + ", " + source;
}

/// "en voiture, heures creuses": no time without its hypothesis.
std::string travel_text(const Results& results, const QueryResult& query, Language language) {
  if (query.network >= results.networks.size()) return {};
  const NetworkResult& network = results.networks[query.network];
  return html_escaped(
      travel_label(network.profile, network.profile_label, network.traffic).in(language));
}

/// "18 710 habitants au-delà", and none in words: French has no plural there.
std::string beyond_text(Weight beyond, const std::string& unit, Language language) {
  const bool french = language == Language::french;
  if (beyond == Weight{}) return french ? "rien au-delà" : "nothing beyond";
  return inhabitants_text(beyond, language) + " " + unit + (french ? " au-delà" : " beyond");
}

std::string communes_text(std::uint64_t count, Language language) {
  const bool french = language == Language::french;
  if (count == 0) return french ? "aucune commune" : "no commune";
  return whole_text(count, language) + (count == 1 ? " commune" : " communes");
}

std::uint64_t communes_in_gap(const Results& results, const QueryResult& query) {
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < results.territory.communes.size(); ++i) {
    const auto index = CommuneIndex::from_size(i);
    count +=
        results.territory.communes[index].in_study_area && query.indicators.communes[index].in_gap;
  }
  return count;
}

/// The nearest facility, and whether it lies in another commune, EPCI or département.
std::string facility_text(const Results& results, const Indicators& indicators,
                          CommuneIndex commune, Language language) {
  if (!indicators.facility.valid()) return "—";
  const bool french = language == Language::french;
  const Facility& facility = results.facilities[indicators.facility];
  std::string text = html_escaped(facility.name);
  if (!facility.commune.valid() || facility.commune == commune) return text;
  const Commune& home = results.territory.communes[commune];
  const Commune& away = results.territory.communes[facility.commune];
  const Grouping* epci = results.territory.find_grouping("epci");
  const char* place = french ? "autre commune" : "another commune";
  if (home.departement != away.departement) {
    place = french ? "autre département" : "another département";
  } else if (epci && epci->unit_of_commune[commune] != epci->unit_of_commune[facility.commune]) {
    place = french ? "autre EPCI" : "another EPCI";
  }
  return text + " <span class=\"flag\">" + place + "</span>";
}

std::string gap_caption(const std::string& unit, bool people, Language language) {
  if (language == Language::french) {
    return people ? "Communes au-delà du seuil, par nombre de personnes concernées"
                  : "Communes au-delà du seuil, par " + unit + " au-delà";
  }
  return people ? "Communes in the gap, by number of people concerned"
                : "Communes in the gap, by " + unit + " beyond";
}

std::string gap_table(const Results& results, const QueryResult& query, Language language) {
  const bool french = language == Language::french;
  std::vector<CommuneIndex> order;
  for (std::size_t i = 0; i < results.territory.communes.size(); ++i) {
    const auto index = CommuneIndex::from_size(i);
    if (results.territory.communes[index].in_study_area &&
        query.indicators.communes[index].in_gap) {
      order.push_back(index);
    }
  }
  std::stable_sort(order.begin(), order.end(), [&](CommuneIndex a, CommuneIndex b) {
    return query.indicators.communes[a].beyond_target > query.indicators.communes[b].beyond_target;
  });
  if (order.empty()) {
    return std::string("<p>") +
           (french ? "Aucune commune n’est au-delà du seuil." : "No commune is in the gap.") +
           "</p>\n";
  }
  const std::string unit = weight_unit(results, query, language);
  const Grouping* epci = results.territory.find_grouping("epci");
  HtmlTable table(gap_caption(unit, counts_people(results, query), language),
                  {{"Commune"},
                   {epci ? "EPCI" : ""},
                   {capitalized(unit), true},
                   {french ? "Au-delà du seuil" : "Beyond", true},
                   {french ? "Part" : "Share", true},
                   {french ? "Temps médian" : "Median", true},
                   {french ? "Lieu d’accueil le plus proche" : "Nearest facility"}});
  for (const CommuneIndex index : order) {
    const Indicators& indicators = query.indicators.communes[index];
    const UnitIndex in = epci ? epci->unit_of_commune[index] : UnitIndex::none();
    table.add_row(
        {{html_escaped(results.territory.communes[index].name), ""},
         {!epci        ? ""
          : in.valid() ? html_escaped(epci->units[in].name)
                       : "—",
          ""},
         weight_cell(indicators.population, language),
         weight_cell(indicators.beyond_target, language),
         share_cell(indicators.beyond_target.count() / indicators.population.count(), language),
         time_cell(indicators.median, language),
         {facility_text(results, indicators, index, language), ""}});
  }
  return table.html();
}

std::string ledger_table(const Results& results, const QueryResult& query, Language language) {
  const bool french = language == Language::french;
  const std::string people = capitalized(word(Word::ledger).in(language));
  const std::string others =
      (french ? "Bilan en " : "Ledger in ") + weight_unit(results, query, language);
  HtmlTable table(counts_people(results, query) ? people : others,
                  {{french ? "Seuil" : "Threshold"},
                   {french ? "En deçà" : "Within", true},
                   {french ? "Part" : "Share", true},
                   {french ? "Au-delà" : "Beyond", true},
                   {french ? "Sans itinéraire" : "Unreachable", true},
                   {french ? "Non rattaché au réseau routier" : "Unsnapped", true}});
  for (const ThresholdCount& count : query.indicators.study.thresholds) {
    const std::string order =
        format_number(count.threshold.time.value_or(Seconds::unreachable()).seconds());
    table.add_row({{count.threshold.label(french), order},
                   weight_cell(count.covered, language),
                   share_cell(count.share(), language),
                   weight_cell(count.uncovered, language),
                   weight_cell(count.unreachable, language),
                   weight_cell(count.unsnapped, language)});
  }
  return table.html();
}

/// Where the unreached live and why there is no time for them.
std::string not_reached_note(const Results& results, const QueryResult& query, Language language) {
  const bool french = language == Language::french;
  const Indicators& study = query.indicators.study;
  if (study.unreachable + study.unsnapped == Weight{}) return {};
  const std::string unit = weight_unit(results, query, language);
  std::string html = "<p>";
  if (study.unsnapped > Weight{}) {
    html += inhabitants_text(study.unsnapped, language) + " " + unit +
            (french ? " sans route utilisable à moins de " : " without a usable road within ") +
            length_text(Metres::from_metres(results.study.roads.snap_limit_m), language) +
            (french ? " (non rattachés)." : " (unsnapped).");
  }
  if (study.unreachable > Weight{}) {
    html += (study.unsnapped > Weight{} ? " " : "") +
            inhabitants_text(study.unreachable, language) + " " + unit +
            (french ? " sur des routes d’où aucun itinéraire ne mène à un lieu d’accueil."
                    : " on roads from which no route leads to a facility.");
  }
  std::string names;
  for (std::size_t i = 0; i < results.territory.communes.size(); ++i) {
    const auto index = CommuneIndex::from_size(i);
    if (!results.territory.communes[index].in_study_area) continue;
    const Indicators& commune = query.indicators.communes[index];
    const Weight lost = commune.unreachable + commune.unsnapped;
    if (lost == Weight{}) continue;
    names += (names.empty() ? "" : ", ") + html_escaped(results.territory.communes[index].name) +
             " (" + inhabitants_text(lost, language) + ")";
  }
  if (!names.empty()) html += (french ? " Communes : " : " Communes: ") + names + ".";
  return html + (french ? " Ils comptent parmi ceux au-delà du seuil.</p>\n"
                        : " They count as beyond the threshold.</p>\n");
}

std::vector<std::uint64_t> gaps_by_unit(const Results& results, const QueryResult& query,
                                        const Grouping& grouping) {
  std::vector<std::uint64_t> gaps(grouping.units.size());
  if (grouping.unit_of_commune.empty()) return gaps;
  for (std::size_t i = 0; i < results.territory.communes.size(); ++i) {
    const auto index = CommuneIndex::from_size(i);
    const UnitIndex unit = grouping.unit_of_commune[index];
    if (unit.valid() && results.territory.communes[index].in_study_area &&
        query.indicators.communes[index].in_gap) {
      ++gaps[unit.value()];
    }
  }
  return gaps;
}

std::string grouping_table(const Results& results, const QueryResult& query, std::size_t at,
                           Language language) {
  const bool french = language == Language::french;
  const Grouping& grouping = results.territory.groupings[at];
  const std::string counted = weight_unit(results, query, language);
  const std::string label = html_escaped(grouping.label.empty() ? grouping.name : grouping.label);
  HtmlTable table((french ? "Par " : "By ") + label,
                  {{label},
                   {capitalized(counted), true},
                   {french ? "Part en deçà du seuil" : "Share within target", true},
                   {french ? "Au-delà" : "Beyond", true},
                   {french ? "Moyen" : "Mean", true},
                   {french ? "Médian" : "Median", true},
                   {french ? "9 sur 10 à … ou moins" : "9 in 10 within", true},
                   {french ? "Communes au-delà" : "Communes in the gap", true}});
  const auto gaps = gaps_by_unit(results, query, grouping);
  const auto& rows = query.indicators.groupings[at];
  for (std::size_t u = 0; u < grouping.units.size(); ++u) {
    const auto unit = UnitIndex::from_size(u);
    const Indicators& indicators = rows[unit];
    if (indicators.population == Weight{}) continue;
    table.add_row({{unit_name(grouping.units[unit], language), ""},
                   weight_cell(indicators.population, language),
                   share_cell(covered_share(indicators, query), language),
                   weight_cell(indicators.beyond_target, language),
                   time_cell(mean_of(indicators), language),
                   time_cell(indicators.median, language),
                   time_cell(indicators.p90, language),
                   {whole_text(gaps[u], language), std::to_string(gaps[u])}});
  }
  return table.empty() ? std::string() : table.html();
}

std::string uncertain_note(const Results& results, const QueryResult& query, Language language) {
  const bool french = language == Language::french;
  const Weight total = query.indicators.study.uncertain;
  const bool has_distance = query.query.target.distance.has_value();
  if (total == Weight{}) {
    const Message or_target = {", or meet the target where none here does",
                               ", ni répondre à l’objectif là où aucun n’y répond ici"};
    return std::string("<p class=\"note\">") +
           (french ? "Toutes les valeurs sont certaines : aucun lieu d’accueil au-delà du bord des "
                     "données ne peut être plus proche"
                   : "All values are certain: no facility beyond the edge of the data can be "
                     "nearer") +
           (has_distance ? or_target.in(language) : "") + ".</p>\n";
  }
  const Message or_meet = {" or meet the target", " ou répondre à l’objectif"};
  const std::string more = has_distance ? or_meet.in(language) : "";
  std::string names;
  std::size_t count = 0;
  for (std::size_t i = 0; i < results.territory.communes.size(); ++i) {
    const auto index = CommuneIndex::from_size(i);
    if (!results.territory.communes[index].in_study_area) continue;
    if (query.indicators.communes[index].uncertain == Weight{}) continue;
    names += (count++ ? ", " : "") + html_escaped(results.territory.communes[index].name);
  }
  const std::string people =
      inhabitants_text(total, language) + " " + weight_unit(results, query, language);
  return "<details><summary>" +
         (french ? people +
                       " ont une valeur incertaine : un lieu d’accueil situé au-delà du bord "
                       "des données pourrait être plus proche" +
                       more + " (" + whole_text(count, language) + " communes)"
                 : people +
                       " have a value that is not certain: a facility beyond the edge of the "
                       "data could be nearer" +
                       more + " (" + whole_text(count, language) + " communes)") +
         "</summary><p>" + names + "</p></details>\n";
}

std::string facilities_text(std::size_t count, Language language) {
  const bool one = language == Language::french ? count < 2 : count == 1;
  const Message noun =
      one ? Message{" facility", " lieu d’accueil"} : Message{" facilities", " lieux d’accueil"};
  return whole_text(count, language) + noun.in(language);
}

/// Said plainly where it would only show as figures that are not there.
std::string nobody_note(const QueryResult& query, Language language) {
  const Indicators& study = query.indicators.study;
  if (study.population == Weight{} || study.reached > Weight{}) return {};
  const Message text =
      query.facilities.empty()
          ? Message{"No facility answers this query: nobody reaches one.",
                    "Aucun lieu d’accueil ne répond à cette offre : personne n’en atteint."}
          : Message{"None of these facilities can be reached: nobody reaches one.",
                    "Aucun de ces lieux d’accueil ne peut être atteint : personne n’en atteint."};
  return "<p class=\"note\"><strong>" + text.in(language) + "</strong></p>\n";
}

std::string times_line(const Results& results, const QueryResult& query, Language language) {
  const bool french = language == Language::french;
  const Indicators& study = query.indicators.study;
  const std::string travel = travel_text(results, query, language);
  return std::string("<p>") + (french ? "Temps d’accès moyen " : "Mean access time ") +
         duration_text(mean_of(study), language) + (french ? ", médian " : ", median ") +
         duration_text(study.median, language) +
         (french ? " ; neuf dixièmes à " : "; nine tenths within ") +
         duration_text(study.p90, language) + (french ? " ou moins, maximum " : ", maximum ") +
         duration_text(study.max, language) +
         (travel.empty() ? std::string() : " (" + travel + ")") + ".</p>\n";
}

}  // namespace

bool counts_people(const Results& results, const QueryResult& query) {
  const DemandWeight* weight = weight_of(results, query.query);
  return !weight || weight->unit.empty() || weight->unit == "inhabitants";
}

std::string unit_name(const TerritoryUnit& unit, Language language) {
  if (!unit.is_partial) return html_escaped(unit.name);
  return language == Language::french ? "partie de " + html_escaped(unit.name)
                                      : "part of " + html_escaped(unit.name);
}

std::string weight_unit(const Results& results, const QueryResult& query, Language language) {
  return html_escaped(counted_unit(results, query.query).in(language));
}

std::string headline_card(const Results& results, const QueryResult& query, Language language) {
  const bool french = language == Language::french;
  const Indicators& study = query.indicators.study;
  const std::string unit = weight_unit(results, query, language);
  const bool people = counts_people(results, query);
  std::string card = "<div class=\"card\"><p>" + html_escaped(query.query.label) +
                     "</p><p class=\"figure\">" +
                     share_text(covered_share(study, query), language) + "</p><p>" +
                     (french ? "des " + unit + " à " : "of " + unit + " within ") +
                     threshold_text(query.query.target, language) + (french ? " ou moins" : "");
  const std::string travel = travel_text(results, query, language);
  if (!travel.empty()) card += ", " + travel;
  card += "</p><p class=\"note\">" + target_line(query, language) + "</p><p>" +
          (people && study.beyond_target == Weight{}
               ? std::string(french ? "personne au-delà" : "nobody beyond")
               : beyond_text(study.beyond_target, unit, language));
  if (!results.territory.communes.empty()) {
    card += ", " + communes_text(communes_in_gap(results, query), language) +
            (french ? " au-delà du seuil" : " in the gap");
  }
  return card + "</p></div>\n";
}

std::string query_section(const Results& results, const QueryResult& query, const ReportMap& map,
                          Language language) {
  const bool french = language == Language::french;
  const std::string unit = weight_unit(results, query, language);
  std::string html = "<section id=\"q-" + html_escaped(query.query.name) + "\">\n<h2>" +
                     html_escaped(query.query.label) + "</h2>\n<p>" + target_line(query, language) +
                     ". " + facilities_text(query.facilities.size(), language) + " (<code>" +
                     html_escaped(query.query.where) + "</code>).</p>\n" +
                     nobody_note(query, language) + times_line(results, query, language) +
                     uncertain_note(results, query, language);
  html += "<div class=\"columns\"><div>\n" + map.of(query, language) + "</div><div>\n<h3>" +
          (french ? "Part des " + unit + " selon le temps d’accès"
                  : "Share of " + unit + " by access time") +
          "</h3>\n" + coverage_chart(results, query, language) + "</div></div>\n" +
          ledger_table(results, query, language) + not_reached_note(results, query, language);
  if (!results.territory.communes.empty()) html += gap_table(results, query, language);
  for (std::size_t g = 0; g < results.territory.groupings.size(); ++g) {
    html += grouping_table(results, query, g, language);
  }
  html += inequality_table(results, query, language);
  return html + "</section>\n";
}

}  // namespace coverage
