#pragma once

#include <functional>
#include <optional>

#include "libcoverage/base/data_table.h"
#include "libcoverage/output/results.h"

namespace coverage {

/// The commune, or the unit of a grouping, of a row, and its query in tables of a row a query.
struct CatchmentRow {
  CommuneIndex commune;  ///< none: the unit's
  std::size_t grouping = 0;
  UnitIndex unit;
  const QueryResult* query = nullptr;  ///< null: rows are of all queries
};

/// Adds for each catchment `NAME_score` (mean over inhabitants with a score), `NAME_score_gini` and
/// `NAME_share_served`. In tables of a row a query they are NULL in the rows of other queries.
void add_catchment_columns(const Results& results,
                           const std::function<CatchmentRow(std::size_t row)>& row,
                           DataTable& table);
/// Adds for each catchment `NAME_score` of a demand point; NULL where it has none.
void add_demand_score_columns(const Results& results, DataTable& table);
/// Adds for each catchment `NAME_supply`, `NAME_allocated_demand` and `NAME_level_of_service`; NULL
/// for facilities that are not in it, the last also where no demand is in reach.
void add_facility_supply_columns(const Results& results, DataTable& table);

/// A score or an amount as files write it: nine significant digits.
std::optional<double> rounded_score(std::optional<double> score);
/// Share of the scored inhabitants who have something in reach; nothing without any.
std::optional<double> served_share(const CatchmentFigures& figures);
/// What is offered: "weekly_hours", or "facilities" where each counts 1.
Message supply_label(const Catchment& catchment);
/// Its parameters as a formula's: "step", "zones (10 min: 1, 20 min: 0.68)", "exponential (15
/// min)".
Message decay_label(const DistanceDecay& decay);

}  // namespace coverage
