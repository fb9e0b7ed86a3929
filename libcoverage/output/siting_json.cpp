#include "libcoverage/output/siting_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "libcoverage/base/text.h"
#include "libcoverage/output/indicator_columns.h"
#include "libcoverage/output/json_text.h"
#include "libcoverage/output/proposal_tables.h"
#include "libcoverage/output/siting_limits.h"

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

Json places_json(const std::vector<SitingLimits::Place>& places) {
  Json ids = Json::array();
  for (const auto& place : places) ids.push_back(place.id);
  return ids;
}

/// The limits that were asked for, each under its name, then all in words.
Json limits_json(const SitingResults& siting) {
  const SitingLimits& limits = siting.limits;
  Json json = Json::object();
  if (!limits.budget.empty()) json["budget"] = *parse_number(limits.budget);
  if (limits.share) json["share"] = *limits.share;
  if (limits.nobody_beyond) json["nobody_beyond_s"] = optional_json(limits.nobody_beyond);
  for (const auto& limit : limits.epcis) {
    json["epcis"].push_back({{"name", limit.name},
                             {"least", limit.least},
                             {"most", limit.most ? Json(*limit.most) : Json()}});
  }
  if (limits.most_closed) json["most_closed"] = *limits.most_closed;
  if (!limits.mandatory.empty()) json["mandatory"] = places_json(limits.mandatory);
  if (!limits.forbidden.empty()) json["forbidden"] = places_json(limits.forbidden);
  if (limits.assignment != Assignment::nearest) {
    json["assignment"] = limits.assignment == Assignment::single ? "single" : "split";
  }
  if (limits.then_mean) json["then_mean"] = true;
  json["in_words"] = limit_sentences(siting, siting.results.study.language);
  return json;
}

Json plan_json(const SitingResults& siting, const PlanOutcome& plan) {
  Json sites = Json::array();
  for (const SiteOutcome& site : plan.sites) {
    if (site.status != SiteOutcome::Status::existing) sites.push_back(site_json(siting, site));
  }
  return {{"plan", plan.number},
          {"new_sites", plan.new_sites},
          {"objective", amount(siting, plan.objective)},
          {"bound", amount(siting, plan.bound)},
          {"gap", plan.gap},
          {"optimal", plan.optimal()},
          {"greedy", plan.greedy ? amount(siting, *plan.greedy) : Json()},
          {"unserved", optional_json(plan.unserved)},
          {"access", access_json(siting, query_of(siting, plan))},
          {"leave_gap", codes(siting, plan.leave_gap)},
          {"enter_gap", codes(siting, plan.enter_gap)},
          {"sites", std::move(sites)}};
}

}  // namespace

std::string siting_json(const SitingResults& siting) {
  const QueryResult& today = siting.results.queries.front();
  Json plans = Json::array(), alternatives = Json::array(), losses = Json::array();
  for (const PlanOutcome& plan : siting.plans) plans.push_back(plan_json(siting, plan));
  for (const PlanOutcome& plan : siting.alternatives) {
    alternatives.push_back(plan_json(siting, plan));
  }
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
                        {"limits", limits_json(siting)},
                        {"stopped", siting.stopped.empty() ? Json() : Json(siting.stopped)},
                        {"left_out",
                         {{"unsnapped", json_value(siting.unsnapped)},
                          {"unreachable", json_value(siting.unreachable)}}},
                        {"today", access_json(siting, today)},
                        {"plans", std::move(plans)},
                        {"alternatives", siting.alternatives_asked ? alternatives : Json()},
                        {"alternatives_within_percent",
                         siting.alternatives_asked ? Json(siting.within_percent) : Json()},
                        {"alternatives_complete",
                         siting.alternatives_asked ? Json(siting.alternatives_complete) : Json()},
                        {"existing_sites", std::move(losses)}});
}

}  // namespace coverage
