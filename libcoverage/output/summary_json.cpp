#include "libcoverage/output/summary_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "libcoverage/base/version.h"
#include "libcoverage/output/catchment_json.h"
#include "libcoverage/output/indicator_columns.h"
#include "libcoverage/output/json_text.h"
#include "libcoverage/output/result_tables.h"

namespace coverage {

namespace {

using Json = nlohmann::ordered_json;

template <class T>
Json json(const T& value) {
  return json_value(DataValue(value));
}
Json json(const std::optional<Seconds>& time) {
  return json_value(data_value(time));
}
Json text_or_null(const std::string& text) {
  return text.empty() ? Json() : Json(text);
}

const char* kind_name(SourceNote::Kind kind) {
  switch (kind) {
    case SourceNote::Kind::information:
      return "information";
    case SourceNote::Kind::corrected:
      return "corrected";
    case SourceNote::Kind::rejected:
      return "rejected";
    case SourceNote::Kind::doubtful:
      return "doubtful";
  }
  return "information";
}

Json source_json(const SourceReport& source, Language language) {
  Json notes = Json::array();
  for (const SourceNote& note : source.notes) {
    notes.push_back({{"kind", kind_name(note.kind)},
                     {"code", note.code},
                     {"text", note.text.in(language)},
                     {"count", note.count},
                     {"examples", note.examples}});
  }
  return {{"edition", source.edition},   {"files", source.files},
          {"read", source.read},         {"kept", source.kept},
          {"rejected", source.rejected}, {"corrected", source.corrected},
          {"notes", std::move(notes)}};
}

Json sources_json(const Results& results) {
  Json sources = Json::object();
  for (const SourceReport& source : results.sources) {
    std::string name = source.name;
    for (int n = 2; sources.contains(name); ++n) name = source.name + "_" + std::to_string(n);
    sources[name] = source_json(source, results.study.language);
  }
  return sources;
}

Json weights_json(const Demand& demand) {
  Json weights = Json::array();
  for (const DemandWeight& weight : demand.weights) {
    weights.push_back({{"name", weight.name},
                       {"concept", weight.concept_name},
                       {"unit", weight.unit},
                       {"source_total", json(weight.source_total)},
                       {"total", json(weight.calibrated_total)}});
  }
  return weights;
}

Json networks_json(const Results& results) {
  Json networks = Json::array();
  for (const NetworkResult& network : results.networks) {
    networks.push_back({{"profile", network.profile},
                        {"traffic", network.traffic},
                        {"junctions", network.junctions},
                        {"vertices", network.vertices},
                        {"arcs", network.arcs},
                        {"segments", network.segments},
                        {"components", network.components},
                        {"length_km", std::round(network.length_km * 1000) / 1000},
                        {"fingerprint", network.fingerprint}});
  }
  return networks;
}

Json facilities_json(const Results& results) {
  Json by_source = Json::object();
  for (const Facility& facility : results.facilities) {
    Json& count = by_source[facility.source];
    count = count.is_null() ? 1 : count.get<int>() + 1;
  }
  Json set_aside = Json::array();
  for (const Facility& facility : results.set_aside) set_aside.push_back(facility.id);
  return {{"count", results.facilities.size()},
          {"by_source", std::move(by_source)},
          {"set_aside", std::move(set_aside)}};
}

Json ledger_json(const ThresholdCount& count) {
  const Threshold& threshold = count.threshold;
  return {{"threshold_s", json(threshold.time)},
          {"threshold_m", json_value(data_value(threshold.distance))},
          {"covered", json(count.covered)},
          {"uncovered", json(count.uncovered)},
          {"unreachable", json(count.unreachable)},
          {"unsnapped", json(count.unsnapped)},
          {"share", json_value(data_value(count.share()))}};
}

/// Codes of the communes of the study area that `is_listed`.
template <class Predicate>
Json commune_codes(const Results& results, const QueryResult& query, Predicate is_listed) {
  Json codes = Json::array();
  for (const CommuneIndex commune : study_communes(results)) {
    if (is_listed(query.indicators.communes[commune])) {
      codes.push_back(results.territory.communes[commune].code);
    }
  }
  return codes;
}

Json inequality_json(const Inequality& inequality) {
  const auto index = [](std::optional<double> value) {
    return json_value(data_value(rounded_index(value)));
  };
  return {{"counted", json(inequality.counted)},
          {"not_counted", json(inequality.not_counted)},
          {"gini", index(inequality.gini)},
          {"theil", index(inequality.theil)},
          {"tenth_ratio", index(inequality.tenth_to_four_tenths)},
          {"shortfall", index(inequality.shortfall)},
          {"squared_shortfall", index(inequality.squared_shortfall)}};
}

void add_figures(const Results& results, const QueryResult& query, Json& json_query) {
  const Indicators& all = query.indicators.study;
  json_query["population"] = json(all.population);
  json_query["reached"] = json(all.reached);
  json_query["unreachable"] = json(all.unreachable);
  json_query["unsnapped"] = json(all.unsnapped);
  json_query["mean_s"] = all.mean_s ? Json(std::round(*all.mean_s * 1000) / 1000) : Json();
  json_query["median_s"] = json(all.median);
  json_query["p90_s"] = json(all.p90);
  json_query["max_s"] = json(all.max);
  Json thresholds = Json::array();
  for (const ThresholdCount& count : all.thresholds) thresholds.push_back(ledger_json(count));
  json_query["thresholds"] = std::move(thresholds);
  json_query["ledger"] = ledger_json(target_count(all, query.query));
  Json gap = commune_codes(results, query, [](const Indicators& row) { return row.in_gap; });
  json_query["gap"] = {{"share", results.study.gap_share},
                       {"beyond_target", json(all.beyond_target)},
                       {"communes", gap.size()},
                       {"commune_codes", std::move(gap)}};
  json_query["inequality"] = inequality_json(all.inequality);
  Json uncertain =
      commune_codes(results, query, [](const Indicators& row) { return row.uncertain > Weight{}; });
  json_query["uncertain"] = {{"population", json(all.uncertain)},
                             {"communes", uncertain.size()},
                             {"commune_codes", std::move(uncertain)}};
}

Json raster_json(const QueryResult& query) {
  if (!query.raster) return {};
  return {{"cells_ok", query.raster->cells_ok},
          {"cells_unsnapped", query.raster->cells_unsnapped},
          {"cells_unreachable", query.raster->cells_unreachable}};
}

Json query_json(const Results& results, const QueryResult& query) {
  const bool known = query.network < results.networks.size();
  Json unknown = Json::array();
  for (const FacilityIndex facility : query.unknown) {
    unknown.push_back(results.facilities[facility].id);
  }
  Json result = {{"label", query.query.label},
                 {"where", query.query.where},
                 {"profile", known ? Json(results.networks[query.network].profile) : Json()},
                 {"traffic", known ? Json(results.networks[query.network].traffic) : Json()},
                 {"weight", weight_name(results, query.query)},
                 {"target_s", json(query.query.target.time)},
                 {"target_m", json_value(data_value(query.query.target.distance))},
                 {"target_source", query.query.target_source},
                 {"facilities", query.facilities.size()},
                 {"unknown", std::move(unknown)}};
  add_figures(results, query, result);
  result["raster"] = raster_json(query);
  return result;
}

Json hypotheses_json(const Results& results) {
  Json list = Json::array();
  for (const Message& hypothesis : results.hypotheses) {
    list.push_back(hypothesis.in(results.study.language));
  }
  return list;
}

}  // namespace

std::string summary_json(const Results& results) {
  const Study& study = results.study;
  const DemandWeight* main = weight_of(results, Query{});
  Json summary = {{"study", study.title},
                  {"engine", "libcoverage"},
                  {"version", version()},
                  {"notice", text_or_null(study.notice)},
                  {"roads_notice", text_or_null(study.roads.notice)},
                  {"language", study.language == Language::french ? "fr" : "en"},
                  {"crs", results.crs.label()},
                  {"population", main ? json(main->calibrated_total) : Json()},
                  {"population_unit", main ? Json(main->unit) : Json()},
                  {"population_concept", text_or_null(results.territory.population_concept)},
                  {"population_edition", text_or_null(results.territory.population_edition)},
                  {"communes", study_communes(results).size()},
                  {"demand",
                   {{"method", name_of(results.demand.method)},
                    {"calibrated", results.demand.calibrated},
                    {"points", results.demand.points.size()},
                    {"weights", weights_json(results.demand)}}},
                  {"facilities", facilities_json(results)},
                  {"networks", networks_json(results)},
                  {"hypotheses", hypotheses_json(results)},
                  {"sources", sources_json(results)},
                  {"queries", Json::object()}};
  for (const QueryResult& query : results.queries) {
    summary["queries"][query.query.name] = query_json(results, query);
  }
  summary["catchments"] = catchments_json(results);
  return json_document(summary);
}

}  // namespace coverage
