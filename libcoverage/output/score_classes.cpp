#include "libcoverage/output/score_classes.h"

#include "libcoverage/output/catchment_columns.h"
#include "libcoverage/output/indicator_columns.h"
#include "libcoverage/output/people_text.h"

namespace coverage {

namespace {

bool is_per_head(const CatchmentResult& result) {
  return result.catchment.method == CatchmentMethod::two_step ||
         result.catchment.method == CatchmentMethod::three_step;
}

Message score_text(const CatchmentResult& result, double score) {
  const auto shown = shown_score(result, score);
  return {index_text(shown, Language::english), index_text(shown, Language::french)};
}

Message limit_label(const char* sign, const Message& limit, const Message& what) {
  return {sign + limit.english + what.english, sign + limit.french + what.french};
}

}  // namespace

std::optional<double> shown_score(const CatchmentResult& result, std::optional<double> score) {
  if (!score) return {};
  if (is_per_head(result)) return *score * 1000;
  if (result.catchment.method == CatchmentMethod::gravity) return score;
  const double mean = result.indicators.study.mean.value_or(0);
  return mean > 0 ? std::optional(*score / mean * 100) : std::nullopt;
}

std::string score_unit(const Results& results, const CatchmentResult& result, Language language) {
  const bool french = language == Language::french;
  std::string supply = html_escaped(supply_label(result.catchment).in(language));
  if (result.catchment.method == CatchmentMethod::balanced) {
    return french ? "moyenne de l’étude = 100" : "mean of the study = 100";
  }
  if (!is_per_head(result)) return supply;
  return supply + (french ? " pour 1\u202f000 " : " per 1,000 ") +
         html_escaped(counted_by(results, result).in(language));
}

Message counted_by(const Results& results, const CatchmentResult& result) {
  Query counted;
  counted.weight = result.catchment.weight;
  return counted_unit(results, counted);
}

std::vector<ScoreClass> score_classes(const CatchmentResult& result) {
  constexpr double of_mean[] = {0.5, 1, 1.5};
  const Message what[] = {{" (half the mean)", " (moitié de la moyenne)"},
                          {" (mean of the study)", " (moyenne de l’étude)"},
                          {"", ""}};
  constexpr double places[] = {0.75, 0.5, 0.25};
  std::vector<ScoreClass> classes = {
      {0, 0, {"nothing in reach", "aucune offre à portée"}, near_to_far(1)}};
  const double mean = result.indicators.study.mean.value_or(0);
  for (std::size_t c = 0; mean > 0 && c < std::size(of_mean); ++c) {
    const double limit = *rounded_score(of_mean[c] * mean);
    classes.push_back({*classes.back().up_to, limit,
                       limit_label("≤ ", score_text(result, limit), what[c]),
                       near_to_far(places[c])});
  }
  const double last = *classes.back().up_to;
  const Message label = mean > 0 ? limit_label("> ", score_text(result, last), {})
                                 : Message{"something in reach", "une offre à portée"};
  classes.push_back({last, {}, label, near_to_far(0)});
  return classes;
}

std::size_t score_class_of(const std::vector<ScoreClass>& classes, double score) {
  for (std::size_t c = 0; c + 1 < classes.size(); ++c) {
    if (score <= *classes[c].up_to) return c;
  }
  return classes.size() - 1;
}

}  // namespace coverage
