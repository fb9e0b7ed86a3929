#include "libcoverage/output/siting_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "libcoverage/base/text.h"
#include "libcoverage/output/indicator_columns.h"
#include "libcoverage/output/json_text.h"
#include "libcoverage/output/proposal_tables.h"

namespace coverage {

namespace {

using Json = nlohmann::ordered_json;

Json codes(const SitingResults& siting, const std::vector<CommuneIndex>& communes) {
  Json list = Json::array();
  for (const CommuneIndex commune : communes) {
    list.push_back(siting.results.territory.communes[commune].code);
  }
  return list;
}

Json amount(const SitingResults& siting, Amount value) {
  const std::string text = objective_text(siting, value);
  if (const auto whole = parse_integer(text)) return *whole;
  return *parse_number(text);
}

Json rounded(const std::optional<double>& seconds) {
  if (!seconds) return {};
  return std::round(*seconds * 1000) / 1000;
}

template <class T>
Json optional_json(const std::optional<T>& value) {
  return json_value(data_value(value));
}

Json site_json(const SitingResults& siting, const SiteOutcome& site) {
  const Facility& facility = siting.results.facilities[site.facility];
  return {{"id", facility.id},
          {"name", facility.name},
          {"status", name_of(site.status)},
          {"lon", facility.lon_lat.lon},
          {"lat", facility.lon_lat.lat},
          {"gained", json_value(site.gained)},
          {"lost_without", optional_json(site.lost_without)},
          {"catchment", json_value(site.catchment)},
          {"in_reach", optional_json(site.in_reach)},
          {"overlap", optional_json(site.overlap)},
          {"mean_before_s", rounded(site.mean_before_s)},
          {"mean_after_s", rounded(site.mean_after_s)},
          {"leave_gap", codes(siting, site.leave_gap)}};
}

Json access_json(const SitingResults& siting, const QueryResult& query) {
  const Indicators& study = query.indicators.study;
  return {{"population", json_value(study.population)},
          {"beyond_target", json_value(study.beyond_target)},
          {"mean_s", rounded(study.mean_s)},
          {"max_s", optional_json(study.max)},
          {"communes_in_gap", communes_in_gap(siting, query)}};
}

Json plan_json(const SitingResults& siting, const PlanOutcome& plan) {
  Json sites = Json::array();
  for (const SiteOutcome& site : plan.sites) {
    if (site.status != SiteOutcome::Status::existing) sites.push_back(site_json(siting, site));
  }
  return {{"new_sites", plan.new_sites},
          {"objective", amount(siting, plan.objective)},
          {"bound", amount(siting, plan.bound)},
          {"gap", plan.gap},
          {"optimal", plan.optimal()},
          {"greedy", plan.greedy ? amount(siting, *plan.greedy) : Json()},
          {"access", access_json(siting, query_of(siting, plan))},
          {"leave_gap", codes(siting, plan.leave_gap)},
          {"enter_gap", codes(siting, plan.enter_gap)},
          {"sites", std::move(sites)}};
}

}  // namespace

std::string siting_json(const SitingResults& siting) {
  const QueryResult& today = siting.results.queries.front();
  Json plans = Json::array(), losses = Json::array();
  for (const PlanOutcome& plan : siting.plans) plans.push_back(plan_json(siting, plan));
  for (const SiteLoss& loss : siting.losses) {
    losses.push_back({{"id", siting.results.facilities[loss.facility].id},
                      {"catchment", json_value(loss.catchment)},
                      {"lost", optional_json(loss.lost)},
                      {"enter_gap", codes(siting, loss.enter_gap)}});
  }
  return json_document({{"study", siting.results.study.title},
                        {"notice", siting.results.study.notice},
                        {"problem", siting.problem_name},
                        {"p", siting.asked_sites ? Json(*siting.asked_sites) : Json()},
                        {"query", today.query.name},
                        {"weight", weight_name(siting.results, today.query)},
                        {"threshold_s", optional_json(siting.threshold)},
                        {"target", today.query.target.label(false)},
                        {"candidates", siting.candidates},
                        {"candidate_kind", siting.candidate_kind.in(siting.results.study.language)},
                        {"existing", siting.existing},
                        {"left_out",
                         {{"unsnapped", json_value(siting.unsnapped)},
                          {"unreachable", json_value(siting.unreachable)}}},
                        {"today", access_json(siting, today)},
                        {"plans", std::move(plans)},
                        {"existing_sites", std::move(losses)}});
}

}  // namespace coverage
