#include "libcoverage/output/proposal_tables.h"

#include <cmath>
#include <memory>

#include "libcoverage/output/indicator_columns.h"
#include "libcoverage/siting/decimal_amount.h"

namespace coverage {

namespace {

std::string names_of(const SitingResults& siting, const std::vector<CommuneIndex>& communes) {
  std::string names;
  for (const CommuneIndex commune : communes) {
    names += (names.empty() ? "" : ";") + siting.results.territory.communes[commune].name;
  }
  return names;
}

/// Adds columns that depend on a facility.
template <class FacilityOf>
void add_place(const SitingResults& siting, DataTable& table, FacilityOf facility_of) {
  const Results& results = siting.results;
  const auto text = [&](const char* name, const Message& alias, auto value) {
    table.add(name, DataType::text, alias, [&results, facility_of, value](std::size_t row) {
      return DataValue(value(results.facilities[facility_of(row)]));
    });
  };
  text("id", {"id", "identifiant"}, [](const Facility& facility) { return facility.id; });
  text("name", {"name", "nom"}, [](const Facility& facility) { return facility.name; });
  const auto commune = [&](const char* name, const Message& alias, std::string Commune::*member) {
    text(name, alias, [&results, member](const Facility& facility) -> DataValue {
      if (!facility.commune.valid()) return {};
      return results.territory.communes[facility.commune].*member;
    });
  };
  commune("commune_code", {"commune code", "code de la commune"}, &Commune::code);
  commune("commune_name", {"commune", "commune"}, &Commune::name);
  text("epci_name", {"EPCI", "EPCI"}, [&results](const Facility& facility) -> DataValue {
    const Grouping* epcis = results.territory.find_grouping("epci");
    if (!epcis || !facility.commune.valid()) return {};
    const UnitIndex unit = epcis->unit_of_commune[facility.commune];
    if (!unit.valid()) return {};
    return epcis->units[unit].name;
  });
  const auto degrees = [&](const char* name, const Message& alias, double LonLat::*member) {
    table.add(name, DataType::real, alias, [&results, facility_of, member](std::size_t row) {
      return DataValue(results.facilities[facility_of(row)].lon_lat.*member);
    });
  };
  degrees("lon", {"longitude (WGS 84)", "longitude (WGS 84)"}, &LonLat::lon);
  degrees("lat", {"latitude (WGS 84)", "latitude (WGS 84)"}, &LonLat::lat);
}

using Rows = std::shared_ptr<const std::vector<ProposalRow>>;

template <class Value>
void add_of_site(DataTable& table, const Rows& rows, const char* name, const Message& alias,
                 Value value) {
  table.add(name, DataType::real, alias,
            [rows, value](std::size_t row) { return DataValue(value(*(*rows)[row].site)); });
}

void add_figures(DataTable& table, const Rows& rows, const Message& unit) {
  const auto counted = [&](const Message& text) {
    return Message{unit.english + " " + text.english, unit.french + " " + text.french};
  };
  add_of_site(table, rows, "gained",
              counted({"gained within the target", "gagnés à moins du seuil"}),
              [](const SiteOutcome& site) { return site.gained; });
  add_of_site(table, rows, "lost_without",
              counted({"whom no other open site covers", "qu’aucun autre lieu ouvert ne couvre"}),
              [](const SiteOutcome& site) { return data_value(site.lost_without); });
  add_of_site(table, rows, "catchment",
              counted({"nearest to it", "dont c’est le lieu le plus proche"}),
              [](const SiteOutcome& site) { return site.catchment; });
  add_of_site(table, rows, "in_reach",
              counted({"within the target's time of it", "à moins du seuil de ce lieu"}),
              [](const SiteOutcome& site) { return data_value(site.in_reach); });
  add_of_site(
      table, rows, "overlap",
      counted({"of these, also of an existing site", "parmi eux, aussi d’un lieu existant"}),
      [](const SiteOutcome& site) { return data_value(site.overlap); });
  add_of_site(table, rows, "mean_before_s",
              {"mean time of its catchment today (s)",
               "temps moyen actuel de ceux dont c’est le plus proche (s)"},
              [](const SiteOutcome& site) { return rounded_seconds(site.mean_before_s); });
  add_of_site(
      table, rows, "mean_after_s",
      {"mean time of its catchment with the plan (s)", "temps moyen des mêmes avec le plan (s)"},
      [](const SiteOutcome& site) { return rounded_seconds(site.mean_after_s); });
}

}  // namespace

const char* name_of(SiteOutcome::Status status) {
  switch (status) {
    case SiteOutcome::Status::proposed:
      return "proposed";
    case SiteOutcome::Status::existing:
      return "existing";
    case SiteOutcome::Status::closed:
      return "closed";
  }
  return "existing";
}

DataValue rounded_seconds(const std::optional<double>& seconds) {
  if (!seconds) return {};
  return std::round(*seconds * 1000) / 1000;
}

const char* kind_of(const PlanOutcome& plan) {
  return plan.is_alternative ? "alternative" : "plan";
}

const QueryResult& query_of(const SitingResults& siting, const PlanOutcome& plan) {
  return plan.is_alternative ? siting.alternative_queries[plan.query]
                             : siting.results.queries[plan.query];
}

std::size_t communes_in_gap(const SitingResults& siting, const QueryResult& query) {
  std::size_t count = 0;
  const auto& communes = siting.results.territory.communes;
  for (std::size_t c = 0; c < communes.size(); ++c) {
    const auto commune = CommuneIndex::from_size(c);
    count += communes[commune].in_study_area && query.indicators.communes[commune].in_gap ? 1 : 0;
  }
  return count;
}

std::string objective_text(const SitingResults& siting, Amount amount) {
  switch (siting.goal) {
    case SitingGoal::fewest_sites:
      return decimal_text(amount, siting.cost_decimals);
    case SitingGoal::least_mean:
      return decimal_text(amount, 9);
    case SitingGoal::least_worst:
      return decimal_text(amount, 3);
    case SitingGoal::most_covered:
    case SitingGoal::twice_covered:
      break;
  }
  return decimal_text(amount, 6);
}

std::vector<const PlanOutcome*> all_plans(const SitingResults& siting) {
  std::vector<const PlanOutcome*> plans;
  for (const PlanOutcome& plan : siting.plans) plans.push_back(&plan);
  for (const PlanOutcome& plan : siting.alternatives) plans.push_back(&plan);
  return plans;
}

std::vector<ProposalRow> proposal_rows(const SitingResults& siting) {
  std::vector<ProposalRow> rows;
  for (const PlanOutcome* plan : all_plans(siting)) {
    for (const SiteOutcome& site : plan->sites) {
      if (site.status != SiteOutcome::Status::existing) rows.push_back({plan, &site});
    }
  }
  return rows;
}

DataTable proposal_table(const SitingResults& siting) {
  const Rows rows = std::make_shared<const std::vector<ProposalRow>>(proposal_rows(siting));
  DataTable table{"proposals", {"Proposals", "Propositions"}, rows->size(), {}};
  table.add("plan", DataType::integer, {"plan number", "numéro du plan"},
            [rows](std::size_t row) { return DataValue(std::int64_t{(*rows)[row].plan->number}); });
  table.add(
      "kind", DataType::text,
      {"plan asked for (plan) or almost as good (alternative)",
       "plan demandé (plan) ou presque aussi bon (alternative)"},
      [rows](std::size_t row) { return DataValue(std::string(kind_of(*(*rows)[row].plan))); });
  table.add(
      "plan_sites", DataType::integer, {"new sites of the plan", "nouveaux lieux du plan"},
      [rows](std::size_t row) { return DataValue(std::int64_t{(*rows)[row].plan->new_sites}); });
  table.add("status", DataType::text, {"status", "état"}, [rows](std::size_t row) {
    return DataValue(std::string(name_of((*rows)[row].site->status)));
  });
  add_place(siting, table, [rows](std::size_t row) { return (*rows)[row].site->facility; });
  table.add("cost", DataType::text, {"cost", "coût"}, [rows](std::size_t row) -> DataValue {
    if ((*rows)[row].site->cost.empty()) return {};
    return (*rows)[row].site->cost;
  });
  add_figures(table, rows, counted_unit(siting.results, siting.results.queries.front().query));
  table.add("leave_gap", DataType::text,
            {"communes that leave the gap", "communes qui repassent sous le seuil"},
            [&siting, rows](std::size_t row) {
              return DataValue(names_of(siting, (*rows)[row].site->leave_gap));
            });
  return table;
}

DataTable existing_table(const SitingResults& siting) {
  DataTable table{
      "existing_sites", {"Existing sites", "Lieux existants"}, siting.losses.size(), {}};
  table.add("rank", DataType::integer,
            {"rank, the most needed first", "rang, le plus nécessaire d’abord"},
            [](std::size_t row) { return DataValue(static_cast<std::int64_t>(row) + 1); });
  add_place(siting, table, [&siting](std::size_t row) { return siting.losses[row].facility; });
  const Message unit = counted_unit(siting.results, siting.results.queries.front().query);
  table.add("catchment", DataType::real,
            {unit.english + " nearest to it", unit.french + " dont c’est le lieu le plus proche"},
            [&siting](std::size_t row) { return DataValue(siting.losses[row].catchment); });
  table.add("lost", DataType::real,
            {unit.english + " lost within the target if it closes",
             unit.french + " perdus à moins du seuil s’il ferme"},
            [&siting](std::size_t row) { return data_value(siting.losses[row].lost); });
  table.add("enter_gap", DataType::text,
            {"communes that would fall into the gap", "communes qui passeraient au-delà du seuil"},
            [&siting](std::size_t row) {
              return DataValue(names_of(siting, siting.losses[row].enter_gap));
            });
  return table;
}

}  // namespace coverage
