#include "apps/shared/study_plan_report.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "apps/shared/sites_report.h"
#include "libcoverage/base/counted.h"
#include "libcoverage/base/text.h"
#include "libcoverage/output/csv_files.h"
#include "libcoverage/output/people_text.h"
#include "libcoverage/siting/decimal_amount.h"
#include "libcoverage/siting/site_service.h"

namespace coverage {

namespace {

using Json = nlohmann::ordered_json;

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
  std::size_t plan = 0;
  CandidateIndex site;
  std::string status;
  std::optional<SiteService> service;  ///< of those that are open
};

void add_rows(const SitingStudy& study, const SitingPlan& plan, std::vector<SiteRow>& rows) {
  const std::size_t number = rows.empty() ? 1 : rows.back().plan + 1;
  const auto services = site_services(study.tables.instance, study.problem, plan);
  for (std::size_t s = 0; s < plan.sites.size(); ++s) {
    const bool exists = study.places[plan.sites[s]].exists();
    rows.push_back({number, plan.sites[s], exists ? "existing" : "proposed", services[s]});
  }
  for (std::size_t s = 0; s < study.places.size(); ++s) {
    const auto site = CandidateIndex::from_size(s);
    if (!study.places[site].exists() || is_open(plan, site)) continue;
    rows.push_back({number, site, "closed", {}});
  }
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
  const bool bounded = threshold_of(study.problem).has_value();
  const bool is_shared = study.problem.assignment != Assignment::nearest;
  const auto weight = [&](const char* name, std::int64_t SiteService::*member, bool known) {
    table.add(name, DataType::real, {}, [&rows, member, known](std::size_t row) -> DataValue {
      if (!known || !rows[row].service) return {};
      return Weight::from_millionths((*rows[row].service).*member);
    });
  };
  table.add("cost", DataType::text, {}, [&](std::size_t row) -> DataValue {
    if (study.places[rows[row].site].exists()) return {};
    return decimal_text(study.tables.instance.sites[rows[row].site].cost,
                        study.tables.instance.units.cost_decimals);
  });
  weight("weight", &SiteService::weight, true);
  weight("covered_weight", &SiteService::covered_weight, bounded);
  weight("lost_weight", &SiteService::lost_weight, bounded && !is_shared);
  table.add("mean_time_s", DataType::real, {}, [&](std::size_t row) {
    return rows[row].service ? mean_seconds(*rows[row].service) : DataValue();
  });
}

}  // namespace

Json study_plan_json(const SitingStudy& study, const std::string& problem_name,
                     const SitingPlan& plan, double seconds) {
  Json json = plan_json({study.tables, study.problem, problem_name}, plan, 0);
  json.erase("seconds");
  json.erase("assignment");
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

std::string study_plan_csv(const SitingStudy& study, const SitingPlan& plan,
                           const std::vector<SitingPlan>* others) {
  std::vector<SiteRow> rows;
  add_rows(study, plan, rows);
  for (std::size_t k = 0; others && k < others->size(); ++k) add_rows(study, (*others)[k], rows);
  DataTable table;
  table.size = rows.size();
  if (others) {
    table.add("plan", DataType::integer, {}, [&](std::size_t row) {
      return DataValue(static_cast<std::int64_t>(rows[row].plan));
    });
    table.add("kind", DataType::text, {}, [&](std::size_t row) {
      return DataValue(std::string(rows[row].plan == 1 ? "best" : "alternative"));
    });
  }
  add_place_columns(table, study, rows);
  add_service_columns(table, study, rows);
  return csv_text(table, CsvDialect::plain);
}

Json study_alternatives_json(const SitingStudy& study, const std::vector<SitingPlan>& plans) {
  Json list = alternatives_json({study.tables, study.problem, ""}, plans);
  for (std::size_t k = 0; k < plans.size(); ++k) {
    const auto ids = [&](bool exists, bool open) {
      return ids_where(study, [&](CandidateIndex site, bool does_exist) {
        return does_exist == exists && is_open(plans[k], site) == open;
      });
    };
    list[k]["sites"] = ids(false, true);
    list[k]["closed"] = ids(true, false);
  }
  return list;
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
                     decimal_text(plan.objective, study.tables.instance.units.cost_decimals));
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
