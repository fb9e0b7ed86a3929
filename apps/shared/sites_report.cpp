#include "apps/shared/sites_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>

#include "libcoverage/base/counted.h"
#include "libcoverage/base/text.h"
#include "libcoverage/output/people_text.h"
#include "libcoverage/siting/decimal_amount.h"
#include "libcoverage/siting/evaluate_plan.h"
#include "libcoverage/siting/site_service.h"

namespace coverage {
namespace {

using Json = nlohmann::ordered_json;

int objective_decimals(const PlanReport& report) {
  switch (report.problem.goal) {
    case SitingGoal::fewest_sites:
      return report.tables.instance.units.cost_decimals;
    case SitingGoal::most_covered:
    case SitingGoal::twice_covered:
      return report.tables.instance.units.weight_decimals;
    case SitingGoal::least_mean:
      return report.tables.instance.units.weight_decimals +
             report.tables.instance.units.value_decimals;
    case SitingGoal::least_worst:
      return report.tables.instance.units.value_decimals;
  }
  return 0;
}

Json json_number(const std::string& text) {
  if (const auto whole = parse_integer(text)) return *whole;
  return *parse_number(text);
}

Json threshold(const PlanReport& report) {
  if (report.threshold) return json_number(format_number(*report.threshold));
  if (!covers_within_threshold(report.problem.goal)) return {};
  return amount_json(report.problem.threshold, report.tables.instance.units.value_decimals);
}

Json number(const PlanReport& report, Amount amount) {
  return amount_json(amount, objective_decimals(report));
}

Amount total_weight(const PlanReport& report) {
  const auto& weights = report.tables.instance.weight;
  return std::accumulate(weights.begin(), weights.end(), Amount{0});
}

double ratio(Amount part, Amount whole) {
  return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0;
}

Json ids(const PlanReport& report, const SitingPlan& plan, bool counted) {
  Json list = Json::array();
  for (const CandidateIndex site : plan.sites) {
    const CandidateSite& row = report.tables.instance.sites[site];
    if (row.counts == counted) list.push_back(row.id);
  }
  return list;
}

std::string cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

/// Weight × value ÷ weight in thousandths of the values' last decimal.
Amount mean_thousandths(Amount weighted_value, Amount weight) {
  return weight > 0 ? (weighted_value * 1000 + weight / 2) / weight : 0;
}

std::string mean_text(const PlanReport& report, Amount weighted_value, Amount weight) {
  if (weight == 0) return {};
  return decimal_text(mean_thousandths(weighted_value, weight),
                      report.tables.instance.units.value_decimals + 3);
}

/// The sites of a plan as rows of CSV, each after `before`.
std::string plan_rows(const PlanReport& report, const SitingPlan& plan, const std::string& before) {
  const PairInstance& tables = report.tables;
  const bool has_threshold = covers_within_threshold(report.problem.goal);
  const bool is_shared = report.problem.assignment != Assignment::nearest;
  const auto services = site_services(tables.instance, report.problem, plan);
  std::string csv;
  const auto weight = [&](std::int64_t value) {
    return decimal_text(value, tables.instance.units.weight_decimals);
  };
  for (std::size_t s = 0; s < plan.sites.size(); ++s) {
    const CandidateSite& site = tables.instance.sites[plan.sites[s]];
    const SiteService& service = services[s];
    csv += fmt::format("{}{},{},{},{},{},{},{},{}\n", before, cell(site.id),
                       site.counts ? "proposed" : "existing",
                       site.group.valid() ? cell(tables.groups[site.group]) : "",
                       decimal_text(site.cost, tables.instance.units.cost_decimals),
                       weight(service.weight), has_threshold ? weight(service.covered_weight) : "",
                       has_threshold && !is_shared ? weight(service.lost_weight) : "",
                       mean_text(report, service.weighted_value, service.weight));
  }
  return csv;
}

/// Who is served by which site, and whom none has room for.
void add_assignment(const PlanReport& report, const SitingPlan& plan, Json& json) {
  const SitingInstance& instance = report.tables.instance;
  const int decimals = report.tables.instance.units.weight_decimals;
  const Amount unserved = unserved_weight(instance, plan);
  json["served"] = amount_json(total_weight(report) - unserved, decimals);
  json["unserved"] = amount_json(unserved, decimals);
  json["assignment"] = Json::array();
  for (const Allocation& part : plan.allocations) {
    json["assignment"].push_back({{"demand", instance.demand_id[part.row]},
                                  {"site", instance.sites[part.site].id},
                                  {"weight", amount_json(part.weight, decimals)}});
  }
}

/// "0.79 %", "0,0012 %" in French: small gaps with more decimals, for 0 % would be a proof.
std::string gap_text(double gap, Language language) {
  std::string text = format_decimals(gap * 100, gap < 0.001 ? 4 : 2);
  if (language == Language::french) std::ranges::replace(text, '.', ',');
  return text + " %";
}

}  // namespace

Json amount_json(Amount amount, int decimals) {
  return json_number(decimal_text(amount, decimals));
}

Json plan_json(const PlanReport& report, const SitingPlan& plan, double seconds) {
  const SitingProblem& problem = report.problem;
  Json json;
  json["problem"] = report.problem_name;
  json["p"] = problem.most_sites ? Json(*problem.most_sites) : Json();
  json["threshold"] = threshold(report);
  json["objective"] = number(report, plan.objective);
  json["bound"] = number(report, plan.bound);
  json["gap"] = gap_of(plan);
  json["optimal"] = plan.optimal();
  json["sites"] = ids(report, plan, true);
  json["existing"] = ids(report, plan, false);
  json["weight"] = amount_json(total_weight(report), report.tables.instance.units.weight_decimals);
  if (problem.goal == SitingGoal::least_mean) {
    json["mean"] = amount_json(mean_thousandths(plan.objective, total_weight(report)),
                               report.tables.instance.units.value_decimals + 3);
  }
  if (problem.assignment != Assignment::nearest) add_assignment(report, plan, json);
  json["seconds"] = std::round(seconds * 1000) / 1000;
  return json;
}

Json alternatives_json(const PlanReport& report, const std::vector<SitingPlan>& plans) {
  Json list = Json::array();
  for (const SitingPlan& plan : plans) {
    list.push_back({{"objective", number(report, plan.objective)},
                    {"bound", number(report, plan.bound)},
                    {"gap", gap_of(plan)},
                    {"sites", ids(report, plan, true)}});
  }
  return list;
}

std::string plan_csv(const PlanReport& report, const SitingPlan& plan,
                     const std::vector<SitingPlan>* others) {
  std::string csv = "site,status,group,cost,weight,covered_weight,lost_weight,mean_value\n";
  if (!others) return csv + plan_rows(report, plan, "");
  csv = "plan,kind," + csv + plan_rows(report, plan, "1,best,");
  for (std::size_t k = 0; k < others->size(); ++k) {
    csv += plan_rows(report, (*others)[k], fmt::format("{},alternative,", k + 2));
  }
  return csv;
}

std::string curve_csv(const PlanReport& report,
                      const std::vector<std::optional<SitingPlan>>& plans) {
  std::string csv = "p,objective,bound,gap,optimal,sites\n";
  const int decimals = objective_decimals(report);
  for (std::size_t p = 0; p < plans.size(); ++p) {
    if (!plans[p]) {
      csv += fmt::format("{},,,,,\n", p + 1);
      continue;
    }
    const SitingPlan& plan = *plans[p];
    std::string sites;
    for (const auto& id : ids(report, plan, true)) {
      sites += (sites.empty() ? "" : " ") + id.get<std::string>();
    }
    csv += fmt::format("{},{},{},{},{},{}\n", p + 1, decimal_text(plan.objective, decimals),
                       decimal_text(plan.bound, decimals), format_number(gap_of(plan)),
                       plan.optimal(), cell(sites));
  }
  return csv;
}

std::string proof_text(const SitingPlan& plan, Language language) {
  if (plan.optimal()) return Message{"proven optimal", "optimum prouvé"}.in(language);
  return message("at most {} from the optimum", "à {} au plus de l’optimum",
                 gap_text(gap_of(plan), language))
      .in(language);
}

std::string alternatives_sentence(std::size_t count, bool is_complete, double within_percent,
                                  Language language) {
  std::string within = format_number(within_percent);
  if (language == Language::french) std::ranges::replace(within, '.', ',');
  std::string text =
      counted(count, {"other plan", "autre plan"}, {"other plans", "autres plans"}).in(language) +
      message(" within {} % of it", " à {} % près", within).in(language);
  if (!is_complete) {
    text += Message{"; time was too short to rule out others",
                    " ; le temps a manqué pour exclure qu’il y en ait d’autres"}
                .in(language);
  }
  return text + ".";
}

std::string plan_sentence(const PlanReport& report, const SitingPlan& plan, Language language) {
  const auto counted = std::ranges::count_if(
      plan.sites, [&](CandidateIndex site) { return report.tables.instance.sites[site].counts; });
  const std::string objective = decimal_text(plan.objective, objective_decimals(report));
  const Amount weight = total_weight(report);
  Message result;
  switch (report.problem.goal) {
    case SitingGoal::fewest_sites:
      result = message("cost {}", "coût {}", objective);
      break;
    case SitingGoal::most_covered:
    case SitingGoal::twice_covered: {
      const std::string all = decimal_text(weight, report.tables.instance.units.weight_decimals);
      const std::string share = share_text(ratio(plan.objective, weight), language);
      result = message("{} of {} covered ({})", "{} sur {} couverts ({})", objective, all, share);
      break;
    }
    case SitingGoal::least_mean:
      result =
          message("mean value {}", "valeur moyenne {}", mean_text(report, plan.objective, weight));
      break;
    case SitingGoal::least_worst:
      result = message("largest value {}", "valeur la plus grande {}", objective);
      break;
  }
  return message("New sites: {}; {}; {}.", "Nouveaux lieux : {} ; {} ; {}.", counted,
                 result.in(language), proof_text(plan, language))
      .in(language);
}

}  // namespace coverage
