#include "apps/shared/study_sites.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "apps/shared/run_command.h"
#include "apps/shared/sites_report.h"
#include "libcoverage/base/counted.h"
#include "libcoverage/base/data_table.h"
#include "libcoverage/base/error.h"
#include "libcoverage/base/text.h"
#include "libcoverage/input/decimal_cell.h"
#include "libcoverage/input/duration.h"
#include "libcoverage/input/study_file.h"
#include "libcoverage/output/csv_files.h"
#include "libcoverage/output/people_text.h"
#include "libcoverage/siting/decimal_amount.h"
#include "libcoverage/siting/site_service.h"

namespace coverage {

namespace {

using Json = nlohmann::ordered_json;

/// "10 min". A number alone would be minutes to some, seconds to others.
std::optional<Seconds> time_limit(const std::string& text, const char* option) {
  if (text.empty()) return {};
  const Message remedy{"Write a time, for example \"10 min\" or \"600 s\"",
                       "Écrivez une durée, par exemple « 10 min » ou « 600 s »"};
  try {
    const Threshold limit = parse_threshold(text);
    if (limit.time && !limit.distance) return limit.time;
  } catch (const InputError&) {
    // told below, with the option
  }
  throw UsageError(message("{} '{}' is not a time", "{} « {} » n’est pas une durée", option, text),
                   remedy);
}

std::int64_t budget_of(const std::string& text) {
  if (const auto cost = parse_decimal_cell(text)) return cost->millionths;
  throw UsageError(message("--budget {}: not a number of 0 or more",
                           "--budget {} : ce n’est pas un nombre positif ou nul", text),
                   {"Write digits, in the unit of the candidates' costs",
                    "Écrivez des chiffres, dans l’unité des coûts des emplacements"});
}

bool is_open(const SitingPlan& plan, CandidateIndex site) {
  return std::ranges::binary_search(plan.sites, site);
}

/// Ids of the sites of a kind, in order.
template <class Choose>
Json ids_where(const SitingStudy& study, const Choose& choose) {
  Json list = Json::array();
  for (std::size_t s = 0; s < study.places.size(); ++s) {
    const auto site = CandidateIndex::from_size(s);
    if (choose(site, study.places[site].exists())) list.push_back(study.places[site].id);
  }
  return list;
}

/// A row of the table of sites.
struct SiteRow {
  CandidateIndex site;
  std::string status;
  std::optional<SiteService> service;  ///< of those that are open
};

std::vector<SiteRow> rows_of(const SitingStudy& study, const SitingPlan& plan) {
  const SitingGoal goal = study.problem.goal;
  const bool bounded = goal != SitingGoal::least_mean && goal != SitingGoal::least_worst;
  const auto services = site_services(
      study.tables.instance, plan.sites,
      bounded ? std::optional(study.problem.threshold) : std::optional<std::uint32_t>());
  std::vector<SiteRow> rows;
  for (std::size_t s = 0; s < plan.sites.size(); ++s) {
    const bool exists = study.places[plan.sites[s]].exists();
    rows.push_back({plan.sites[s], exists ? "existing" : "proposed", services[s]});
  }
  for (std::size_t s = 0; s < study.places.size(); ++s) {
    const auto site = CandidateIndex::from_size(s);
    if (study.places[site].exists() && !is_open(plan, site)) rows.push_back({site, "closed", {}});
  }
  return rows;
}

std::string commune_code(const SitingStudy& study, const SitingPlace& place) {
  if (!place.commune.valid()) return {};
  return study.inputs.territory.communes[place.commune].code;
}

DataValue epci_code(const SitingStudy& study, const SitingPlace& place) {
  const Grouping* epcis = study.inputs.territory.find_grouping("epci");
  if (!epcis || !place.commune.valid()) return {};
  const UnitIndex unit = epcis->unit_of_commune[place.commune];
  return unit.valid() ? DataValue(epcis->units[unit].code) : DataValue();
}

DataValue mean_seconds(const SiteService& service) {
  if (service.weight == 0) return {};
  return std::round(static_cast<double>(service.weighted_value) /
                    static_cast<double>(service.weight)) /
         1000;
}

void add_place_columns(DataTable& table, const SitingStudy& study,
                       const std::vector<SiteRow>& rows) {
  const auto place = [&](std::size_t row) -> const SitingPlace& {
    return study.places[rows[row].site];
  };
  const auto text = [&](const char* name, std::function<DataValue(std::size_t)> value) {
    table.add(name, DataType::text, {}, std::move(value));
  };
  text("site", [=](std::size_t row) { return place(row).id; });
  text("name", [=](std::size_t row) { return place(row).name; });
  text("status", [&](std::size_t row) { return rows[row].status; });
  text("commune", [=, &study](std::size_t row) { return commune_code(study, place(row)); });
  text("epci", [=, &study](std::size_t row) { return epci_code(study, place(row)); });
  table.add("lon", DataType::real, {}, [=](std::size_t row) { return place(row).lon_lat.lon; });
  table.add("lat", DataType::real, {}, [=](std::size_t row) { return place(row).lon_lat.lat; });
}

void add_service_columns(DataTable& table, const SitingStudy& study,
                         const std::vector<SiteRow>& rows) {
  const SitingGoal goal = study.problem.goal;
  const bool bounded = goal != SitingGoal::least_mean && goal != SitingGoal::least_worst;
  const auto weight = [&](const char* name, std::int64_t SiteService::*member, bool known) {
    table.add(name, DataType::real, {}, [&rows, member, known](std::size_t row) -> DataValue {
      if (!known || !rows[row].service) return {};
      return Weight::from_millionths((*rows[row].service).*member);
    });
  };
  table.add("cost", DataType::text, {}, [&](std::size_t row) -> DataValue {
    if (study.places[rows[row].site].exists()) return {};
    return decimal_text(study.tables.instance.sites[rows[row].site].cost,
                        study.tables.cost_decimals);
  });
  weight("weight", &SiteService::weight, true);
  weight("covered_weight", &SiteService::covered_weight, bounded);
  weight("lost_weight", &SiteService::lost_weight, bounded);
  table.add("mean_time_s", DataType::real, {}, [&](std::size_t row) {
    return rows[row].service ? mean_seconds(*rows[row].service) : DataValue();
  });
}

}  // namespace

SitingQuestion siting_question(const SitesOptions& options) {
  SitingQuestion question;
  question.query = options.query;
  question.weight = options.weight;
  question.goal = options.goal;
  question.threshold = time_limit(options.threshold, "--threshold");
  question.nobody_beyond = time_limit(options.nobody_beyond, "--nobody-beyond");
  question.new_sites = options.most_sites;
  question.share_millionths = static_cast<std::int64_t>(options.share_percent * 10'000 + 0.5);
  question.assignment = options.assignment;
  question.then_mean = options.then_mean;
  if (!options.budget.empty()) question.budget_millionths = budget_of(options.budget);
  for (const std::string& text : options.group_limits) {
    const WrittenGroupLimit limit = parse_group_limit(text);
    question.epci_limits.push_back({limit.group, limit.least, limit.most});
  }
  question.allow_closing = options.allow_closing || options.most_moved.has_value();
  question.most_closed = options.most_moved;
  // A move opens no more than it closes.
  if (options.most_moved && !question.new_sites) question.new_sites = 0;
  return question;
}

std::vector<std::pair<std::string, std::string>> candidate_settings(const std::string& spec) {
  if (spec.empty()) return {};
  const std::size_t colon = spec.find(':');
  const std::string kind = spec.substr(0, colon);
  const std::string rest = colon == std::string::npos ? "" : spec.substr(colon + 1);
  const bool bare = colon == std::string::npos;
  if (bare && (kind == "seats" || kind == "junctions" || kind == "grid")) {
    return {{"candidates.from", kind}};
  }
  if (kind == "grid") return {{"candidates.from", kind}, {"candidates.spacing_m", rest}};
  if (kind == "facilities") return {{"candidates.from", kind}, {"candidates.where", rest}};
  return {{"candidates.from", "points"},
          {"candidates.path", std::filesystem::absolute(spec).lexically_normal().string()}};
}

std::vector<std::pair<std::string, std::string>> question_settings(const SitesOptions& options) {
  std::vector<std::pair<std::string, std::string>> settings;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) settings.emplace_back(std::string("sites.") + name, value);
  };
  const auto number = [](const std::optional<std::uint32_t>& value) {
    return value ? std::to_string(*value) : std::string();
  };
  add("problem", options.problem_name);
  add("p", number(options.most_sites));
  add("query", options.query);
  add("weight", options.weight);
  add("threshold", options.threshold);
  add("nobody_beyond", options.nobody_beyond);
  add("budget", options.budget);
  add("share", options.share_percent < 100 ? format_number(options.share_percent) : "");
  for (const std::string& limit : options.group_limits) add("group_limit", limit);
  add("allow_closing", options.allow_closing ? "true" : "");
  add("move", number(options.most_moved));
  add("then_mean", options.then_mean ? "true" : "");
  add("curve", options.curve ? "true" : "");
  add("gap", options.gap_percent > 0 ? format_number(options.gap_percent) : "");
  return settings;
}

