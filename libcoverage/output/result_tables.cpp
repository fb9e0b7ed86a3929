#include "libcoverage/output/result_tables.h"

#include <algorithm>
#include <cassert>
#include <memory>
#include <set>

#include "libcoverage/base/text.h"
#include "libcoverage/output/catchment_columns.h"
#include "libcoverage/output/indicator_columns.h"

namespace coverage {

namespace {

using CommuneRows = std::shared_ptr<const std::vector<CommuneIndex>>;
using UnitRows = std::shared_ptr<const std::vector<UnitIndex>>;

Message alias_prefix(const QueryResult& query) {
  const std::string& label = query.query.label.empty() ? query.query.name : query.query.label;
  return verbatim(label + " · ");
}

/// Sum of the main weight over each commune's demand points.
IdVector<CommuneIndex, Weight> commune_totals(const Results& results) {
  IdVector<CommuneIndex, Weight> totals(results.territory.communes.size());
  if (results.demand.weights.empty()) return totals;
  for (std::size_t i = 0; i < results.demand.points.size(); ++i) {
    const auto point = DemandIndex::from_size(i);
    const CommuneIndex commune = results.demand.points[point].commune;
    if (commune.valid()) totals[commune] += results.demand.weights.front().values[point];
  }
  return totals;
}

/// Adds the columns that name a commune; `commune_of` gives the row's.
template <class CommuneOf>
void add_commune_columns(const Results& results, CommuneOf commune_of, DataTable& table) {
  const auto text = [&results, commune_of](auto read) {
    return [&results, commune_of, read](std::size_t row) -> DataValue {
      return read(results.territory, commune_of(row));
    };
  };
  table.add("code", DataType::text, {"commune code", "code de la commune"},
            text([](const Territory& t, CommuneIndex c) { return t.communes[c].code; }));
  table.add("name", DataType::text, {"commune", "commune"},
            text([](const Territory& t, CommuneIndex c) { return t.communes[c].name; }));
  const auto epci_text = [&results, commune_of](std::string TerritoryUnit::*member) {
    return [&results, commune_of, member](std::size_t row) -> DataValue {
      const Grouping* epci = results.territory.find_grouping("epci");
      if (!epci || epci->unit_of_commune.empty()) return {};
      const UnitIndex unit = epci->unit_of_commune[commune_of(row)];
      if (!unit.valid()) return {};
      return epci->units[unit].*member;
    };
  };
  table.add("epci_code", DataType::text, {"EPCI code", "code de l’EPCI"},
            epci_text(&TerritoryUnit::code));
  table.add("epci_name", DataType::text, {"EPCI", "EPCI"}, epci_text(&TerritoryUnit::name));
}

template <class UnitOf>
void add_unit_columns(const Results& results, const Grouping& grouping, UnitOf unit_of,
                      DataTable& table) {
  const auto member = [&grouping, unit_of](auto pointer) {
    return [&grouping, unit_of, pointer](std::size_t row) -> DataValue {
      return grouping.units[unit_of(row)].*pointer;
    };
  };
  table.add("code", DataType::text, {"code", "code"}, member(&TerritoryUnit::code));
  table.add("name", DataType::text, {"name", "nom"}, member(&TerritoryUnit::name));
  table.add("label", DataType::text, {"label", "libellé"},
            [&grouping, unit_of, language = results.study.language](std::size_t row) -> DataValue {
              return unit_label(grouping.units[unit_of(row)]).in(language);
            });
  table.add("is_partial", DataType::boolean,
            {"cut by the limit of the study", "coupé par la limite de l’étude"},
            member(&TerritoryUnit::is_partial));
  table.add("population_inside", DataType::real,
            {"listed population inside the study area",
             "population recensée dans le périmètre de l’étude"},
            member(&TerritoryUnit::population_inside));
  table.add("population_outside", DataType::real,
            {"listed population outside the study area",
             "population recensée hors du périmètre de l’étude"},
            member(&TerritoryUnit::population_outside));
}

void add_population_and_query(const std::function<IndicatorRow(std::size_t)>& row,
                              DataTable& table) {
  table.add("population", DataType::real, {"number counted", "effectif compté"},
            [row](std::size_t index) -> DataValue {
              const auto cells = row(index);
              assert(cells.indicators);
              return cells.indicators->population;
            });
  table.add("query", DataType::text, {"service studied", "offre étudiée"},
            [row](std::size_t index) -> DataValue { return row(index).query->query.name; });
}

void add_listed_population(const Results& results, const CommuneRows& communes, DataTable& table) {
  table.add("population_listed", DataType::real,
            {"population of the commune as listed", "population de la commune selon la source"},
            [&results, communes](std::size_t row) -> DataValue {
              const auto& weights = results.territory.communes[(*communes)[row]].weights;
              const auto listed = weights.find("population");
              if (listed == weights.end()) return {};
              return listed->second;
            });
}

/// Adds every query's columns under its name. `indicators_of` gives a row's in one query.
template <class IndicatorsOf>
void add_wide_columns(const Results& results, bool of_communes, IndicatorsOf indicators_of,
                      DataTable& table) {
  const std::string main = results.demand.weights.empty() ? "" : results.demand.weights[0].name;
  for (const QueryResult& query : results.queries) {
    const auto row = [&query, indicators_of](std::size_t index) {
      return indicators_of(query, index);
    };
    const IndicatorColumns options{.prefix = query.query.name + "_",
                                   .alias_prefix = alias_prefix(query),
                                   .unit = counted_unit(results, query.query),
                                   .thresholds = thresholds_of(query),
                                   .of_communes = of_communes,
                                   .row = row};
    if (weight_name(results, query.query) != main) {
      table.add(options.prefix + "population", DataType::real,
                {options.alias_prefix.english + "number counted",
                 options.alias_prefix.french + "effectif compté"},
                [row](std::size_t index) -> DataValue {
                  const auto cells = row(index);
                  assert(cells.indicators);
                  return cells.indicators->population;
                });
    }
    add_indicator_columns(results, options, table);
  }
}

/// A query that counts the study's main weight, or nullptr.
const QueryResult* query_of_main_weight(const Results& results) {
  for (const QueryResult& query : results.queries) {
    if (weight_of(results, query.query) == weight_of(results, Query{})) return &query;
  }
  return nullptr;
}

std::string plural_of(std::string name) {
  const std::size_t first_word = std::min(name.find('_'), name.size());
  const char last = name[first_word - 1];
  if (last != 's' && last != 'x' && last != 'z') name.insert(first_word, "s");
  return name;
}

}  // namespace

std::vector<CommuneIndex> study_communes(const Results& results) {
  std::vector<CommuneIndex> rows;
  for (std::size_t i = 0; i < results.territory.communes.size(); ++i) {
    const auto commune = CommuneIndex::from_size(i);
    if (results.territory.communes[commune].in_study_area) rows.push_back(commune);
  }
  return rows;
}

std::vector<UnitIndex> study_units(const Results& results, std::size_t g) {
  const Grouping& grouping = results.territory.groupings[g];
  IdVector<UnitIndex, bool> inside(grouping.units.size());
  std::vector<bool>& flags = inside.rows();
  for (std::size_t u = 0; u < grouping.units.size(); ++u) {
    const auto unit = UnitIndex::from_size(u);
    flags[u] = grouping.units[unit].population_inside > Weight{};
    for (const QueryResult& query : results.queries) {
      if (query.indicators.groupings[g][unit].population > Weight{}) flags[u] = true;
    }
  }
  for (const CommuneIndex commune : study_communes(results)) {
    if (grouping.unit_of_commune.empty()) break;
    const UnitIndex unit = grouping.unit_of_commune[commune];
    if (unit.valid()) flags[unit.value()] = true;
  }
  std::vector<UnitIndex> rows;
  for (std::size_t u = 0; u < flags.size(); ++u) {
    if (flags[u]) rows.push_back(UnitIndex::from_size(u));
  }
  return rows;
}

std::vector<std::string> grouping_table_names(const std::vector<std::string>& groupings) {
  std::set<std::string> used = {"communes",   "demand",    "facilities",          "snaps",
                                "isochrones", "proposals", "network_issues",      "commune_results",
                                "summary",    "manifest",  "proposal_catchments", "layer_styles"};
  std::vector<std::string> names;
  for (const std::string& grouping : groupings) {
    const std::string wanted = plural_of(slug(grouping));
    std::string name = wanted;
    for (int n = 2; !used.insert(name).second; ++n) name = wanted + "_" + std::to_string(n);
    names.push_back(std::move(name));
  }
  return names;
}

std::string grouping_table_name(const Results& results, std::size_t g) {
  std::vector<std::string> groupings;
  for (std::size_t i = 0; i <= g; ++i) groupings.push_back(results.territory.groupings[i].name);
  return grouping_table_names(groupings).back();
}

Message unit_label(const TerritoryUnit& unit) {
  if (!unit.is_partial) return verbatim(unit.name);
  return message("part of {}", "partie de {}", unit.name);
}

DataTable commune_rows(const Results& results) {
  const auto communes = std::make_shared<const std::vector<CommuneIndex>>(study_communes(results));
  const std::size_t queries = results.queries.size();
  DataTable table{"commune_results",
                  {"Communes by service studied", "Communes par offre étudiée"},
                  communes->size() * queries,
                  {}};
  const auto commune_of = [communes, queries](std::size_t row) {
    return (*communes)[row / queries];
  };
  const auto row = [&results, commune_of, queries](std::size_t index) {
    const QueryResult& query = results.queries[index % queries];
    const CommuneIndex commune = commune_of(index);
    return IndicatorRow{&query.indicators.communes[commune], &query, commune};
  };
  add_commune_columns(results, commune_of, table);
  add_population_and_query(row, table);
  add_indicator_columns(
      results, {"", {}, counted_unit(results, Query{}), thresholds_of(results), true, row}, table);
  add_catchment_columns(
      results,
      [row](std::size_t index) {
        const IndicatorRow found = row(index);
        return CatchmentRow{.commune = found.commune, .unit = {}, .query = found.query};
      },
      table);
  return table;
}

DataTable unit_rows(const Results& results, std::size_t g) {
  const auto units = std::make_shared<const std::vector<UnitIndex>>(study_units(results, g));
  const std::size_t queries = results.queries.size();
  const Grouping& grouping = results.territory.groupings[g];
  DataTable table{
      grouping_table_name(results, g), verbatim(grouping.label), units->size() * queries, {}};
  const auto unit_of = [units, queries](std::size_t row) { return (*units)[row / queries]; };
  const auto row = [&results, unit_of, queries, g](std::size_t index) {
    const QueryResult& query = results.queries[index % queries];
    return IndicatorRow{&query.indicators.groupings[g][unit_of(index)], &query, {}};
  };
  add_unit_columns(results, grouping, unit_of, table);
  add_population_and_query(row, table);
  add_indicator_columns(
      results, {"", {}, counted_unit(results, Query{}), thresholds_of(results), false, row}, table);
  add_catchment_columns(
      results,
      [row, unit_of, g](std::size_t index) {
        return CatchmentRow{
            .commune = {}, .grouping = g, .unit = unit_of(index), .query = row(index).query};
      },
      table);
  return table;
}

DataTable empty_unit_rows(const Results& results) {
  static const Grouping nothing;
  DataTable table{"epcis", verbatim("EPCI"), 0, {}};
  const auto row = [](std::size_t) { return IndicatorRow{}; };
  add_unit_columns(
      results, nothing, [](std::size_t) { return UnitIndex::none(); }, table);
  add_population_and_query(row, table);
  add_indicator_columns(
      results, {"", {}, counted_unit(results, Query{}), thresholds_of(results), false, row}, table);
  add_catchment_columns(
      results, [](std::size_t) { return CatchmentRow{}; }, table);
  return table;
}

DataTable commune_wide(const Results& results) {
  const CommuneRows communes =
      std::make_shared<const std::vector<CommuneIndex>>(study_communes(results));
  DataTable table{"communes", {"Communes", "Communes"}, communes->size(), {}};
  add_commune_columns(
      results, [communes](std::size_t row) { return (*communes)[row]; }, table);
  const auto totals =
      std::make_shared<const IdVector<CommuneIndex, Weight>>(commune_totals(results));
  table.add(
      "population", DataType::real, counted_unit(results, Query{}),
      [communes, totals](std::size_t row) -> DataValue { return (*totals)[(*communes)[row]]; });
  add_listed_population(results, communes, table);
  add_wide_columns(
      results, true,
      [communes](const QueryResult& query, std::size_t row) {
        const CommuneIndex commune = (*communes)[row];
        return IndicatorRow{&query.indicators.communes[commune], &query, commune};
      },
      table);
  add_catchment_columns(
      results,
      [communes](std::size_t row) { return CatchmentRow{.commune = (*communes)[row], .unit = {}}; },
      table);
  return table;
}

DataTable unit_wide(const Results& results, std::size_t g) {
  const UnitRows units = std::make_shared<const std::vector<UnitIndex>>(study_units(results, g));
  const Grouping& grouping = results.territory.groupings[g];
  DataTable table{grouping_table_name(results, g), verbatim(grouping.label), units->size(), {}};
  add_unit_columns(
      results, grouping, [units](std::size_t row) { return (*units)[row]; }, table);
  table.add("population", DataType::real, counted_unit(results, Query{}),
            [units, g, query = query_of_main_weight(results)](std::size_t row) -> DataValue {
              if (!query) return {};
              return query->indicators.groupings[g][(*units)[row]].population;
            });
  add_wide_columns(
      results, false,
      [units, g](const QueryResult& query, std::size_t row) {
        return IndicatorRow{&query.indicators.groupings[g][(*units)[row]], &query, {}};
      },
      table);
  add_catchment_columns(
      results,
      [units, g](std::size_t row) {
        return CatchmentRow{.commune = {}, .grouping = g, .unit = (*units)[row]};
      },
      table);
  return table;
}

DataTable empty_unit_wide(const Results& results) {
  static const Grouping nothing;
  DataTable table{"epcis", verbatim("EPCI"), 0, {}};
  add_unit_columns(
      results, nothing, [](std::size_t) { return UnitIndex::none(); }, table);
  table.add("population", DataType::real, counted_unit(results, Query{}),
            [](std::size_t) -> DataValue { return {}; });
  add_wide_columns(
      results, false, [](const QueryResult&, std::size_t) { return IndicatorRow{}; }, table);
  add_catchment_columns(
      results, [](std::size_t) { return CatchmentRow{}; }, table);
  return table;
}

}  // namespace coverage
