#include <memory>

#include "libcoverage/output/proposal_tables.h"

namespace coverage {

namespace {

using Plans = std::vector<PlanOutcome>;

/// A part that a plan with capacities assigns.
struct AssignmentRow {
  const PlanOutcome* plan = nullptr;
  const ServedPart* part = nullptr;
};

template <class Value>
void add_of_plan(const Plans& plans, DataTable& table, const char* name, DataType type,
                 Value value) {
  table.add(name, type, {},
            [&plans, value](std::size_t row) { return DataValue(value(plans[row])); });
}

void add_changes(const SitingResults& siting, const Plans& plans, DataTable& table) {
  const auto today = [&siting](const PlanOutcome&) -> const Indicators& {
    return siting.results.queries.front().indicators.study;
  };
  const auto then = [&siting](const PlanOutcome& plan) -> const Indicators& {
    return query_of(siting, plan).indicators.study;
  };
  add_of_plan(plans, table, "gained", DataType::real, [=](const PlanOutcome& plan) {
    return today(plan).beyond_target - then(plan).beyond_target;
  });
  add_of_plan(plans, table, "beyond_target", DataType::real,
              [=](const PlanOutcome& plan) { return then(plan).beyond_target; });
  add_of_plan(plans, table, "mean_s", DataType::real,
              [=](const PlanOutcome& plan) { return rounded_seconds(then(plan).mean_s); });
  add_of_plan(plans, table, "max_s", DataType::real,
              [=](const PlanOutcome& plan) { return data_value(then(plan).max); });
  add_of_plan(plans, table, "communes_in_gap", DataType::integer,
              [&siting](const PlanOutcome& plan) {
                return static_cast<std::int64_t>(communes_in_gap(siting, query_of(siting, plan)));
              });
}

/// Objective, proof, what changes, and the sites that open.
void add_plan_columns(const SitingResults& siting, const Plans& plans, DataTable& table) {
  add_of_plan(plans, table, "new_sites", DataType::integer,
              [](const PlanOutcome& plan) { return std::int64_t{plan.new_sites}; });
  add_of_plan(plans, table, "objective", DataType::text, [&siting](const PlanOutcome& plan) {
    return objective_text(siting, plan.objective);
  });
  add_of_plan(plans, table, "bound", DataType::text,
              [&siting](const PlanOutcome& plan) { return objective_text(siting, plan.bound); });
  add_of_plan(plans, table, "gap", DataType::real,
              [](const PlanOutcome& plan) { return plan.gap; });
  add_of_plan(plans, table, "optimal", DataType::boolean,
              [](const PlanOutcome& plan) { return plan.optimal(); });
  add_of_plan(plans, table, "greedy", DataType::text,
              [&siting](const PlanOutcome& plan) -> DataValue {
                if (!plan.greedy) return {};
                return objective_text(siting, *plan.greedy);
              });
  add_changes(siting, plans, table);
  add_of_plan(plans, table, "unserved", DataType::real,
              [](const PlanOutcome& plan) { return data_value(plan.unserved); });
  add_of_plan(plans, table, "sites", DataType::text, [&siting](const PlanOutcome& plan) {
    std::string ids;
    for (const SiteOutcome& site : plan.sites) {
      if (site.status != SiteOutcome::Status::proposed) continue;
      ids += (ids.empty() ? "" : " ") + siting.results.facilities[site.facility].id;
    }
    return ids;
  });
}

}  // namespace

DataTable curve_table(const SitingResults& siting) {
  DataTable table{"curve", {"Curve", "Courbe"}, siting.plans.size(), {}};
  add_plan_columns(siting, siting.plans, table);
  return table;
}

DataTable alternatives_table(const SitingResults& siting) {
  const Plans& plans = siting.alternatives;
  DataTable table{"alternatives", {"Almost as good", "Presque aussi bons"}, plans.size(), {}};
  add_of_plan(plans, table, "plan", DataType::integer,
              [](const PlanOutcome& plan) { return std::int64_t{plan.number}; });
  add_plan_columns(siting, plans, table);
  return table;
}

DataTable assignment_table(const SitingResults& siting) {
  const auto rows = std::make_shared<std::vector<AssignmentRow>>();
  for (const PlanOutcome* plan : all_plans(siting)) {
    for (const ServedPart& part : plan->assignment) rows->push_back({plan, &part});
  }
  DataTable table{"assignment", {"Who is served where", "Qui est servi où"}, rows->size(), {}};
  const auto add = [&](const char* name, DataType type, auto value) {
    table.add(name, type, {}, [rows, value](std::size_t row) {
      return DataValue(value(*(*rows)[row].plan, *(*rows)[row].part));
    });
  };
  add("plan", DataType::integer,
      [](const PlanOutcome& plan, const ServedPart&) { return std::int64_t{plan.number}; });
  add("demand", DataType::text, [&siting](const PlanOutcome&, const ServedPart& part) {
    return siting.results.demand.points[part.point].id;
  });
  add("site", DataType::text, [&siting](const PlanOutcome&, const ServedPart& part) {
    return siting.results.facilities[part.facility].id;
  });
  add("weight", DataType::real,
      [](const PlanOutcome&, const ServedPart& part) { return part.weight; });
  add("time_s", DataType::real,
      [](const PlanOutcome&, const ServedPart& part) { return part.time; });
  return table;
}

}  // namespace coverage
