#include <algorithm>
#include <cmath>

#include "libcoverage/base/text.h"
#include "libcoverage/output/catchment_columns.h"
#include "libcoverage/output/html_table.h"
#include "libcoverage/output/indicator_columns.h"
#include "libcoverage/output/people_text.h"
#include "libcoverage/output/report_sections.h"
#include "libcoverage/output/score_classes.h"

namespace coverage {

namespace {

using Cell = HtmlTable::Cell;

Cell score_cell(const CatchmentResult& result, std::optional<double> score, Language language) {
  const auto shown = shown_score(result, score);
  return {index_text(shown, language), shown ? format_number(*shown) : "-1"};
}
Cell count_cell(Weight count, Language language) {
  return {inhabitants_text(count, language), format_number(count.count())};
}
Cell index_cell(std::optional<double> index, Language language) {
  return {index_text(index, language), index ? format_number(*index) : "-1"};
}
Cell share_cell(std::optional<double> share, Language language) {
  return {share_text(share, language), share ? format_number(*share) : "-1"};
}

/// What the method does, in a sentence for people.
Message method_text(const CatchmentResult& result) {
  switch (result.catchment.method) {
    case CatchmentMethod::two_step:
      return {
          "each facility’s supply is divided by the demand that can reach it, then each place "
          "adds up what it can reach",
          "l’offre de chaque lieu d’accueil est divisée par la demande qui peut l’atteindre, "
          "puis chaque lieu habité additionne ce qu’il peut atteindre"};
    case CatchmentMethod::three_step:
      return {
          "as in two steps, each place’s demand being shared out among the facilities that it "
          "can reach, the nearest first",
          "comme en deux étapes, la demande de chaque lieu habité étant partagée entre les "
          "lieux d’accueil à sa portée, les plus proches d’abord"};
    case CatchmentMethod::balanced:
      return {
          "demand is divided among facilities and supply among places, so that neither counts "
          "twice; scores compare within this study only",
          "la demande est répartie entre les lieux d’accueil et l’offre entre les lieux "
          "habités, sans double compte ; les scores ne se comparent qu’au sein de cette étude"};
    case CatchmentMethod::gravity:
      break;
  }
  return {"each place adds up the supply that it can reach, without competition",
          "chaque lieu habité additionne l’offre à sa portée, sans concurrence"};
}

std::string description(const Results& results, const CatchmentResult& result, Language language) {
  const bool french = language == Language::french;
  const Catchment& catchment = result.catchment;
  const std::string& query = results.queries[result.query].query.label;
  return "<p>" + std::string(name_of(catchment.method, catchment.decay)) +
         (french ? ", limite " : ", limit ") + duration_label(catchment.limit, french) +
         (french ? ", décroissance : " : ", decay: ") + decay_label(catchment.decay).in(language) +
         (french ? " ; offre : " : "; supply: ") +
         html_escaped(supply_label(catchment).in(language)) + " (" + html_escaped(query) + ", " +
         whole_text(result.facilities.size(), language) +
         (french ? " lieux d’accueil" : " facilities") + "). " +
         (french ? "Méthode : " : "Method: ") + method_text(result).in(language) + ".</p>\n";
}

std::string amount_text(double amount, Language language) {
  return index_text(std::round(amount * 10) / 10, language);
}

/// Who competes, and what nobody reaches.
std::string competition(const Results& results, const CatchmentResult& result, Language language) {
  const bool french = language == Language::french;
  const std::string unit = html_escaped(counted_by(results, result).in(language));
  std::string html = std::string("<p class=\"note\">") + (french ? "À portée : " : "In reach: ") +
                     inhabitants_text(result.inside.served, language) + " " + unit +
                     (french ? " de l’étude" : " of the study");
  if (result.around.population > Weight{}) {
    html += (french ? " et " : " and ") + inhabitants_text(result.around.served, language) +
            (french ? " des environs, en concurrence mais hors des chiffres"
                    : " of its surroundings, who compete and are in no figure");
  } else if (result.catchment.method != CatchmentMethod::gravity) {
    html += french ? " ; sans environs connus, personne d’au-delà de la limite ne compte"
                   : "; without known surroundings, nobody from beyond the border counts";
  }
  html += ".";
  if (result.unreached_supply > 0) {
    html += (french ? " Offre que rien n’atteint : " : " Supply that nothing reaches: ") +
            amount_text(result.unreached_supply, language) + (french ? " sur " : " of ") +
            amount_text(result.total_supply, language) + ".";
  }
  return html + "</p>\n";
}

HtmlTable scores_table(const Results& results, const CatchmentResult& result,
                       const std::string& caption, Language language) {
  const bool french = language == Language::french;
  return {
      caption + (french ? " (score : " : " (score: ") + score_unit(results, result, language) + ")",
      {{french ? "Territoire" : "Territory"},
       {capitalized(html_escaped(counted_by(results, result).in(language))), true},
       {french ? "Part ayant une offre à portée" : "Share with supply in reach", true},
       {french ? "Score moyen" : "Mean score", true},
       {"Gini", true}}};
}

void add_row(const CatchmentResult& result, const std::string& place,
             const CatchmentFigures& figures, Language language, HtmlTable& table) {
  table.add_row({{place, ""},
                 count_cell(figures.population, language),
                 share_cell(served_share(figures), language),
                 score_cell(result, figures.mean, language),
                 index_cell(figures.inequality.gini, language)});
}

std::string units_table(const Results& results, const CatchmentResult& result, Language language) {
  const bool french = language == Language::french;
  HtmlTable table = scores_table(
      results, result, french ? "Offre rapportée à la demande" : "Supply by demand", language);
  add_row(result, french ? "Ensemble de l’étude" : "Whole study", result.indicators.study, language,
          table);
  for (std::size_t g = 0; g < results.territory.groupings.size(); ++g) {
    const Grouping& grouping = results.territory.groupings[g];
    for (std::size_t u = 0; u < grouping.units.size(); ++u) {
      const auto unit = UnitIndex::from_size(u);
      const CatchmentFigures& figures = result.indicators.groupings[g][unit];
      if (figures.population == Weight{}) continue;
      add_row(result, unit_name(grouping.units[unit], language), figures, language, table);
    }
  }
  return table.html();
}

/// All communes, those with the least score first.
std::string communes_table(const Results& results, const CatchmentResult& result,
                           Language language) {
  const bool french = language == Language::french;
  const auto& rows = result.indicators.communes;
  std::vector<CommuneIndex> order;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto commune = CommuneIndex::from_size(i);
    if (rows[commune].mean) order.push_back(commune);
  }
  if (order.empty()) return {};
  std::stable_sort(order.begin(), order.end(),
                   [&](CommuneIndex a, CommuneIndex b) { return *rows[a].mean < *rows[b].mean; });
  HtmlTable table = scores_table(results, result,
                                 french ? "Communes, du score le plus bas au plus haut"
                                        : "Communes, from the lowest score to the highest",
                                 language);
  for (const CommuneIndex commune : order) {
    add_row(result, html_escaped(results.territory.communes[commune].name), rows[commune], language,
            table);
  }
  return std::string("<details><summary>") +
         (french ? "Score de chaque commune" : "Score of each commune") + "</summary>\n" +
         table.html() + "</details>\n";
}

}  // namespace

std::string catchments_section(const Results& results, const ReportMap& map, Language language) {
  if (results.catchments.empty()) return {};
  const bool french = language == Language::french;
  std::string html = std::string("<section id=\"catchments\">\n<h2>") +
                     (french ? "Bassins flottants : l’offre rapportée à la demande"
                             : "Floating catchments: supply set against demand") +
                     "</h2>\n";
  for (const CatchmentResult& result : results.catchments) {
    html += "<h3>" + html_escaped(result.catchment.label) + "</h3>\n" +
            description(results, result, language) + competition(results, result, language) +
            "<div class=\"columns\"><div>\n" +
            map.drawn(score_theme(results, result, language), language) + "</div><div>\n" +
            units_table(results, result, language) + "</div></div>\n" +
            communes_table(results, result, language);
  }
  return html + "</section>\n";
}

}  // namespace coverage
