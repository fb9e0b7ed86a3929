#include "apps/shared/sites_answer.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "apps/shared/study_plan_report.h"

namespace coverage {

namespace {

using Json = nlohmann::ordered_json;

Json json_of(const SitesAnswer& answer, const SitingPlan& plan, double seconds) {
  return answer.study ? study_plan_json(*answer.study, answer.report.problem_name, plan, seconds)
                      : plan_json(answer.report, plan, seconds);
}

Json curve_json(const SitesAnswer& answer, const FoundSites& found) {
  Json curve = Json::array();
  for (std::uint32_t p = 1; p <= found.curve.size(); ++p) {
    Json point = {{"p", p}};
    if (const auto& plan = found.curve[p - 1]) {
      point = json_of(answer, *plan, 0);
      point["p"] = p;
      point.erase("seconds");
    }
    curve.push_back(std::move(point));
  }
  return curve;
}

Json answer_json(const SitesAnswer& answer, const FoundSites& found) {
  Json json;
  if (found.plan) json = json_of(answer, *found.plan, found.seconds);
  if (found.then_mean && found.plan) {
    const PairInstance& tables = answer.report.tables;
    json["weighted_value"] =
        amount_json(found.then_mean->weighted_value,
                    tables.instance.units.weight_decimals + tables.instance.units.value_decimals);
    json["mean_optimal"] = found.then_mean->mean_is_proven;
  }
  if (found.alternatives) {
    json["alternatives"] = answer.study ? study_alternatives_json(*answer.study, found.others())
                                        : alternatives_json(answer.report, found.others());
    json["alternatives_within_percent"] = answer.options.within_percent;
    json["alternatives_complete"] = found.alternatives->is_complete;
  }
  if (answer.options.curve) json["curve"] = curve_json(answer, found);
  if (found.is_interrupted) json["stopped"] = "interrupted";
  return json;
}

std::string sites_table(const SitesAnswer& answer, const FoundSites& found) {
  const auto others = found.others();
  const auto* listed = answer.options.alternatives > 0 ? &others : nullptr;
  return answer.study ? study_plan_csv(*answer.study, *found.plan, listed)
                      : plan_csv(answer.report, *found.plan, listed);
}

}  // namespace

std::string SitesAnswer::text(const FoundSites& found) const {
  if (options.common.json) return answer_json(*this, found).dump(2) + "\n";
  if (options.curve) return curve_csv(report, found.curve);
  return sites_table(*this, found);
}

std::string SitesAnswer::sentences(const FoundSites& found) const {
  const Language language = options.common.language;
  const SitingPlan& plan = found.best();
  std::string text =
      study ? study_plan_sentence(*study, plan, language) : plan_sentence(report, plan, language);
  if (found.alternatives) {
    text += "\n" + alternatives_sentence(found.others().size(), found.alternatives->is_complete,
                                         options.within_percent, language);
  }
  const std::string why = why_stopped(found, options);
  if (why == "interrupted") {
    text += "\n" + Message{"Interrupted: this is the best plan found until then.",
                           "Interrompu : c’est le meilleur plan trouvé jusque-là."}
                       .in(language);
  } else if (why == "time_limit") {
    text += "\n" + Message{"Stopped by --time-limit before the gap was closed.",
                           "Arrêté par --time-limit avant que l’écart soit refermé."}
                       .in(language);
  }
  return text;
}

std::string why_stopped(const FoundSites& found, const SitesOptions& options) {
  if (found.is_interrupted) return "interrupted";
  const double accepted = options.gap_percent / 100;
  const auto is_open = [&](const std::optional<SitingPlan>& plan) {
    return plan && gap_of(*plan) > accepted;
  };
  if (is_open(found.plan) || std::ranges::any_of(found.curve, is_open)) return "time_limit";
  return {};
}

}  // namespace coverage