Study study_of_options(const SitesOptions& options) {
  auto settings = parse_settings(options.settings);
  for (auto& setting : candidate_settings(options.candidates)) {
    settings.push_back(std::move(setting));
  }
  Study study = load_study(options.study, settings);
  if (!options.out.empty()) {
    study.output.directory = std::filesystem::absolute(options.out).string();
  }
  return study;
}

Json study_plan_json(const SitingStudy& study, const std::string& problem_name,
                     const SitingPlan& plan, double seconds) {
  Json json = plan_json({study.tables, study.problem, problem_name}, plan, 0);
  json.erase("seconds");
  json["p"] = study.question.new_sites ? Json(*study.question.new_sites) : Json();
  json["sites"] = ids_where(
      study, [&](CandidateIndex site, bool exists) { return !exists && is_open(plan, site); });
  json["existing"] = ids_where(
      study, [&](CandidateIndex site, bool exists) { return exists && is_open(plan, site); });
  json["closed"] = ids_where(
      study, [&](CandidateIndex site, bool exists) { return exists && !is_open(plan, site); });
  json["query"] = study.asked().name;
  json["weight_name"] = study.weights().name;
  json["candidates"] = study.places.size() - study.existing_count();
  json["population"] = {{"total", study.ledger.total.count()},
                        {"asked", study.ledger.asked.count()},
                        {"unsnapped", study.ledger.unsnapped.count()},
                        {"unreachable", study.ledger.unreachable.count()}};
  json["seconds"] = std::round(seconds * 1000) / 1000;
  return json;
}

