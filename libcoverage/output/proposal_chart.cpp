#include "libcoverage/output/proposal_chart.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "libcoverage/base/text.h"
#include "libcoverage/output/people_text.h"

namespace coverage {

namespace {

constexpr double width = 640, height = 300, left = 64, right = 20, top = 22, bottom = 44;

/// An objective as the chart measures it: per cent of the population, or minutes.
double measure(const SitingResults& siting, Amount amount) {
  const auto value = static_cast<double>(amount);
  const Weight asked = siting.total - siting.unsnapped - siting.unreachable;
  const auto people = static_cast<double>(std::max<Weight::rep>(asked.millionths(), 1));
  if (covers_within_threshold(siting.goal)) return 100 * value / people;
  if (siting.goal == SitingGoal::least_mean) return value / people / 60000;
  return value / 60000;
}

/// What is so today, with no new site; nothing where plans may close sites, for then nothing stands
/// for it, and where the objective counts otherwise than indicators do.
std::optional<double> measure_today(const SitingResults& siting) {
  if (siting.may_close || siting.results.queries.empty()) return {};
  const Indicators& today = siting.results.queries.front().indicators.study;
  const Weight asked = siting.total - siting.unsnapped - siting.unreachable;
  if (asked <= Weight()) return {};
  if (siting.goal == SitingGoal::most_covered) {
    return 100 * (today.population - today.beyond_target).count() / asked.count();
  }
  const bool all_reached = today.population - today.unreachable - today.unsnapped == asked;
  if (siting.goal != SitingGoal::least_mean || !today.mean_s || !all_reached) return {};
  return *today.mean_s / 60;
}

/// Steps of 1, 2 or 5 × 10ⁿ, about five of them.
double step_of(double span) {
  const double rough = std::max(span, 1e-6) / 5;
  const double power = std::pow(10, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= rough) return factor * power;
  }
  return 10 * power;
}

class Chart {
 public:
  Chart(const SitingResults& siting, Language language)
      : siting_(siting), language_(language), today_(measure_today(siting)) {
    low_ = today_.value_or(1e300);
    high_ = today_.value_or(-1e300);
    for (const PlanOutcome& plan : siting.plans) {
      for (const Amount amount : {plan.objective, plan.bound, plan.greedy.value_or(plan.bound)}) {
        low_ = std::min(low_, measure(siting, amount));
        high_ = std::max(high_, measure(siting, amount));
      }
    }
    step_ = step_of(high_ - low_);
    low_ = std::floor(low_ / step_) * step_;
    high_ = std::max(std::ceil(high_ / step_) * step_, low_ + step_);
    if (covers_within_threshold(siting.goal)) high_ = std::min(high_, 100.0);
  }

  std::string svg() const {
    const bool french = language_ == Language::french;
    std::string text = fmt::format(
        "<svg class=\"chart\" role=\"img\" aria-label=\"{}\" viewBox=\"0 0 {} {}\" "
        "xmlns=\"http://www.w3.org/2000/svg\">\n",
        french ? "ce qu’apporte chaque lieu de plus" : "what each further site brings", width,
        height);
    text += axes();
    text += line("bound", [](const PlanOutcome& plan) { return std::optional(plan.bound); });
    text += line("greedy", [](const PlanOutcome& plan) { return plan.greedy; });
    text += line("curve", [](const PlanOutcome& plan) { return std::optional(plan.objective); });
    if (today_) text += point(0, *today_);
    for (const PlanOutcome& plan : siting_.plans) {
      text += point(plan.new_sites, measure(siting_, plan.objective));
    }
    return text + "</svg>\n";
  }

 private:
  static std::string number(double value) { return format_decimals(value, 1); }
  /// A mark with its value, where there is room for values.
  std::string point(std::uint32_t sites, double value) const {
    constexpr std::size_t most_values = 12;
    std::string text = fmt::format(
        "<circle class=\"plan\" cx=\"{}\" cy=\"{}\" r=\"4\"><title>{}</title></circle>\n",
        number(x_of(sites)), number(y_of(value)), label(value, 2));
    if (siting_.plans.size() > most_values) return text;
    return text + fmt::format("<text class=\"value\" x=\"{}\" y=\"{}\">{}</text>\n",
                              number(x_of(sites)), number(y_of(value) - 9), label(value, 1));
  }
  double x_of(std::uint32_t sites) const {
    const double first = today_ ? 0 : siting_.plans.front().new_sites;
    const double span = std::max(1.0, siting_.plans.back().new_sites - first);
    const double margin = today_ ? 48 : 20;  // for the word below and the value above it
    return left + margin + (width - left - right - margin - 20) * (sites - first) / span;
  }
  double y_of(double value) const {
    return top + (height - top - bottom) * (high_ - value) / (high_ - low_);
  }
  std::string label(double value, int decimals) const {
    std::string text = format_decimals(value, decimals);
    if (language_ == Language::french) std::ranges::replace(text, '.', ',');
    if (!covers_within_threshold(siting_.goal)) return text + "\u00a0min";
    return text + (language_ == Language::french ? "\u00a0%" : "%");
  }

  template <class Value>
  std::string line(const char* name, Value value) const {
    std::string path;
    const bool begins_today = today_ && std::string_view(name) != "bound";
    if (begins_today) path = fmt::format("M{} {}", number(x_of(0)), number(y_of(*today_)));
    bool is_known = false;
    for (const PlanOutcome& plan : siting_.plans) {
      const std::optional<Amount> amount = value(plan);
      if (!amount) continue;
      is_known = true;
      path += fmt::format("{}{} {}", path.empty() ? "M" : "L", number(x_of(plan.new_sites)),
                          number(y_of(measure(siting_, *amount))));
    }
    if (!is_known) return {};
    return fmt::format("<path class=\"{}\" d=\"{}\"/>\n", name, path);
  }

  std::string axes() const {
    std::string text = "<g class=\"axes\">\n";
    const int decimals = step_ >= 1 ? 0 : step_ >= 0.1 ? 1 : 2;
    for (int k = 0; low_ + k * step_ <= high_ + step_ / 1000; ++k) {
      const double value = low_ + k * step_;
      text += fmt::format(
          "<path d=\"M{} {}H{}\"/><text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>\n",
          number(left), number(y_of(value)), number(width - right), number(left - 6),
          number(y_of(value) + 4), label(value, decimals));
    }
    for (const PlanOutcome& plan : siting_.plans) {
      text +=
          fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>\n",
                      number(x_of(plan.new_sites)), number(height - bottom + 18), plan.new_sites);
    }
    if (today_) {
      text += fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>\n",
                          number(x_of(0)), number(height - bottom + 18),
                          language_ == Language::french ? "aujourd’hui" : "today");
    }
    return text + fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>\n</g>\n",
                              number(width - right), number(height - 8),
                              language_ == Language::french ? "nouveaux lieux" : "new sites");
  }

  const SitingResults& siting_;
  Language language_;
  std::optional<double> today_;
  double low_, high_, step_ = 1;
};

}  // namespace

std::string proposal_chart(const SitingResults& siting, Language language) {
  if (siting.plans.size() < 2 || siting.goal == SitingGoal::fewest_sites) return {};
  return Chart(siting, language).svg();
}

}  // namespace coverage
