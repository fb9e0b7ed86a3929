#include "libcoverage/base/text.h"
#include "libcoverage/output/html_table.h"
#include "libcoverage/output/people_text.h"
#include "libcoverage/output/report_sections.h"

namespace coverage {

namespace {

using Cell = HtmlTable::Cell;

Cell count_cell(Weight count, Language language) {
  return {inhabitants_text(count, language), format_number(count.count())};
}
Cell index_cell(std::optional<double> index, Language language) {
  return {index_text(index, language), index ? format_number(*index) : "-1"};
}
Cell percent_cell(std::optional<double> share, Language language) {
  if (!share) return {"—", "-1"};
  return {share_text(share, language), format_number(*share)};
}

void add_row(const std::string& place, const Inequality& inequality, Language language,
             HtmlTable& table) {
  table.add_row({{place, ""},
                 count_cell(inequality.counted, language),
                 count_cell(inequality.not_counted, language),
                 index_cell(inequality.gini, language),
                 index_cell(inequality.theil, language),
                 index_cell(inequality.tenth_to_four_tenths, language),
                 percent_cell(inequality.shortfall, language)});
}

/// What the figures mean, for those who meet them for the first time.
Message reading() {
  return {
      "Gini and Theil are 0 where all have the same access time and grow with the differences. The "
      "tenth ratio divides the mean time of the farthest tenth by that of the four nearest "
      "tenths. The excess is the time beyond the target, as a share of the target, on average "
      "over all that is counted (0 within the target). What is not reached has no time: it is "
      "counted beside the figures, never in them.",
      "Les indices de Gini et de Theil valent 0 quand le temps d’accès est le même pour tous et "
      "croissent avec les écarts. Le rapport divise le temps moyen du dixième le plus éloigné par "
      "celui des quatre dixièmes les plus proches. Le dépassement est le temps au-delà de "
      "l’objectif, en part de l’objectif, en moyenne sur tout ce qui est compté (0 en deçà). Ce "
      "qui n’est pas atteint n’a pas de temps : il est compté à côté des indices, jamais dedans."};
}

HtmlTable empty_table(const Results& results, const QueryResult& query, Language language) {
  const bool french = language == Language::french;
  const std::string unit = weight_unit(results, query, language);
  const std::string target =
      query.query.target.time ? (french ? "Dépassement moyen" : "Mean excess") : "";
  return {french ? "Inégalités de temps d’accès" : "Inequality of access times",
          {{french ? "Territoire" : "Territory"},
           {capitalized(unit) + (french ? " avec un temps" : " with a time"), true},
           {french ? "Non atteints" : "Not reached", true},
           {"Gini", true},
           {"Theil", true},
           {french ? "Dixième éloigné ÷ 4 dixièmes proches" : "Farthest tenth ÷ 4 nearest tenths",
            true},
           {target, true}}};
}

}  // namespace

std::string inequality_table(const Results& results, const QueryResult& query, Language language) {
  const bool french = language == Language::french;
  const Indicators& study = query.indicators.study;
  if (study.reached == Weight{}) return {};
  HtmlTable table = empty_table(results, query, language);
  add_row(french ? "Ensemble de l’étude" : "Whole study", study.inequality, language, table);
  for (std::size_t g = 0; g < results.territory.groupings.size(); ++g) {
    const Grouping& grouping = results.territory.groupings[g];
    for (std::size_t u = 0; u < grouping.units.size(); ++u) {
      const auto unit = UnitIndex::from_size(u);
      const Indicators& indicators = query.indicators.groupings[g][unit];
      if (indicators.population == Weight{}) continue;
      add_row(unit_name(grouping.units[unit], language), indicators.inequality, language, table);
    }
  }
  return std::string("<details><summary>") +
         (french ? "Inégalités de temps d’accès : Gini " : "Inequality of access times: Gini ") +
         index_text(study.inequality.gini, language) + "</summary>\n<p class=\"note\">" +
         reading().in(language) + "</p>\n" + table.html() + "</details>\n";
}

}  // namespace coverage
