#include "libcoverage/output/report_chart.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "libcoverage/base/text.h"
#include "libcoverage/output/indicator_columns.h"
#include "libcoverage/output/people_text.h"

namespace coverage {

namespace {

constexpr double width = 420;
constexpr double height = 270;
constexpr double left = 52;
constexpr double right = 14;
constexpr double top = 14;
constexpr double bottom = 40;

struct Curve {
  std::vector<std::pair<Seconds, Weight>> steps;  ///< by time; weights cumulated
  Weight total;

  double share_within(Seconds time) const {
    const auto after =
        std::upper_bound(steps.begin(), steps.end(), time,
                         [](Seconds wanted, const auto& step) { return wanted < step.first; });
    if (after == steps.begin() || total == Weight{}) return 0;
    return std::prev(after)->second.count() / total.count();
  }
};

Curve cumulate(const Results& results, const QueryResult& query) {
  Curve curve;
  const DemandWeight* weight = results.demand.find_weight(query.query.weight);
  if (!weight && !results.demand.weights.empty()) weight = &results.demand.weights.front();
  if (!weight) return curve;
  for (std::size_t i = 0; i < results.demand.points.size(); ++i) {
    const auto index = DemandIndex::from_size(i);
    curve.total += weight->values[index];
    if (query.demand[index].status != AccessStatus::ok) continue;
    curve.steps.emplace_back(query.demand[index].time, weight->values[index]);
  }
  std::sort(curve.steps.begin(), curve.steps.end());
  Weight sum;
  for (auto& [time, inhabitants] : curve.steps) inhabitants = sum += inhabitants;
  return curve;
}

/// Minutes shown: a multiple of 5 that holds twice the target and 99 % of those reached.
int minutes_shown(const Curve& curve, Seconds target) {
  double minutes = 2 * target.minutes();
  if (!curve.steps.empty()) {
    const auto at = static_cast<std::size_t>(0.99 * static_cast<double>(curve.steps.size() - 1));
    minutes = std::max(minutes, std::min(curve.steps[at].first.minutes(), 180.0));
  }
  return std::max(5, static_cast<int>(std::ceil(minutes / 5)) * 5);
}

double x_of(double minutes, int shown) {
  return left + (width - left - right) * minutes / shown;
}
double y_of(double share) {
  return top + (height - top - bottom) * (1 - share);
}
std::string number(double value) {
  return format_decimals(value, 1);
}

std::string axes(int shown, Language language) {
  std::string result = "<g class=\"axes\">\n";
  for (int percent = 0; percent <= 100; percent += 25) {
    const std::string y = number(y_of(percent / 100.0));
    result += fmt::format(
        "<path d=\"M{0} {1}H{2}\"/><text x=\"{3}\" y=\"{4}\" "
        "text-anchor=\"end\">{5}</text>\n",
        number(left), y, number(width - right), number(left - 6), number(y_of(percent / 100.0) + 4),
        round_share_text(percent / 100.0, language));
  }
  const int step = shown <= 30 ? 5 : shown <= 60 ? 10 : 30;
  for (int minutes = 0; minutes <= shown; minutes += step) {
    result += fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>\n",
                          number(x_of(minutes, shown)), number(height - bottom + 16), minutes);
  }
  result += fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>\n",
                        number(width - right), number(height - 6), "minutes");
  return result + "</g>\n";
}

/// What the picture says, for those who do not see it.
std::string chart_label(const QueryResult& query, Language language) {
  const bool french = language == Language::french;
  return html_escaped(query.query.label) +
         (french ? "\u00a0: courbe de la part cumulée selon le temps d’accès, "
                 : ": curve of the cumulated share by access time, ") +
         share_text(target_count(query.indicators.study, query.query).share(), language) +
         (french ? " à " : " within ") + threshold_text(query.query.target, language);
}

/// The share within the target, at the target's time. Where a distance must be met too, it lies
/// below the curve, which is of time alone, and says why.
std::string target_mark(const QueryResult& query, int shown, Language language) {
  const Threshold& target = query.query.target;
  const std::optional<double> share = target_count(query.indicators.study, query.query).share();
  if (!target.time || !share) return {};
  const double x = x_of(target.time->minutes(), shown);
  std::string label = share_text(share, language);
  if (target.distance) label += " (" + threshold_text(target, language) + ")";
  return fmt::format(
      "<circle class=\"mark\" cx=\"{0}\" cy=\"{1}\" r=\"4\"/>"
      "<text class=\"mark\" x=\"{2}\" y=\"{3}\">{4}</text>\n",
      number(x), number(y_of(*share)), number(x + 8),
      number(std::min(y_of(*share) + 18, height - bottom - 6)), label);
}

}  // namespace

std::string coverage_chart(const Results& results, const QueryResult& query, Language language) {
  const Curve curve = cumulate(results, query);
  const Threshold& target = query.query.target;
  const int shown = minutes_shown(curve, middle_of_time_classes(query));
  std::string path = fmt::format("M{} {}", number(x_of(0, shown)), number(y_of(0)));
  constexpr int points_a_minute = 4;
  for (int k = 1; k <= shown * points_a_minute; ++k) {
    const double minutes = static_cast<double>(k) / points_a_minute;
    path += fmt::format("L{} {}", number(x_of(minutes, shown)),
                        number(y_of(curve.share_within(Seconds::from_minutes(minutes)))));
  }
  std::string svg = fmt::format(
      "<svg class=\"chart\" role=\"img\" aria-label=\"{0}\" viewBox=\"0 0 {1} {2}\" "
      "xmlns=\"http://www.w3.org/2000/svg\">\n",
      chart_label(query, language), number(width), number(height));
  svg += axes(shown, language);
  if (target.time) {
    svg += fmt::format("<path class=\"target\" d=\"M{0} {1}V{2}\"/>\n",
                       number(x_of(target.time->minutes(), shown)), number(y_of(0)), number(top));
  }
  svg += fmt::format("<path class=\"curve\" d=\"{}\"/>\n", path);
  return svg + target_mark(query, shown, language) + "</svg>\n";
}

}  // namespace coverage