std::string study_plan_csv(const SitingStudy& study, const SitingPlan& plan) {
  const std::vector<SiteRow> rows = rows_of(study, plan);
  DataTable table;
  table.size = rows.size();
  add_place_columns(table, study, rows);
  add_service_columns(table, study, rows);
  return csv_text(table, CsvDialect::plain);
}

namespace {

Message result_text(const SitingStudy& study, const SitingPlan& plan, Language language) {
  const Amount weight = study.ledger.asked.millionths();
  const auto time = [&](Amount milliseconds) {
    return duration_text(Seconds::from_milliseconds(static_cast<std::uint32_t>(milliseconds)),
                         language);
  };
  switch (study.problem.goal) {
    case SitingGoal::fewest_sites:
      return message("cost {}", "coût {}",
                     decimal_text(plan.objective, study.tables.cost_decimals));
    case SitingGoal::least_mean:
      return message("mean time {}", "temps moyen {}", time(plan.objective / weight));
    case SitingGoal::least_worst:
      return message("longest time {}", "temps le plus long {}", time(plan.objective));
    default:
      break;
  }
  const auto covered = static_cast<std::int64_t>(plan.objective);
  const double share = static_cast<double>(covered) / static_cast<double>(weight);
  const std::string limit =
      duration_text(Seconds::from_milliseconds(study.problem.threshold), language);
  return message("{} of {} within {} ({})", "{} sur {} à moins de {} ({})",
                 inhabitants_text(Weight::from_millionths(covered), language),
                 inhabitants_text(study.ledger.asked, language), limit,
                 share_text(share, language));
}

}  // namespace

std::string study_plan_sentence(const SitingStudy& study, const SitingPlan& plan,
                                Language language) {
  const auto opened = static_cast<std::uint64_t>(std::ranges::count_if(
      plan.sites, [&](CandidateIndex site) { return !study.places[site].exists(); }));
  const std::uint64_t kept = plan.sites.size() - opened;
  std::string text =
      counted(opened, {"new site", "nouveau lieu"}, {"new sites", "nouveaux lieux"}).in(language);
  if (kept < study.existing_count()) {
    text += ", " + counted(study.existing_count() - kept, {"closes", "ferme"}, {"close", "ferment"})
                       .in(language);
  }
  const char* mark = language == Language::french ? " ; " : "; ";
  return text + mark + result_text(study, plan, language).in(language) + mark +
         proof_text(plan, language) + ".";
}

}  // namespace coverage
