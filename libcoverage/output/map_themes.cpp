#include "libcoverage/base/text.h"
#include "libcoverage/output/indicator_columns.h"
#include "libcoverage/output/people_text.h"
#include "libcoverage/output/report_map.h"
#include "libcoverage/output/score_classes.h"

namespace coverage {

namespace {

constexpr const char* hatching = "url(#not-reached)";
constexpr const char* hatching_colour = "#555";

/// "Moulins : 12 min, 20 310 habitants".
std::string commune_text(const Results& results, CommuneIndex commune, const std::string& value,
                         Weight population, const std::string& unit, Language language) {
  const char* separator = language == Language::french ? "\u00a0: " : ": ";
  return html_escaped(results.territory.communes[commune].name) + separator + value + ", " +
         inhabitants_text(population, language) + " " + unit;
}

std::vector<MapClass> classes_of_times(const std::vector<TimeClass>& times, Language language) {
  const bool french = language == Language::french;
  std::vector<MapClass> classes;
  for (std::size_t c = 0; c < times.size(); ++c) {
    const bool is_last = c + 1 == times.size();
    std::string label = french ? "non atteint" : "not reached";
    if (times[c].upper) {
      label = "≤ " + duration_text(times[c].upper, language);
    } else if (!is_last) {
      label = "> " + duration_text(times[c - 1].upper, language);
    }
    classes.push_back({times[c].colour, times[c].legend_colour, label, is_last});
  }
  return classes;
}

/// Nothing in reach is hatched, as what is not reached; scores that are missing come last.
std::vector<MapClass> classes_of_scores(const std::vector<ScoreClass>& scores, Language language) {
  std::vector<MapClass> classes;
  for (const ScoreClass& one : scores) {
    const std::string colour = one.colour.hex();
    classes.push_back({colour, colour, one.label.in(language)});
  }
  classes.front().colour = hatching;
  classes.front().legend_colour = hatching_colour;
  classes.front().is_hatched = true;
  const std::string none = no_value_colour.hex();
  classes.push_back({none, none, language == Language::french ? "sans score" : "no score"});
  return classes;
}

}  // namespace

MapTheme access_theme(const Results& results, const QueryResult& query, Language language) {
  const bool french = language == Language::french;
  const bool has_communes = !results.territory.communes.empty();
  const auto times = time_classes(middle_of_time_classes(query));
  const std::string unit = html_escaped(counted_unit(results, query.query).in(language));
  const Message of_communes = {": map of median access times by commune",
                               "\u00a0: carte des temps d’accès médians par commune"};
  const Message of_points = {": map of access times", "\u00a0: carte des temps d’accès"};
  const auto& communes = query.indicators.communes;
  return {.label = html_escaped(query.query.label) +
                   (has_communes ? of_communes : of_points).in(language),
          .classes = classes_of_times(times, language),
          .commune_class = [&communes, times](CommuneIndex commune) -> std::optional<std::size_t> {
            if (communes[commune].population == Weight{}) return {};
            return time_class_of(times, communes[commune].median);
          },
          .commune_title =
              [&results, &communes, unit, language](CommuneIndex commune) {
                const Indicators& figures = communes[commune];
                return commune_text(results, commune, duration_text(figures.median, language),
                                    figures.population, unit, language);
              },
          .point_class =
              [&query, times](DemandIndex point) {
                const AccessTime& access = query.demand[point];
                return time_class_of(times, access.status == AccessStatus::ok
                                                ? std::optional(access.time)
                                                : std::nullopt);
              },
          .is_outlined = [&communes](CommuneIndex commune) { return communes[commune].in_gap; },
          .outlined_label = french ? "commune au-delà du seuil" : "commune in the gap",
          .facilities = query.facilities};
}

MapTheme score_theme(const Results& results, const CatchmentResult& catchment, Language language) {
  const auto scores = score_classes(catchment);
  const std::size_t missing = scores.size();
  const std::string unit = html_escaped(counted_by(results, catchment).in(language));
  const Message label = {": map of access scores", "\u00a0: carte des scores d’accès"};
  const auto& communes = catchment.indicators.communes;
  return {.label = html_escaped(catchment.catchment.label) + label.in(language),
          .classes = classes_of_scores(scores, language),
          .commune_class = [&communes, scores,
                            missing](CommuneIndex commune) -> std::optional<std::size_t> {
            const CatchmentFigures& figures = communes[commune];
            if (figures.population == Weight{}) return {};
            return figures.mean ? score_class_of(scores, *figures.mean) : missing;
          },
          .commune_title =
              [&results, &catchment, &communes, unit, language](CommuneIndex commune) {
                const CatchmentFigures& figures = communes[commune];
                return commune_text(results, commune,
                                    index_text(shown_score(catchment, figures.mean), language),
                                    figures.population, unit, language);
              },
          .point_class =
              [&catchment, scores, missing](DemandIndex point) {
                const CatchmentScore& score = catchment.demand[point];
                return score.is_scored ? score_class_of(scores, score.score) : missing;
              },
          .is_outlined = [](CommuneIndex) { return false; },
          .outlined_label = {},
          .facilities = catchment.facilities};
}

}  // namespace coverage
